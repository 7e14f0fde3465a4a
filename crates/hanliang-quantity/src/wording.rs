use std::sync::LazyLock;

const TABLE: &str = include_str!("../data/wording.tsv");

/// What a word says of the figure that it stands by; the table tells each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wording {
    Bouts,
    Changes,
    Angle,
    Joins,
    Kelvins,
    Negates,
    Parts,
    Pictures,
    Pieces,
    Speeds,
    Stars,
    Timed,
    Unitless,
    Varied,
    Watts,
    Weekly,
}

/// The words of each class, by its place.
static WORDS: LazyLock<[Vec<&'static str>; 16]> = LazyLock::new(|| {
    let mut words: [Vec<&str>; 16] = Default::default();
    for (word, classes) in rows() {
        for class in classes.split(' ').filter_map(Wording::named) {
            if let Some(list) = words.get_mut(class as usize) {
                list.push(word);
            }
        }
    }
    words
});

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once('\t'))
}

impl Wording {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "bouts" => Self::Bouts,
            "changes" => Self::Changes,
            "angle" => Self::Angle,
            "joins" => Self::Joins,
            "kelvins" => Self::Kelvins,
            "negates" => Self::Negates,
            "parts" => Self::Parts,
            "pictures" => Self::Pictures,
            "pieces" => Self::Pieces,
            "speeds" => Self::Speeds,
            "stars" => Self::Stars,
            "timed" => Self::Timed,
            "unitless" => Self::Unitless,
            "varied" => Self::Varied,
            "watts" => Self::Watts,
            "weekly" => Self::Weekly,
            _ => return None,
        })
    }

    fn words(self) -> &'static [&'static str] {
        WORDS.get(self as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a text is such a word.
    pub(crate) fn is(self, text: &str) -> bool {
        self.words().contains(&text)
    }

    /// Whether a text begins with such a word.
    pub(crate) fn begins(self, text: &str) -> bool {
        self.words().iter().any(|word| text.starts_with(word))
    }

    /// Whether a text ends in such a word.
    pub(crate) fn ends(self, text: &str) -> bool {
        self.words().iter().any(|word| text.ends_with(word))
    }

    /// Whether such a word stands anywhere in a text.
    pub(crate) fn within(self, text: &str) -> bool {
        self.words().iter().any(|word| text.contains(word))
    }

    /// A text without the longest such word at its end.
    pub(crate) fn stripped(self, text: &str) -> Option<&str> {
        let words = self.words().iter();
        words
            .filter_map(|word| text.strip_suffix(word))
            .min_by_key(|rest| rest.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        let words: Vec<&str> = rows().map(|(word, _)| word).collect();
        assert!(words.is_sorted_by(|one, other| one < other));
        for (word, classes) in rows() {
            let known = |class| Wording::named(class).is_some();
            assert!(!word.is_empty() && classes.split(' ').all(known), "{word}");
        }
        assert!(WORDS.iter().all(|words| !words.is_empty()));
    }

    #[test]
    fn a_word_is_asked_for_by_its_place() {
        assert!(Wording::Timed.ends("他以") && Wording::Pictures.begins("高清频道"));
        assert!(Wording::Watts.within("额定功率为") && !Wording::Joins.is("并未"));
        assert_eq!(Wording::Negates.stripped("并未"), Some(""));
    }
}

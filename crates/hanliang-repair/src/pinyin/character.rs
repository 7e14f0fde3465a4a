use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::gbk::{self, Pair};
use super::reading::Reading;

/// Each line a traditional character, its simplified form and its readings.
const TRADITIONAL: &str = include_str!("../../data/traditional.tsv");
/// Each line a simplified character and the characters it stands for.
const SIMPLIFIED: &str = include_str!("../../data/simplified.tsv");

/// What is known of one ideograph.
#[derive(Clone, Debug, Default)]
struct Entry {
    /// The readings, the first one first.
    readings: Vec<Reading>,
    /// All characters that share the simplified form, itself included, the
    /// one that conversion takes first.
    forms: Vec<char>,
}

/// Which side of the reform of the script a character stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// On both sides, or no ideograph.
    #[default]
    Either,
    /// It was simplified: 發.
    Traditional,
    /// It is only a simplified form: 发.
    Simplified,
    /// A simplified form of others that is a traditional character too: 后.
    Merged,
}

const FIRST: u32 = 0x4E00;
/// How many ideographs GBK has in a row, from U+4E00 to U+9FA5.
pub(super) const COUNT: usize = 0x9FA6 - 0x4E00;

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let mut entries = vec![Entry::default(); COUNT];
    for (c, columns) in rows(TRADITIONAL) {
        let Some(entry) = index(c).and_then(|i| entries.get_mut(i)) else {
            continue;
        };
        entry.readings = columns
            .get(1)
            .map(|list| list.split(',').filter_map(Reading::parse).collect())
            .unwrap_or_default();
    }
    let mut families: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for (c, columns) in rows(SIMPLIFIED) {
        let forms = columns.first().map_or("", |list| list).chars().collect();
        families.insert(c, forms);
    }
    // Variants that no conversion makes: 啟 beside 啓.
    for (c, columns) in rows(TRADITIONAL) {
        let simplified = columns.first().and_then(|form| form.chars().next());
        let simplified = simplified.unwrap_or(c);
        let forms = families.entry(simplified).or_insert(vec![simplified]);
        if !forms.contains(&c) {
            forms.push(c);
        }
    }
    for (c, mut forms) in families {
        if !forms.contains(&c) {
            forms.push(c);
        }
        for &form in &forms {
            if let Some(entry) = index(form).and_then(|i| entries.get_mut(i)) {
                entry.forms.clone_from(&forms);
            }
        }
    }
    entries
});

/// The simplified form of each, apart because every reading asks for it.
static SIMPLIFIED_FORMS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut forms: Vec<char> = ('\u{4E00}'..).take(COUNT).collect();
    for (c, columns) in rows(TRADITIONAL) {
        let simplified = columns.first().and_then(|form| form.chars().next());
        if let (Some(form), Some(simplified)) =
            (index(c).and_then(|i| forms.get_mut(i)), simplified)
        {
            *form = simplified;
        }
    }
    forms
});

/// The side of the reform each character stands on, apart because a survey
/// asks for every character of a page.
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let mut kinds = vec![Kind::Either; COUNT];
    for (c, columns) in rows(SIMPLIFIED) {
        if let Some(kind) = index(c).and_then(|i| kinds.get_mut(i)) {
            *kind = if columns.first().is_some_and(|forms| forms.contains(c)) {
                Kind::Merged
            } else {
                Kind::Simplified
            };
        }
    }
    for (c, _) in rows(TRADITIONAL) {
        if let Some(kind) = index(c).and_then(|i| kinds.get_mut(i)) {
            *kind = Kind::Traditional;
        }
    }
    kinds
});

fn rows(table: &'static str) -> impl Iterator<Item = (char, Vec<&'static str>)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let c = columns.next()?.chars().next()?;
            Some((c, columns.collect()))
        })
}

/// The place of an ideograph among those that GBK has in a row.
pub(super) fn index(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST)?)
        .ok()
        .filter(|&i| i < COUNT)
}

fn entry(c: char) -> Option<&'static Entry> {
    index(c).and_then(|i| ENTRIES.get(i))
}

/// Whether it is one of the ideographs that GBK has in a row: U+4E00 to
/// U+9FA5.
pub(super) fn is_ideograph(c: char) -> bool {
    index(c).is_some()
}

/// On which side of the reform a character stands.
pub(super) fn kind(c: char) -> Kind {
    index(c)
        .and_then(|i| KINDS.get(i))
        .copied()
        .unwrap_or_default()
}

/// On which side of the reform each ideograph stands, by its place, for those
/// that ask for many.
pub(super) fn kinds() -> &'static [Kind] {
    &KINDS
}

/// The characters that share its simplified form; empty where there is one.
pub(super) fn forms(c: char) -> &'static [char] {
    entry(c).map_or(&[], |entry| entry.forms.as_slice())
}

/// How much a text in traditional characters is expected to take this form
/// among [`forms`], before its own habit is known.
pub(super) fn form_weight(c: char) -> f32 {
    match (kind(c), forms(c).first()) {
        (Kind::Simplified, _) => 0.02,
        (_, None) => 1.0,
        (_, Some(&first)) if first == c => 1.0,
        (Kind::Merged, _) => 1.5,
        _ => 0.2,
    }
}

/// The simplified form; the character itself where it was not simplified.
pub(crate) fn simplified(c: char) -> char {
    let form = index(c).and_then(|i| SIMPLIFIED_FORMS.get(i));
    form.copied().unwrap_or(c)
}

/// The readings of a **key**, the first one first: a character that GBK has,
/// GB2312 lacks and that has a simplified form. Empty for all others.
pub(super) fn key_readings(pair: Pair) -> &'static [Reading] {
    if gbk::is_gb2312_ideograph(pair) {
        return &[];
    }
    gbk::char_of(pair)
        .and_then(entry)
        .map_or(&[], |entry| entry.readings.as_slice())
}

/// Whether the pair is a key that a page can show with this reading. The
/// sites' tables have the first reading; which one that is depends on the
/// table, so all count.
pub(super) fn is_key_read(pair: Pair, shown: Reading) -> bool {
    key_readings(pair)
        .iter()
        .any(|reading| reading.shows_as(shown))
}

/// The first reading of each key, by its place among the ideographs.
static FIRST_READINGS: LazyLock<Vec<Option<Reading>>> = LazyLock::new(|| {
    (FIRST..)
        .take(COUNT)
        .map(|code| {
            key_readings(gbk::pair_of(char::from_u32(code)?)?)
                .first()
                .copied()
        })
        .collect()
});

/// Whether a character is a key that a page can show with this reading.
pub(super) fn is_read(c: char, shown: Reading) -> bool {
    let first = index(c).and_then(|i| FIRST_READINGS.get(i).copied().flatten());
    first.is_some_and(|first| {
        first.shows_as(shown) || gbk::pair_of(c).is_some_and(|pair| is_key_read(pair, shown))
    })
}

/// Whether it is the first reading of the key.
pub(super) fn is_first_reading(pair: Pair, shown: Reading) -> bool {
    key_readings(pair)
        .first()
        .is_some_and(|reading| reading.shows_as(shown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_well_formed() {
        for table in [TRADITIONAL, SIMPLIFIED] {
            let first: Vec<char> = rows(table).map(|(c, _)| c).collect();
            assert!(first.len() > 2000);
            assert!(first.windows(2).all(|two| two[0] < two[1]));
            assert!(first.iter().all(|&c| gbk::pair_of(c).is_some()));
        }
        for (c, columns) in rows(TRADITIONAL) {
            assert_eq!(columns.len(), 2, "{c}");
            assert_eq!(columns[0].chars().count(), 1, "{c}");
            for reading in columns[1].split(',') {
                assert!(Reading::parse(reading).is_some(), "{c} {reading}");
            }
        }
    }

    #[test]
    fn sides_of_the_reform() {
        assert_eq!(kind('發'), Kind::Traditional);
        assert_eq!(kind('发'), Kind::Simplified);
        assert_eq!(kind('后'), Kind::Merged);
        assert_eq!(kind('人'), Kind::Either);
        assert_eq!(simplified('發'), '发');
        assert_eq!(simplified('人'), '人');
    }

    #[test]
    fn variants_are_forms_that_texts_seldom_take() {
        assert_eq!(forms('啓'), forms('啟'));
        assert!(form_weight('啓') > form_weight('啟'));
        assert!(form_weight('即') > form_weight('卽'));
    }

    #[test]
    fn keys_are_outside_gb2312() {
        let key = |c: char, reading: &str| {
            is_key_read(gbk::pair_of(c).unwrap(), Reading::parse(reading).unwrap())
        };
        assert!(key('發', "fā"));
        assert!(key('發', "fa"));
        assert!(key('長', "zhǎng"));
        assert!(!key('發', "fà"));
        assert!(!key('发', "fā"));
        // 後 is in GB2312.
        assert!(!key('後', "hòu"));
    }
}

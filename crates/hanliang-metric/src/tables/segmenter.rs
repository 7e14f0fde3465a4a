//! Text cut into the words of a dictionary: of all ways to cut it, the one
//! whose words are likeliest together. These are the words that jieba finds
//! without its model of unknown ones (a test holds the two against each other),
//! found in one pass from the end, with nothing kept between two texts.

use hanliang_span::Span;

use super::lexicon::Lexicon;

/// A dictionary's characters are of so many bytes each.
const HAN: usize = 3;

/// A word of the dictionary.
#[derive(Debug)]
struct Entry<V> {
    /// The logarithm of how likely it is.
    weight: f64,
    value: V,
}

/// Words with how often each occurs and with what it means.
#[derive(Debug)]
pub(super) struct Segmenter<V> {
    words: Lexicon<Entry<V>>,
    /// The weight of a character that begins no word: as if it occurred once.
    unknown: f64,
}

/// The best way on from a character.
#[derive(Clone, Copy)]
struct Step<V> {
    /// The weight of all words from here to the end of the run.
    weight: f64,
    /// Where the word that begins here ends, in bytes.
    end: usize,
    /// `None` for a character that begins no word.
    known: Option<V>,
}

impl<V: Copy> Segmenter<V> {
    /// Words of Han characters, with counts and values.
    pub(super) fn new(rows: impl Iterator<Item = (&'static str, u32, V)>) -> Self {
        let rows: Vec<_> = rows.collect();
        let total: u64 = rows.iter().map(|(_, count, _)| u64::from(*count)).sum();
        let total = (total as f64).ln();
        let entry = |(word, count, value)| {
            let weight = f64::from(count).ln() - total;
            (word, Entry { weight, value })
        };
        Self {
            words: Lexicon::new(rows.into_iter().map(entry)),
            unknown: 0.0 - total,
        }
    }

    /// Whether a word is in the dictionary.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.get(word).is_some()
    }

    /// The words of `text` in order, without gaps, each with what it means if it
    /// is known. Letters and digits side by side are one word; of the rest, what
    /// is not known is a word a character.
    pub(super) fn cut(&self, text: &str, mut word: impl FnMut(Span, Option<V>)) {
        let steps = self.steps(text);
        let mut at = 0;
        let mut left = steps.len();
        while let Some(step) = left.checked_sub(1).and_then(|last| steps.get(last)) {
            let mut end = step.end;
            left -= match step.known {
                Some(_) => (end - at) / HAN,
                None => 1,
            };
            let rest = text.as_bytes().get(at..).unwrap_or_default();
            let goes_on = match rest {
                [b'\r', b'\n', ..] => 1,
                [first, rest @ ..] if first.is_ascii_alphanumeric() => rest
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphanumeric())
                    .count(),
                _ => 0,
            };
            (end, left) = (end + goes_on, left - goes_on);
            word(Span::new(at, end), step.known);
            at = end;
        }
    }

    /// The best way on from each character, from the last to the first.
    fn steps(&self, text: &str) -> Vec<Step<V>> {
        let mut steps: Vec<Step<V>> = Vec::with_capacity(text.len() / HAN + 1);
        let mut rest = 0.0;
        for (at, character) in text.char_indices().rev() {
            let mut best: Option<Step<V>> = None;
            self.words
                .prefixes(text.get(at..).unwrap_or_default(), |length, entry| {
                    let behind = steps.len().checked_sub(length / HAN);
                    let behind = behind.and_then(|behind| steps.get(behind));
                    let weight = entry.weight + behind.map_or(0.0, |step| step.weight);
                    // Of two that are as likely the longer word is taken.
                    if best.is_none_or(|best| weight >= best.weight) {
                        best = Some(Step {
                            weight,
                            end: at + length,
                            known: Some(entry.value),
                        });
                    }
                });
            let step = best.unwrap_or_else(|| Step {
                weight: if is_of_run(character) {
                    self.unknown + rest
                } else {
                    0.0
                },
                end: at + character.len_utf8(),
                known: None,
            });
            rest = step.weight;
            steps.push(step);
        }
        steps
    }
}

/// Whether a character stands in one run with those beside it, which are
/// weighed together; a run ends at any other.
const fn is_of_run(character: char) -> bool {
    match character {
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => true,
        _ => {
            character.is_ascii_alphanumeric()
                || matches!(character, '+' | '#' | '&' | '.' | '_' | '%' | '-')
                || character as u32 >= 0x20000
        }
    }
}

#[cfg(test)]
mod tests {
    use jieba_rs::Jieba;
    use proptest::prelude::*;

    use super::*;

    const ROWS: [(&str, u32, ()); 14] = [
        ("一", 900, ()),
        ("个", 800, ()),
        ("一个", 300, ()),
        ("中国", 200, ()),
        ("国家", 190, ()),
        ("家", 60, ()),
        ("中", 400, ()),
        ("国", 5, ()),
        ("全市", 70, ()),
        ("市场", 80, ()),
        ("全", 90, ()),
        ("场", 30, ()),
        ("市", 75, ()),
        ("全市市场", 3, ()),
    ];

    fn cut<'t>(segmenter: &Segmenter<()>, text: &'t str) -> Vec<&'t str> {
        let mut words = Vec::new();
        segmenter.cut(text, |span, _| words.extend(span.of(text)));
        words
    }

    #[test]
    fn the_likeliest_words_are_taken() {
        let segmenter = Segmenter::new(ROWS.into_iter());
        let words = cut(&segmenter, "全市市场有一个，COVID-19\r\n中国家");
        let expected = [
            "全市市场",
            "有",
            "一个",
            "，",
            "COVID",
            "-",
            "19",
            "\r\n",
            "中",
            "国家",
        ];
        assert_eq!(words, expected);
        assert!(segmenter.has("国家") && !segmenter.has("国家市"));
    }

    proptest! {
        #[test]
        fn words_are_those_of_jieba(text in "[一个中国家全市场有a7.，〇\\-\r\n𠀀]{0,24}") {
            let segmenter = Segmenter::new(ROWS.into_iter());
            let mut jieba = Jieba::empty();
            for (word, count, ()) in ROWS {
                jieba.add_word(word, Some(count as usize), None);
            }
            let tokens = jieba.cut(&text, false);
            let expected: Vec<&str> = tokens.iter().map(|token| token.word).collect();
            prop_assert_eq!(cut(&segmenter, &text), expected);
        }
    }
}

//! Words and their parts of speech, over a dictionary of our own that loads
//! when the first word is asked for.
//!
//! The cut is that of jieba without guessing: of all ways to make a run of
//! text of words, the likeliest by how often each was seen. It is done here
//! because loading `jieba-rs` takes most of the time that a first result may
//! take, and because its tags depend on features that other crates turn on;
//! a property test holds the two against each other.

use std::sync::LazyLock;

use hanliang_span::Span;

use super::lexicon::{Lexicon, field, lines};

const TABLE: &str = include_str!("../../data/words.tsv");

/// Part of speech, as coarse as the rules need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// 党员, 办法, 铁岭 (names too).
    Noun,
    /// A name of a place.
    Place,
    /// 培训, 活动: a verb that often stands as a noun.
    VerbalNoun,
    Verb,
    /// 大型, 新: says of what sort.
    Adjective,
    Adverb,
    Preposition,
    Conjunction,
    /// 的
    Possessive,
    /// 了 着 过 地 得 等
    Particle,
    /// 中 上 内
    Localizer,
    Pronoun,
    Numeral,
    Measure,
    Time,
    /// Anything that is no Han character.
    Mark,
    /// A set phrase.
    Idiom,
}

/// A word and its place, in bytes from the start of the text tagged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    pub(crate) part: Part,
}

/// What the dictionary says of a word.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The logarithm of how often it was seen.
    weight: f64,
    part: Part,
}

struct Dictionary {
    words: Lexicon<Entry>,
    /// The logarithm of how many words were seen.
    total: f64,
}

// Counts are far below 2^53, and only compared: the text's values stay exact.
static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let mut total = 0;
    let words = Lexicon::new(lines(TABLE).filter_map(|line| {
        let (word, rest) = field(line)?;
        let (count, tag) = field(rest)?;
        let count: u32 = count.parse().ok()?;
        total += count;
        let entry = Entry {
            weight: f64::from(count).ln(),
            part: part(word, tag),
        };
        Some((word, entry))
    }));
    Dictionary {
        words,
        total: f64::from(total).ln(),
    }
});

/// The words of `text` in order, without gaps.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let run = rest.find(|c| !in_words(c)).unwrap_or(rest.len());
        if run > 0 {
            cut(rest.get(..run).unwrap_or_default(), at, &mut found);
            at += run;
            continue;
        }
        // What stands between runs is a word a character, a line break one.
        let length = if rest.starts_with("\r\n") {
            2
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        push(rest, at, 0, length, &mut found);
        at += length;
    }
    found
}

/// Characters that runs are made of.
const fn in_words(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || matches!(character, '+' | '#' | '&' | '.' | '_' | '%' | '-')
        || (is_han(character) && character != '〇')
}

/// A step of the likeliest way through a run.
#[derive(Clone, Copy)]
struct Step {
    weight: f64,
    /// Where the word that begins here ends, in bytes.
    end: usize,
    /// `None` where the dictionary has no word here.
    part: Option<Part>,
}

/// Cuts a run that stands at `at`.
fn cut(run: &str, at: usize, found: &mut Vec<Word>) {
    let Dictionary { words, total } = &*DICTIONARY;
    let end = Step {
        weight: 0.0,
        end: run.len(),
        part: None,
    };
    // By byte; the steps between characters are never read.
    let mut steps = vec![end; run.len() + 1];
    for (start, character) in run.char_indices().rev() {
        let alone = start + character.len_utf8();
        let mut best: Option<Step> = None;
        words.prefixes(run.get(start..).unwrap_or_default(), |length, entry| {
            let end = start + length;
            let weight = entry.weight - total + steps[end].weight;
            // Of equal ones the longer word.
            if best.is_none_or(|best| weight >= best.weight) {
                let part = Some(entry.part);
                best = Some(Step { weight, end, part });
            }
        });
        steps[start] = best.unwrap_or_else(|| Step {
            weight: 0.0 - total + steps[alone].weight,
            end: alone,
            part: None,
        });
    }
    let mut start = 0;
    while start < run.len() {
        let Step { mut end, part, .. } = steps[start];
        if let Some(part) = part {
            let span = Span::new(at + start, at + end);
            found.push(Word { span, part });
        } else {
            // Latin letters and digits side by side are one word.
            let signs = run.as_bytes().get(start..).unwrap_or_default();
            let signs = signs.iter().take_while(|b| b.is_ascii_alphanumeric());
            end = end.max(start + signs.count());
            push(run, at, start, end, found);
        }
        start = end;
    }
}

/// A word that no dictionary has.
fn push(text: &str, at: usize, start: usize, end: usize, found: &mut Vec<Word>) {
    let word = text.get(start..end).unwrap_or_default();
    let tag = if !word.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        "x"
    } else if word.bytes().all(|b| b.is_ascii_digit()) {
        "m"
    } else {
        "eng"
    };
    found.push(Word {
        span: Span::new(at + start, at + end),
        part: part(word, tag),
    });
}

fn part(word: &str, tag: &str) -> Part {
    match word {
        "的" | "之" => return Part::Possessive,
        "了" | "着" | "著" | "过" | "地" | "得" | "等" => return Part::Particle,
        "和" | "与" | "及" | "以及" | "或" | "并" | "而" | "但" => {
            return Part::Conjunction;
        }
        _ => {}
    }
    match tag {
        "n" | "nz" | "nt" | "nr" | "nrt" | "nrfg" | "ng" | "j" | "an" | "k" | "s" | "g" | "zg" => {
            Part::Noun
        }
        "ns" => Part::Place,
        "vn" => Part::VerbalNoun,
        "v" | "vg" | "vi" | "vq" | "vd" => Part::Verb,
        "a" | "b" | "z" | "ag" => Part::Adjective,
        "d" | "ad" | "df" | "dg" => Part::Adverb,
        "p" => Part::Preposition,
        "c" => Part::Conjunction,
        "u" | "ul" | "uj" | "uv" | "uz" | "ud" | "ug" | "y" => Part::Particle,
        "f" => Part::Localizer,
        "r" | "rr" | "rg" | "rz" => Part::Pronoun,
        "m" | "mq" | "mg" => Part::Numeral,
        "q" => Part::Measure,
        "t" | "tg" => Part::Time,
        "i" | "l" => Part::Idiom,
        "eng" => Part::Noun,
        _ if word.chars().all(is_han) => Part::Noun,
        _ => Part::Mark,
    }
}

/// Whether a character is a Han character.
pub(crate) const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9FFF}' | '〇' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::Strategy;

    use super::*;

    #[test]
    fn rows_are_sorted_and_whole() {
        let mut last = "";
        let mut count = 0;
        for line in lines(TABLE) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [word, seen, tag] = fields[..] else {
                panic!("a row has three fields: {line:?}");
            };
            assert!(last < word, "sorted: {word}");
            assert!(word.chars().all(is_han), "{word}");
            assert!(seen.parse::<u32>().is_ok() && !tag.is_empty(), "{line}");
            (last, count) = (word, count + 1);
        }
        assert!(count > 50_000);
    }

    #[test]
    fn tags_words_in_place() {
        let text = "签订共建协议";
        let words = words(text);
        let shown: Vec<&str> = words.iter().filter_map(|word| word.span.of(text)).collect();
        assert_eq!(shown, ["签订", "共建", "协议"]);
        assert_eq!(words[2].part, Part::Noun);
    }

    /// jieba over the same dictionary.
    static PEER: LazyLock<jieba_rs::Jieba> = LazyLock::new(|| {
        let rows: Vec<&str> = lines(TABLE).collect();
        let mut jieba = jieba_rs::Jieba::empty();
        jieba.load_dict(&mut rows.join("\n").as_bytes()).unwrap();
        jieba
    });

    proptest::proptest! {
        /// The cut is jieba's, whatever stands side by side.
        #[test]
        fn cuts_as_jieba(pieces in proptest::collection::vec(
            proptest::prop_oneof![
                proptest::sample::select(vec![
                    "全市", "农村党员", "结对共建", "中国人民大学生活动中心", "的", "了", "和",
                    "研究生命起源", "提高到96%", "GDP3.5", "PM2.5-A", "，", "、", "“", "\r\n", "\n\r",
                    "〇", "㐀", "一", "二零二一年", "+", "#", " ", "é", "产业结构和产品质量",
                ]).prop_map(str::to_owned),
                "[\u{4e00}-\u{9fa5}]{1,4}",
            ],
            0..12,
        )) {
            let text = pieces.concat();
            let ours: Vec<&str> = words(&text)
                .iter()
                .map(|word| word.span.of(&text).unwrap())
                .collect();
            let theirs: Vec<&str> =
                PEER.cut(&text, false).iter().map(|token| token.word).collect();
            proptest::prop_assert_eq!(ours, theirs);
        }
    }
}

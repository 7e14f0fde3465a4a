//! Words and their parts of speech, by jieba over a dictionary of our own
//! that loads when the first word is asked for.

use std::sync::LazyLock;

use hanliang_span::Span;
use jieba_rs::Jieba;

use super::classes::Class;
use super::lexicon::{field, lines};
use super::places::{Known, place_at};
use super::wording::Wording;

pub(crate) use hanliang_span::is_han;

const TABLE: &str = include_str!("../../data/words.tsv");

/// With each word it keeps the part of speech, so that this is told once a word of
/// the table and not once a word of the text.
static SEGMENTER: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::empty();
    // Word by word: jieba's own reader of such a table takes a third longer. A
    // row that cannot be read is none (a test reads them).
    for (word, rest) in lines(TABLE).filter_map(field) {
        let row = field(rest).and_then(|(count, tag)| Some((count.parse().ok()?, tag)));
        if let Some((count, tag)) = row {
            let code = part_of_row(word, tag).code(count < COMMON);
            jieba.add_word(word, Some(count), Some(code));
        }
    }
    jieba
});

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

/// The parts, in the order in which they are declared.
const PARTS: [Part; 17] = [
    Part::Noun,
    Part::Place,
    Part::VerbalNoun,
    Part::Verb,
    Part::Adjective,
    Part::Adverb,
    Part::Preposition,
    Part::Conjunction,
    Part::Possessive,
    Part::Particle,
    Part::Localizer,
    Part::Pronoun,
    Part::Numeral,
    Part::Measure,
    Part::Time,
    Part::Mark,
    Part::Idiom,
];

/// What the segmenter keeps for each of them: a capital, as no tag of its own
/// begins, and two for a rare word.
const CODES: &str = "AABBCCDDEEFFGGHHIIJJKKLLMMNNOOPPQQ";

/// How often a word was seen that is not rare.
const COMMON: usize = 10;

impl Part {
    fn code(self, rare: bool) -> &'static str {
        let at = 2 * self as usize;
        CODES.get(at..=at + usize::from(rare)).unwrap_or_default()
    }

    fn of_code(code: &str) -> Option<Self> {
        let at = code.as_bytes().first()?.checked_sub(b'A')?;
        PARTS.get(usize::from(at)).copied()
    }
}

/// A word and its place, in bytes from the start of the text tagged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    pub(crate) part: Part,
    /// So rare that it may as well be a name: 古楼.
    pub(crate) rare: bool,
}

/// The length of one character of a noun, in bytes.
const ONE: usize = 3;

/// Whether a character makes a noun of the word before: 安置点, 接种率, 签约额.
const fn is_suffix(character: char) -> bool {
    matches!(
        character,
        '点' | '站' | '者' | '率' | '额' | '员' | '器' | '机' | '量' | '值' | '费' | '款' | '品'
    )
}

/// Whether a character ends names of places.
pub(crate) const fn is_place_end(character: char) -> bool {
    matches!(
        character,
        '省' | '市' | '县' | '区' | '州' | '镇' | '乡' | '村'
    )
}

/// Whether a character says of the verb of one character before it that it was
/// done to the end: 办结, 查完.
const fn is_result(character: char) -> bool {
    matches!(character, '结' | '完' | '毕' | '妥' | '尽' | '齐')
}

/// The words of `text` in order, without gaps.
pub(crate) fn words(text: &str) -> Vec<Word> {
    words_with(text, |_| true)
}

/// The words of `text`, or none where no piece that it is cut into fits: a word
/// is one or more of them.
pub(crate) fn words_with(text: &str, fits: impl Fn(Span) -> bool) -> Vec<Word> {
    if text.is_empty() {
        return Vec::new();
    }
    let tags = SEGMENTER.tag(text, false);
    let mut pieces = tags.iter();
    if !pieces.any(|tag| fits(Span::new(tag.byte_start, tag.byte_end))) {
        return Vec::new();
    }
    let mut words: Vec<Word> = Vec::with_capacity(tags.len());
    for tag in tags {
        let span = Span::new(tag.byte_start, tag.byte_end);
        if let Some(stem) = words.last_mut()
            && (ends_noun(*stem, tag.word) || continues_name(text, *stem, span))
        {
            stem.span.end = span.end;
            stem.part = Part::Noun;
            continue;
        }
        if let Some(verb) = words.last_mut().filter(|verb| ends_verb(**verb, tag.word)) {
            verb.span.end = span.end;
            continue;
        }
        // 东河｜区: a place that the dictionary lacks.
        if let Some(place) = words.last_mut().filter(|last| ends_place(**last, tag.word)) {
            place.span.end = span.end;
            continue;
        }
        let part = part(tag.word, tag.tag);
        let rare = tag.tag.len() == 2 && Part::of_code(tag.tag).is_some();
        words.push(Word { span, part, rare });
    }
    words
}

/// The words of `text`, with the names of counties that the dictionary cuts in one: 花莲县.
pub(crate) fn words_with_places(text: &str) -> Vec<Word> {
    let mut words = words(text);
    if !text.contains(is_place_end) {
        return words;
    }
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let start = first.span.start;
        let rest = text.get(start..).unwrap_or_default();
        let name = match place_at(rest) {
            Some((length, Known::Name(_))) if length > 2 * ONE => start + length,
            _ => 0,
        };
        let last = words
            .iter()
            .skip(at)
            .take(4)
            .position(|word| word.span.end == name);
        if let Some(last) = last {
            words.drain(at + 1..=at + last);
            words[at] = Word {
                span: Span::new(start, name),
                part: Part::Place,
                rare: false,
            };
        }
        at += 1;
    }
    words
}

/// Whether a word is the end of a noun, the word before its stem.
fn ends_noun(stem: Word, word: &str) -> bool {
    if word.len() != ONE || !word.starts_with(is_suffix) {
        return false;
    }
    let verbal = matches!(stem.part, Part::Verb | Part::VerbalNoun);
    let nominal = matches!(stem.part, Part::Noun | Part::Adjective);
    // 跑者: one character is enough of a verb.
    let person = verbal && word == "者";
    let long = stem.span.len() > ONE && (verbal || nominal);
    person || long
}

/// Whether a word is the end of a name of a place: 省, 县, 区.
fn ends_place(place: Word, word: &str) -> bool {
    let long = place.part == Part::Place && place.span.len() > ONE;
    long && word.len() == ONE && word.starts_with(is_place_end)
}

/// Whether a word is the end of a verb that the dictionary lacks.
fn ends_verb(verb: Word, word: &str) -> bool {
    let single = verb.span.len() == ONE && word.len() == ONE;
    single && verb.part == Part::Verb && word.starts_with(is_result)
}

/// Whether a word belongs to a name by letters and digits before it: PM2.5,
/// COVID-19, B737-800.
fn continues_name(text: &str, name: Word, word: Span) -> bool {
    let first = text.as_bytes().get(name.span.start);
    if !first.is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    let before = name.span.of(text).unwrap_or_default();
    let form = word.of(text).unwrap_or_default();
    let after = text.get(word.end..).unwrap_or_default();
    let sign = |c: char| c.is_ascii_alphanumeric();
    let joins =
        matches!(form, "." | "-" | "—") && before.ends_with(sign) && after.starts_with(sign);
    let goes_on = form.starts_with(sign) && !before.ends_with(is_han);
    joins || goes_on
}

/// The longer word that the last character of `text` is the end of, with its
/// length: 归还 for 还.
pub(crate) fn longer_word(text: &str) -> Option<usize> {
    let near = |count: usize| {
        let start = text.char_indices().rev().nth(count - 1);
        text.get(start.map_or(0, |(at, _)| at)..).unwrap_or(text)
    };
    let pair = near(2);
    let last = near(1);
    let known = pair.len() > last.len() && SEGMENTER.has_word(pair);
    let tokens = known.then(|| SEGMENTER.cut(near(6), false))?;
    let length = tokens.last()?.word.len();
    (length > last.len()).then_some(length)
}

/// The part of speech of a word as cut, with what the segmenter keeps for it.
fn part(word: &str, code: &str) -> Part {
    // The dictionary has Han words only. What jieba calls the others depends on
    // the features that it is built with.
    let first = word.as_bytes().first();
    match Part::of_code(code) {
        Some(part) => part,
        None if first.is_some_and(u8::is_ascii_alphanumeric) => {
            let number = word.bytes().all(|byte| byte.is_ascii_digit());
            if number { Part::Numeral } else { Part::Noun }
        }
        None if word.chars().all(is_han) => Part::Noun,
        None => Part::Mark,
    }
}

/// The part of speech of a word of the table, with its tag there.
fn part_of_row(word: &str, tag: &str) -> Part {
    if let Some(part) = function_word(word) {
        return part;
    }
    match tag.as_bytes() {
        [b'f' | b'm' | b'q' | b's', ..] | [b'n', b's'] if Wording::Thing.is(word) => Part::Noun,
        [b'a' | b'n', ..] if Wording::Event.is(word) => Part::Verb,
        [b'n', b's'] => Part::Place,
        _ if is_county(word) => Part::Place,
        [b'v', b'n'] => Part::VerbalNoun,
        [b'a', b'd'] => Part::Adverb,
        [b'a', b'n'] | [b'z', b'g'] | [b'n' | b'j' | b'k' | b's' | b'g', ..] => Part::Noun,
        [b'v', ..] => Part::Verb,
        [b'a' | b'b' | b'z', ..] => Part::Adjective,
        [b'd', ..] => Part::Adverb,
        [b'p', ..] => Part::Preposition,
        [b'c', ..] => Part::Conjunction,
        [b'u' | b'y', ..] => Part::Particle,
        [b'f', ..] => Part::Localizer,
        [b'r', ..] => Part::Pronoun,
        [b'm', ..] => Part::Numeral,
        [b'q', ..] => Part::Measure,
        [b't', ..] => Part::Time,
        [b'i' | b'l', ..] => Part::Idiom,
        _ => Part::Noun,
    }
}

/// Whether a word is a county or a town that the dictionary of words does not call a place: 花莲县.
fn is_county(word: &str) -> bool {
    word.len() > 2 * ONE
        && word.ends_with(is_place_end)
        && matches!(place_at(word), Some((length, Known::Name(_))) if length == word.len())
}

/// The part of speech of words that the dictionary does not tell apart.
fn function_word(word: &str) -> Option<Part> {
    let mut characters = word.chars();
    let first = characters.next()?;
    if !characters.as_str().is_empty() {
        return match word {
            "及其" | "以及" => Some(Part::Conjunction),
            "时候" | "同期" => Some(Part::Time),
            _ => None,
        };
    }
    Some(match first {
        '的' | '之' => Part::Possessive,
        '了' | '着' | '著' | '过' | '地' | '得' | '等' => Part::Particle,
        '呢' | '吧' | '啊' | '呀' | '嘛' | '啦' | '哩' | '哟' => Part::Particle,
        '和' | '与' | '及' | '或' | '并' | '而' | '但' => Part::Conjunction,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
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
    fn characters_that_the_dictionary_lacks_are_nouns_in_every_build() {
        for unknown in ["龘", "𠀀"] {
            assert!(!SEGMENTER.has_word(unknown));
            assert_eq!(
                words(unknown).first().map(|word| word.part),
                Some(Part::Noun)
            );
        }
    }

    #[test]
    fn each_part_is_found_by_its_code() {
        assert_eq!(2 * PARTS.len(), CODES.len());
        for part in PARTS {
            for rare in [false, true] {
                assert_eq!(Part::of_code(part.code(rare)), Some(part));
                assert_eq!(part.code(rare).len(), 1 + usize::from(rare));
            }
        }
        // As jieba tags what the dictionary lacks.
        for tag in ["x", "m", "eng", "nr", ""] {
            assert_eq!(Part::of_code(tag), None);
        }
    }

    #[test]
    fn tags_words_in_place() {
        let text = "签订共建协议";
        let words = words(text);
        let shown: Vec<&str> = words.iter().filter_map(|word| word.span.of(text)).collect();
        assert_eq!(shown, ["签订", "共建", "协议"]);
        assert_eq!(words[2].part, Part::Noun);
    }
}

//! Noun phrases beside a figure, from the words and their parts of speech.

use hanliang_span::Span;

use crate::passage::Passage;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::words::{Part, Word, words};

/// How far a phrase is looked for, in characters.
const REACH: usize = 36;

/// A noun phrase, or a verb standing for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) span: Span,
    /// Its head is a verb: 培训, 宣讲.
    pub(crate) verbal: bool,
}

/// The end of `text` that is at most [`REACH`] characters long.
fn tail(text: &str) -> usize {
    text.char_indices()
        .rev()
        .nth(REACH - 1)
        .map_or(0, |(at, _)| at)
}

/// The word of scope that opens a phrase: 全市, 我国, 各地.
pub(crate) fn is_scope_word(word: &str) -> bool {
    let mut characters = word.chars();
    let (Some(first), Some(second)) = (characters.next(), characters.next()) else {
        return matches!(word, "其" | "该" | "本" | "各");
    };
    let rest = characters.next();
    rest.is_none()
        && ((matches!(first, '全' | '我' | '该' | '本' | '各')
            && matches!(
                second,
                '市' | '县'
                    | '省'
                    | '区'
                    | '国'
                    | '州'
                    | '旗'
                    | '镇'
                    | '乡'
                    | '村'
                    | '校'
                    | '院'
                    | '局'
                    | '地'
                    | '球'
                    | '盟'
                    | '行'
                    | '厂'
                    | '社'
                    | '队'
                    | '港'
                    | '岛'
                    | '台'
                    | '司'
            ))
            || matches!(
                word,
                "世界" | "当地" | "各级" | "各类" | "各种" | "其他" | "自己"
            ))
}

/// The noun phrase that ends at `end`, not reaching beyond `start`.
pub(crate) fn noun_before(passage: &Passage<'_>, start: usize, end: usize) -> Option<Phrase> {
    let window = passage.slice(Span::new(start.min(end), end));
    let from = start + tail(window);
    let text = passage.slice(Span::new(from, end));
    if text.is_empty() {
        return None;
    }
    let words = words(text);
    let word = |index: usize| {
        words
            .get(index)
            .and_then(|word| word.span.of(text))
            .unwrap_or_default()
    };
    // Where the phrase begins so far, where its head does if 的 was crossed.
    let mut begin = words.len();
    let mut head = None;
    let mut verbal = false;
    let mut index = words.len();
    let mut stopped_by_verb = false;
    while index > 0 {
        index -= 1;
        let Word { part, span } = words[index];
        let form = word(index);
        let empty = begin == words.len();
        let accept = match part {
            Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom => {
                let linking = cue_of(form) == Some(Cue::Link) && form.len() > 3;
                if empty {
                    !is_scope_word(form)
                } else {
                    !linking
                }
            }
            Part::Possessive => !empty && head.is_none() && index > 0,
            Part::Conjunction => {
                !empty && matches!(form, "和" | "与" | "及" | "以及" | "或") && index > 0
            }
            Part::Particle => form == "等" && !empty,
            Part::Localizer => !empty && matches!(form, "以上" | "以下" | "以内" | "以外"),
            Part::Pronoun
            | Part::Measure
            | Part::Numeral
            | Part::Time
            | Part::Adverb
            | Part::Preposition => {
                // 人均, 年均 and the like belong to the noun they stand before.
                !empty && matches!(form, "年" | "月" | "日" | "其他" | "其它" | "各类" | "级")
            }
            Part::Verb => {
                if empty {
                    verbal = true;
                    true
                } else {
                    let before = index.checked_sub(1).map(|at| words[at].part);
                    let listed = words[..index]
                        .iter()
                        .any(|word| word.span.of(text) == Some("、"))
                        && head.is_none();
                    let modifies = before == Some(Part::Verb) && head.is_none();
                    let after_verb = verbal && begin == index + 1;
                    let crossed = head.is_some();
                    let take = (listed
                        && before
                            .is_some_and(|part| part != Part::Mark || word(index - 1) != "、")
                        && !is_aspect(&words, index, text))
                        || (modifies
                            && words.len() - begin <= 2
                            && !is_aspect(&words, index, text))
                        || after_verb;
                    if !take {
                        stopped_by_verb = crossed;
                    }
                    take
                }
            }
            Part::Mark => match form {
                "、" | "/" | "·" | "-" => !empty && index > 0,
                "”" | "」" | "』" | "》" | "）" | ")" | "\"" => {
                    match opening(&words, index, text) {
                        Some(open) => {
                            index = open;
                            true
                        }
                        None => false,
                    }
                }
                _ => {
                    form.chars()
                        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '%'))
                        && !form.is_empty()
                }
            },
        };
        if !accept {
            break;
        }
        if part == Part::Possessive {
            head = Some(begin);
        }
        begin = index;
        let _ = span;
    }
    if stopped_by_verb && let Some(head) = head {
        begin = head;
    }
    // What cannot open a phrase is taken off its front.
    while begin < words.len() {
        let form = word(begin);
        let opens_badly = matches!(
            words[begin].part,
            Part::Possessive | Part::Conjunction | Part::Particle | Part::Localizer
        ) || matches!(form, "、" | "/" | "·" | "-" | "%" | ".")
            || is_scope_word(form)
            || (words[begin].part == Part::Place
                && begin + 1 < words.len()
                && !matches!(word(begin + 1), "、" | "和" | "的"));
        if !opens_badly {
            break;
        }
        begin += 1;
    }
    let first = words.get(begin)?;
    let span = Span::new(from + first.span.start, end);
    let only_mark = passage
        .slice(span)
        .chars()
        .all(|c| !crate::tables::words::is_han(c) && !c.is_ascii_alphabetic());
    (!span.is_empty() && !only_mark).then_some(Phrase { span, verbal })
}

/// Whether 了 着 过 follows the word, so that it says what was done.
fn is_aspect(words: &[Word], index: usize, text: &str) -> bool {
    words
        .get(index + 1)
        .and_then(|word| word.span.of(text))
        .is_some_and(|word| matches!(word, "了" | "着" | "过"))
}

/// The index of the mark that opens what the mark at `index` closes.
fn opening(words: &[Word], index: usize, text: &str) -> Option<usize> {
    let close = words.get(index)?.span.of(text)?;
    let open = match close {
        "”" => "“",
        "」" => "「",
        "』" => "『",
        "》" => "《",
        "）" => "（",
        ")" => "(",
        "\"" => "\"",
        _ => return None,
    };
    words[..index].iter().rposition(|word| {
        word.span
            .of(text)
            .is_some_and(|form| form == open || form.ends_with(open))
    })
}

/// The index of the mark that closes what the mark at `index` opens.
fn closing(words: &[Word], index: usize, text: &str) -> Option<usize> {
    let open = words.get(index)?.span.of(text)?;
    let close = match open {
        "“" => "”",
        "「" => "」",
        "『" => "』",
        "《" => "》",
        "（" => "）",
        "(" => ")",
        "\"" => "\"",
        _ => return None,
    };
    words
        .iter()
        .enumerate()
        .skip(index + 1)
        .find(|(_, word)| {
            word.span
                .of(text)
                .is_some_and(|form| form.starts_with(close))
        })
        .map(|(at, _)| at)
}

/// How a phrase after a figure may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// Only with a noun: after 人 户 元 %, which need no noun.
    Noun,
    /// Also with a verb that modifies one (退役军人), after a classifier that
    /// needs its noun.
    Modifier,
    /// Also with a verb alone: after 次 and 年 (5次进藏).
    Verb,
}

/// The noun phrase that begins at `start`, not reaching beyond `end`.
pub(crate) fn noun_after(
    passage: &Passage<'_>,
    start: usize,
    end: usize,
    opening: Opening,
) -> Option<Phrase> {
    let window = passage.slice(Span::new(start, end.max(start)));
    let upto = window
        .char_indices()
        .nth(REACH)
        .map_or(window.len(), |(at, _)| at);
    let text = window.get(..upto)?;
    if !text.starts_with(|c: char| {
        crate::tables::words::is_han(c)
            || c.is_ascii_alphabetic()
            || matches!(c, '“' | '「' | '《' | '"')
    }) {
        return None;
    }
    let words = words(text);
    let word = |index: usize| {
        words
            .get(index)
            .and_then(|word| word.span.of(text))
            .unwrap_or_default()
    };
    let mut index = 0;
    let possessive = matches!(word(0), "的");
    if possessive {
        index = 1;
    }
    let part = |index: usize| words.get(index).map(|word| word.part);
    let mut begin = index;
    let nominal = |part: Option<Part>| {
        matches!(
            part,
            Some(Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom)
        )
    };
    if matches!(
        part(index),
        Some(Part::Verb | Part::Preposition | Part::Adverb)
    ) {
        // 272名来自机关的干部: the noun stands behind 的.
        let relative = (index + 1..words.len().min(index + 14))
            .find(|at| word(*at) == "的" && nominal(part(at + 1)));
        if let Some(at) = relative
            && opening != Opening::Verb
            && !(index + 1..at).any(|at| matches!(word(at), "了" | "，"))
        {
            begin = at + 1;
            index = begin;
        } else {
            match opening {
                Opening::Noun if !possessive => return None,
                Opening::Modifier
                    if part(index) == Some(Part::Verb) && !nominal(part(index + 1)) =>
                {
                    return None;
                }
                Opening::Verb if part(index) != Some(Part::Verb) => return None,
                _ if part(index) != Some(Part::Verb) => return None,
                _ => {}
            }
        }
    }
    let first = index;
    let mut last = None;
    let mut verbal = part(index) == Some(Part::Verb);
    while let Some(current) = part(index) {
        let form = word(index);
        let accept = match current {
            Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom => {
                let stop = cue_of(form).is_some() && index > first
                    || matches!(form, "全部" | "有关" | "全程" | "等等");
                !stop
            }
            Part::Possessive => index > first && nominal(part(index + 1)) && index - first <= 3,
            Part::Conjunction => {
                matches!(form, "和" | "与" | "及" | "以及" | "或") && nominal(part(index + 1))
            }
            Part::Verb => {
                index == first
                    || (word(index - 1) == "的" && nominal(part(index + 1)))
                    || (opening == Opening::Verb && last.is_none())
                    || (index == first + 1
                        && part(first) == Some(Part::Verb)
                        && nominal(part(index + 1))
                        && opening == Opening::Modifier)
                    || (word(index - 1) == "、" && nominal(part(index + 1)))
                    || (index > first
                        && !matches!(word(index + 1), "了" | "过" | "着")
                        && is_modifier(&words, index, text))
            }
            Part::Mark => match form {
                "、" => {
                    nominal(part(index + 1))
                        || matches!(word(index + 1), "“" | "《")
                        || part(index + 1) == Some(Part::Verb) && nominal(part(index + 2))
                }
                "“" | "「" | "『" | "《" | "(" | "（" | "\"" => {
                    match closing(&words, index, text) {
                        Some(close) => {
                            index = close;
                            true
                        }
                        None => false,
                    }
                }
                _ => {
                    form.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !form.is_empty()
                }
            },
            _ => false,
        };
        if !accept {
            break;
        }
        if !matches!(word(index), "、" | "的") && current != Part::Conjunction {
            last = Some(index);
            verbal &= current == Part::Verb;
        }
        index += 1;
    }
    let last = last?;
    // A scope word that opens the phrase is no part of it.
    while begin < last && is_scope_word(word(begin)) {
        begin += 1;
    }
    let span = Span::new(
        start + words.get(begin)?.span.start,
        start + words.get(last)?.span.end,
    );
    Some(Phrase { span, verbal })
}

/// Whether a verb after a noun modifies the noun that follows it directly and
/// ends the phrase: 食品 违法 案件.
fn is_modifier(words: &[Word], index: usize, text: &str) -> bool {
    let noun = words
        .get(index + 1)
        .is_some_and(|word| word.part == Part::Noun);
    let ends = words.get(index + 2).is_none_or(|word| {
        matches!(word.part, Part::Mark | Part::Localizer)
            || word
                .span
                .of(text)
                .is_some_and(|form| matches!(form, "、" | "，"))
    });
    let short = words.get(index).is_some_and(|word| word.span.len() == 6);
    noun && ends && short
}

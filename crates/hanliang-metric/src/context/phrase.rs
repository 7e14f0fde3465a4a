//! Noun phrases beside a figure, from the words and their parts of speech.

use hanliang_span::Span;

use crate::passage::Passage;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::words::{Part, Word, is_han, words};

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
        // 人均, 日均 say per what, not what.
        if cue_of(form) == Some(Cue::Per) && form != "平均" {
            break;
        }
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
            // A single character is a piece of a word the dictionary lacks
            // (款物, 内陪外训): its neighbour belongs to it.
            Part::Measure | Part::Numeral | Part::Localizer | Part::Adverb
                if fragment(&words, begin, text) && form.chars().count() == 1 =>
            {
                !"中内上下里不也都就又再还很最已将并且均共约仅只才".contains(form)
            }
            // 充电桩
            Part::Measure
                if empty
                    && form.chars().count() == 1
                    && index.checked_sub(1).is_some_and(|at| {
                        matches!(words[at].part, Part::Verb | Part::Noun | Part::Adjective)
                    }) =>
            {
                true
            }
            Part::Localizer => !empty && matches!(form, "以上" | "以下" | "以内" | "以外"),
            Part::Pronoun
            | Part::Measure
            | Part::Numeral
            | Part::Time
            | Part::Adverb
            | Part::Preposition => {
                // 人均, 年均 and the like belong to the noun they stand before.
                !empty
                    && matches!(
                        form,
                        "年" | "月"
                            | "日"
                            | "其他"
                            | "其它"
                            | "级"
                            | "号"
                            | "平均"
                            | "基本"
                            | "合计"
                            | "累计"
                    )
                    && form != "合计"
            }
            // 换乘站: a word the dictionary lacks, with the noun at its end.
            Part::Verb if empty && is_suffix(&words, index, text) => true,
            // 下调存款准备金率: the change has an object, it is no attribute.
            Part::Verb
                if !empty
                    && matches!(cue_of(form), Some(Cue::Increase | Cue::Decrease))
                    && form.chars().count() == 2
                    && Span::new(span.end, text.len()).len() >= 9 =>
            {
                stopped_by_verb = head.is_some();
                false
            }
            Part::Verb => {
                if empty {
                    verbal = true;
                    true
                } else {
                    let before = index.checked_sub(1).map(|at| words[at].part);
                    // A member of a list may be a verb and its object.
                    let listed = word(index + 1) == "、"
                        || index.checked_sub(1).is_some_and(|at| word(at) == "、")
                        || index.checked_sub(2).is_some_and(|at| word(at) == "、");
                    let modifies =
                        before == Some(Part::Verb) && head.is_none() && words.len() - begin <= 2;
                    let after_verb = verbal && begin == index + 1;
                    let piece = fragment(&words, begin, text)
                        || (is_indicator(word(begin)) && form.chars().count() <= 2 && index > 0
                            || is_indicator(word(begin)) && form.chars().count() == 2);
                    let take = (listed || modifies || after_verb || piece)
                        && !is_aspect(&words, index, text);
                    if !take {
                        stopped_by_verb = head.is_some();
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
    // A long attribute without a list is left to its head.
    if let Some(head) = head {
        let attribute = Span::new(words[begin].span.start, words[head].span.start)
            .of(text)
            .unwrap_or_default();
        if attribute.chars().count() > 9
            && !attribute.contains(['、', '”'])
            && words.len() > head
            && Span::new(words[head].span.start, text.len()).len() >= 6
        {
            begin = head;
        }
    }
    // 新建、扩建房屋: the verbs are what was done.
    while begin + 2 < words.len()
        && matches!(words[begin].part, Part::Verb | Part::VerbalNoun)
        && word(begin + 1) == "、"
        && matches!(words[begin + 2].part, Part::Verb | Part::VerbalNoun)
    {
        begin += 2;
        if begin + 1 < words.len() && word(begin + 1) != "、" {
            begin += 1;
        }
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
    if words[begin..].iter().all(|word| word.part == Part::Place) {
        return None;
    }
    let span = Span::new(from + first.span.start, end);
    let only_mark = passage
        .slice(span)
        .chars()
        .all(|c| !is_han(c) && !c.is_ascii_alphabetic());
    (!span.is_empty() && !only_mark).then_some(Phrase { span, verbal })
}

/// Whether the last word is one character that ends names of places and of
/// measures, and a verb only where it stands alone: 换乘站, 近视率.
fn is_suffix(words: &[Word], index: usize, text: &str) -> bool {
    let suffix = words[index]
        .span
        .of(text)
        .is_some_and(|form| "站所处点会场座位率值额量比价费数度期".contains(form));
    suffix
        && index
            .checked_sub(1)
            .is_some_and(|at| words[at].span.len() > 3 && words[at].part != Part::Adverb)
}

/// Whether a noun names something that is measured, so that a verb before it
/// says of what kind it is: 居住价格, 种植面积, 处理能力.
fn is_indicator(word: &str) -> bool {
    word.chars().count() >= 2
        && word.ends_with(|c: char| {
            "率量额度值价费数力比积格间入本平模离速期龄耗径程命日线".contains(c)
        })
        && !matches!(
            word,
            "制度" | "力度" | "季度" | "年度" | "部分" | "大部分" | "中期" | "日期" | "群众"
        )
}

/// Whether a phrase ends in a noun that names something measured.
pub(crate) fn is_measure(phrase: &str) -> bool {
    is_indicator(phrase)
}

/// Whether a phrase names a body, a place or a sort of people, of which a
/// measure may hold.
pub(crate) fn is_group(phrase: &str) -> bool {
    let body = phrase.ends_with(|c: char| {
        "组省市县区州旗镇乡村国业司厂校院班队社所店生女男人民者工员户家岁童".contains(c)
    });
    body || words(phrase)
        .last()
        .is_some_and(|word| word.part == Part::Place)
}

/// Whether all that is held so far is one word of one character.
fn fragment(words: &[Word], begin: usize, text: &str) -> bool {
    let held = words.get(begin..).unwrap_or_default();
    (1..4).contains(&held.len())
        && held
            .iter()
            .filter_map(|word| word.span.of(text))
            .all(|form| {
                form.chars().count() == 1 && form.chars().all(is_han) && !"人村户家".contains(form)
            })
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

/// Whether a quotation in the midst of a phrase begins a new one: a noun or a
/// verb of its own follows it.
fn quote_begins_anew(words: &[Word], index: usize, text: &str) -> bool {
    let form = |at: usize| {
        words
            .get(at)
            .and_then(|word| word.span.of(text))
            .unwrap_or_default()
    };
    let listed = index
        .checked_sub(1)
        .is_some_and(|at| matches!(form(at), "、" | "的" | "和" | "与"));
    let Some(close) = closing(words, index, text) else {
        return false;
    };
    let follows = words.get(close + 1).is_some_and(|word| {
        matches!(
            word.part,
            Part::Noun | Part::VerbalNoun | Part::Verb | Part::Adjective
        ) && word.span.len() > 3
    });
    !listed && follows
}

/// Nouns that name the measure itself, not what is measured: 2万元的标准.
fn is_measure_noun(word: &str) -> bool {
    matches!(
        word,
        "标准"
            | "幅度"
            | "目标"
            | "任务"
            | "规模"
            | "水平"
            | "比例"
            | "左右"
            | "以上"
            | "大关"
            | "关口"
    )
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
    // 5A级景区, 5G基站: a figure with a letter is a part of the name.
    let named = text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(|c: char| c.is_ascii_alphabetic());
    if !named
        && !text.starts_with(|c: char| {
            is_han(c) || c.is_ascii_alphabetic() || matches!(c, '“' | '「' | '《' | '"')
        })
    {
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
    if possessive || matches!(word(0), "人均" | "户均" | "平均") {
        index = 1;
    }
    if word(0) == "之间" && word(1) == "的" {
        index = 2;
    }
    let part = |index: usize| words.get(index).map(|word| word.part);
    let mut begin = index;
    let nominal = |part: Option<Part>| {
        matches!(
            part,
            Some(Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom)
        )
    };
    let first_part = part(index)?;
    if matches!(
        word(index),
        "、" | "和" | "与" | "及" | "或" | "以及" | "用于" | "用来" | "作为"
    ) || is_measure_noun(word(index))
    {
        return None;
    }
    // 2万余人参赛: a verb that may stand as a noun is none alone after 人.
    let lone = first_part == Part::VerbalNoun
        && opening == Opening::Noun
        && !possessive
        && !nominal(part(index + 1));
    if lone && index == 0 {
        return None;
    }
    if matches!(first_part, Part::Verb | Part::Preposition | Part::Adverb) {
        // 272名来自机关的干部: the noun stands behind 的.
        let relative = (index + 1..words.len().min(index + 22))
            .find(|at| word(*at) == "的" && nominal(part(at + 1)));
        let plain = |at: usize| !(index + 1..at).any(|at| word(at) == "了");
        if let Some(at) = relative.filter(|at| opening != Opening::Verb && plain(*at)) {
            begin = at + 1;
            index = begin;
        } else {
            // 软弱涣散党组织, 专项整治: verbs up to the noun, or to the end.
            let run = (index..words.len().min(index + 4))
                .find(|at| nominal(part(*at)))
                .or_else(|| {
                    (words.len() <= index + 4 && window.len() == upto).then_some(words.len())
                });
            let open = match opening {
                Opening::Noun => (possessive || index > 0) && run.is_some(),
                Opening::Modifier => run.is_some_and(|to| {
                    (index..to).all(|at| {
                        matches!(part(at), Some(Part::Verb | Part::Adverb | Part::Adjective))
                            && cue_of(word(at)).is_none()
                    })
                }),
                Opening::Verb => {
                    matches!(first_part, Part::Verb | Part::Adverb) && cue_of(word(index)).is_none()
                }
            };
            if !open {
                return None;
            }
        }
    }
    let first = index;
    let mut last: Option<usize> = None;
    let mut verbal = part(index) == Some(Part::Verb);
    let mut seen_noun = false;
    while let Some(current) = part(index) {
        let form = word(index);
        if form.starts_with('每') || form.starts_with('各') && index > first {
            break;
        }
        let accept = match current {
            Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom => {
                let stop = cue_of(form).is_some() && index > first
                    || matches!(form, "全部" | "有关" | "全程" | "等等");
                !stop
            }
            // 4个等次的分类: the noun before 的 is counted.
            Part::Possessive
                if opening == Opening::Modifier
                    && begin == 0
                    && last.is_some_and(|last| {
                        !matches!(
                            words[last].part,
                            Part::Adjective | Part::Adverb | Part::Verb
                        )
                    }) =>
            {
                false
            }
            Part::Possessive => index > first && nominal(part(index + 1)) && index - first <= 3,
            // 5A级景区
            Part::Measure if form == "级" && named && index == first + 1 => true,
            // Pieces of a word that the dictionary lacks: 等次.
            Part::Particle | Part::Measure | Part::Numeral | Part::Time
                if opening == Opening::Modifier
                    && index <= first + 1
                    && last.is_none_or(|last| word(last).chars().count() == 1) =>
            {
                form.chars().count() == 1 && !matches!(form, "了" | "着" | "过" | "地" | "得")
            }
            Part::Adverb => {
                index == first
                    || opening == Opening::Modifier && !seen_noun && cue_of(form).is_none()
            }
            Part::Conjunction => {
                matches!(form, "和" | "与" | "及" | "以及" | "或") && nominal(part(index + 1))
            }
            Part::Verb => {
                index == first
                    || (opening == Opening::Modifier && !seen_noun)
                    // 国控断面: pieces of a word the dictionary lacks.
                    || (index == first + 1
                        && form.chars().count() == 1
                        && word(first).chars().count() == 1
                        && nominal(part(index + 1)))
                    || (word(index - 1) == "的" && nominal(part(index + 1)))
                    || (opening == Opening::Verb && last.is_none())
                    || (index == first + 1
                        && part(first) == Some(Part::Verb)
                        && nominal(part(index + 1))
                        && opening == Opening::Modifier)
                    || (word(index - 1) == "、" && nominal(part(index + 1)))
                    || (index > first
                        && !matches!(word(index + 1), "了" | "过" | "着")
                        && is_modifier(&words, index, text)
                        && !is_predicate(passage, start, &words, index, window))
            }
            Part::Mark => match form {
                "、" => {
                    nominal(part(index + 1))
                        || matches!(word(index + 1), "“" | "《")
                        || part(index + 1) == Some(Part::Verb) && nominal(part(index + 2))
                }
                // 街道“大工委”; but 领导干部｜“最强党支部”建设.
                "“" | "「" | "『" | "\""
                    if index > first && quote_begins_anew(&words, index, text) =>
                {
                    false
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
            seen_noun |= matches!(
                current,
                Part::Noun | Part::Place | Part::VerbalNoun | Part::Mark
            );
        }
        index += 1;
    }
    let last = last?;
    let only = last == first && word(first).chars().count() == 1;
    if only
        && matches!(
            word(first),
            "处" | "时"
                | "许"
                | "外"
                | "高"
                | "长"
                | "宽"
                | "深"
                | "远"
                | "厚"
                | "重"
                | "大"
                | "后"
                | "前"
                | "间"
        )
    {
        return None;
    }
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

/// Whether a verb is the predicate of the clause whose subject opens with the
/// figure before `start`: 35%的票房来自县城.
fn is_predicate(
    passage: &Passage<'_>,
    start: usize,
    words: &[Word],
    index: usize,
    window: &str,
) -> bool {
    let opens = passage
        .before(start)
        .chars()
        .rev()
        .take_while(|c| !matches!(c, '，' | '。' | '；' | '\n' | ','))
        .take(8)
        .all(|c| {
            !is_han(c) || crate::label::digits::digit(c).is_some() || "成约近超过多余".contains(c)
        });
    let object_ends = words
        .last()
        .is_some_and(|word| word.span.end >= window.len())
        && words
            .iter()
            .skip(index + 1)
            .all(|word| !matches!(word.part, Part::Verb | Part::Adverb | Part::Preposition));
    opens && object_ends
}

/// Whether a verb after a noun modifies the noun that follows it directly and
/// ends the phrase: 食品 违法 案件.
fn is_modifier(words: &[Word], index: usize, text: &str) -> bool {
    let attributed = words.first().and_then(|word| word.span.of(text)) == Some("的");
    if attributed
        && index <= 3
        && words
            .get(index + 1)
            .is_some_and(|word| word.part == Part::Noun)
        && words[index].span.len() == 6
    {
        return true;
    }
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

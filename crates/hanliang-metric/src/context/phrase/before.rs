//! The noun phrase that ends where a figure or its cues begin.

use hanliang_span::Span;

use super::marks::opening;
use super::{Phrase, REACH, is_scope_word};
use crate::passage::Passage;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::words::{Part, Word, is_han, words};

/// The noun phrase that ends at `end`, not reaching beyond `start`.
pub(crate) fn noun_before(passage: &Passage<'_>, start: usize, mut end: usize) -> Option<Phrase> {
    let mut window = passage.slice(Span::new(start.min(end), end));
    // 客运量（含包车）: an aside says no more of the noun.
    if let Some(noun) = without_aside(window) {
        (window, end) = (noun, start + noun.len());
    }
    let from = start + tail(window);
    let text = passage.slice(Span::new(from, end));
    if text.is_empty() {
        return None;
    }
    let mut words = words(text);
    let mut whole = false;
    // 火灾中有6起: the whole, of which a part is counted.
    if let Some(last) = words.pop_if(|word| {
        matches!(word.span.of(text), Some("中" | "当中" | "之中")) && word.part == Part::Localizer
    }) {
        end = from + last.span.start;
        whole = true;
    }
    let words = words;
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
        // 志愿者们清理垃圾: people who act are no attribute.
        if !empty && form.ends_with('们') {
            break;
        }
        let accept = match part {
            Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective | Part::Idiom => {
                let linking =
                    cue_of(form) == Some(Cue::Link) && form.len() > 3 && !form.starts_with('最');
                if empty {
                    !is_scope_word(form)
                } else {
                    !linking
                }
            }
            // 奢靡之风: 之 binds two words into one.
            Part::Possessive if form == "之" => !empty && index > 0,
            Part::Possessive => !empty && head.is_none() && index > 0,
            Part::Conjunction => {
                !empty && matches!(form, "和" | "与" | "及" | "以及" | "及其" | "或") && index > 0
            }
            // 销赃得款: one verb and its object.
            Part::Particle => {
                !empty && (form == "等" || form == "得" && fragment(&words, begin, text))
            }
            // A single character is a piece of a word the dictionary lacks
            // (款物, 内陪外训): its neighbour belongs to it.
            Part::Measure | Part::Numeral | Part::Localizer | Part::Adverb
                if fragment(&words, begin, text) && form.chars().count() == 1 =>
            {
                !"中内上下里不也都就又再还很最已将并且均共约仅只才".contains(form)
            }
            // A320系列飞机: the sort by its sign.
            Part::Measure
                if !empty
                    && matches!(form, "系列" | "型" | "款")
                    && index.checked_sub(1).is_some_and(|at| {
                        word(at).ends_with(|c: char| c.is_ascii_alphanumeric())
                    }) =>
            {
                true
            }
            // B737-800飞机: a sign of digits.
            Part::Numeral
                if !empty
                    && form.bytes().all(|byte| byte.is_ascii_digit())
                    && index
                        .checked_sub(1)
                        .is_some_and(|at| matches!(word(at), "-" | "—")) =>
            {
                true
            }
            // 射正
            Part::Adverb
                if empty
                    && form.chars().count() == 1
                    && index.checked_sub(1).is_some_and(|at| {
                        words[at].part == Part::Verb && words[at].span.len() == 3
                    }) =>
            {
                true
            }
            // 无霜期
            Part::Time if empty && form.ends_with('期') => true,
            // 充电桩, 起征点
            Part::Measure | Part::Numeral
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
                            | "最低"
                            | "最高"
                            | "最大"
                            | "最小"
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
                    let modifies = before == Some(Part::Verb)
                        && !matches!(word(index - 1), "拟" | "将" | "要" | "可" | "须" | "应")
                        && head.is_none()
                        && words.len() - begin <= 2;
                    let after_verb = verbal && begin == index + 1;
                    // 受访居民: two verbs of one character are one word.
                    let pair = span.len() == 3
                        && words[begin].span.len() == 3
                        && words[begin].part == Part::Verb;
                    // 开放|雪|道: two pieces are a word without the verb.
                    let held = words.len() - begin;
                    let piece = pair
                        || fragment(&words, begin, text) && (held == 1 || span.len() == 3)
                        || (is_indicator(word(begin)) && form.chars().count() <= 2 && index > 0
                            || is_indicator(word(begin)) && form.chars().count() == 2);
                    // 监测到白鹤: what a verb comes to is its object.
                    let comes_to = form == "到";
                    let take = (listed || modifies || after_verb || piece)
                        && !comes_to
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
        if part == Part::Possessive && form != "之" {
            head = Some(begin);
        }
        begin = index;
        let _ = span;
    }
    // 在总收入中占比15%: the whole is not what has the share.
    if whole
        && begin
            .checked_sub(1)
            .is_some_and(|at| words[at].part == Part::Preposition)
    {
        return None;
    }
    if stopped_by_verb && let Some(head) = head {
        begin = head;
    }
    // A long attribute without a list is left to its head.
    if let Some(head) = head {
        let attribute = Span::new(words[begin].span.start, words[head].span.start)
            .of(text)
            .unwrap_or_default();
        let length = words
            .get(head..)
            .and_then(|head| head.last())
            .map_or(0, |word| word.span.len() / "字".len());
        if attribute.chars().count() > LONGEST_ATTRIBUTE * length
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
    // 不合格: what is denied is a predicate.
    let denied = begin
        .checked_sub(1)
        .is_some_and(|at| matches!(word(at), "不" | "未" | "没"));
    if denied && words.len() - begin == 1 {
        begin -= 1;
        verbal = true;
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
    // 一趟能净赚六七万元: what each is of is no noun.
    let each = words[begin..].len() == 1 && matches!(first.part, Part::Numeral | Part::Measure)
        || passage.slice(span).starts_with('一')
            && words[begin..]
                .iter()
                .all(|word| matches!(word.part, Part::Numeral | Part::Measure));
    // 全台 may be read as two words.
    let scope = is_scope_word(passage.slice(span));
    (!span.is_empty() && !only_mark && !each && !scope).then_some(Phrase { span, verbal })
}

/// What stands before a bracket at the end of a text.
fn without_aside(text: &str) -> Option<&str> {
    let inner = text.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let noun = inner.get(..open)?;
    noun.ends_with(is_han).then_some(noun)
}

/// The end of `text` that is at most [`REACH`] characters long.
fn tail(text: &str) -> usize {
    text.char_indices()
        .rev()
        .nth(REACH - 1)
        .map_or(0, |(at, _)| at)
}

/// How much longer than its head an attribute with 的 may be.
const LONGEST_ATTRIBUTE: usize = 3;

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
    let ends = |c: char| "率量额度值价费数力比积格间入本平模离速期龄耗径程命日线幅".contains(c);
    let other = matches!(
        word,
        "制度" | "力度" | "季度" | "年度" | "部分" | "大部分" | "中期" | "日期" | "群众"
    );
    word.chars().count() >= 2 && word.ends_with(ends) && !other
        || matches!(word, "时长" | "总长" | "全长")
}

/// Whether a phrase ends in a noun that names something measured.
pub(crate) fn is_measure(phrase: &str) -> bool {
    is_indicator(phrase) || phrase.ends_with("标准")
}

/// Whether all that is held so far of this member of a list is words of one
/// character.
fn fragment(words: &[Word], begin: usize, text: &str) -> bool {
    let held = words.get(begin..).unwrap_or_default();
    let list = held
        .iter()
        .position(|word| word.span.of(text) == Some("、"));
    let held = held.get(..list.unwrap_or(held.len())).unwrap_or_default();
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

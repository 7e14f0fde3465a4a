//! Words by which a figure states a change, or where one arrives.

use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_before, cue_of};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// Which way a change went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    Up,
    Down,
}

/// A change with the word for where it arrives at the end of a text, with their
/// length: 提高到, 增至.
pub(super) fn arrived(text: &str) -> Option<(Change, usize)> {
    let mut words = ["达到", "到了", "为了", "到", "至", "为", "达", "成"].iter();
    let rest = words.find_map(|word| text.strip_suffix(word))?;
    let (change, length) = change_before(rest)?;
    // 户均增收达3200元: what grew is in the verb, and the figure is by how much.
    let object = length == "增收".len() && Wording::Object.ends(rest);
    if object && text.ends_with('达') {
        return None;
    }
    // 价格调整达12次: so often.
    let word = text.get(rest.len()..)?;
    let amounts = word.starts_with(['达', '成']) && Wording::Becomes.ends(rest);
    (!amounts).then_some((change, text.len() - rest.len() + length))
}

fn change_before(text: &str) -> Option<(Change, usize)> {
    // 由三成加到五成; but 参加到活动中.
    if let Some(lead) = text.strip_suffix('加')
        && !lead.ends_with(['参', '增', '追', '附', '添', '施', '强'])
    {
        return Some((Change::Up, "加".len()));
    }
    // 起征点调整为5000元: which way is not said. 发展到186户
    if let Some(length) = Wording::Becomes.length_before(text) {
        return Some((Change::Up, length));
    }
    let (mut length, cue) = cue_before(text)?;
    let word = text.get(text.len() - length..)?;
    // 微升至29.8%
    if matches!(cue, Cue::Increase | Cue::Decrease) && word.chars().count() == 1 {
        length = verb_of_change(text).unwrap_or(length);
    }
    match cue {
        _ if matches!(word, "多" | "高" | "长" | "低" | "少" | "短") || Wording::Rate.is(word) => {
            None
        }
        Cue::Increase => Some((Change::Up, length)),
        Cue::Decrease => Some((Change::Down, length)),
        _ => None,
    }
}

/// The length of the word that says a change at the end of a text; `None` if it
/// says none here.
pub(super) fn change_of(text: &str, word: &str, doubled: bool) -> Option<usize> {
    let doubtful = Wording::Doubtful.is(word);
    let more = word == "多" && excess(text);
    if doubtful && !more && !doubled && !near_comparison(text) && !goes_on_rising(text) {
        return None;
    }
    if word.chars().count() == 1 && !doubtful {
        return verb_of_change(text);
    }
    Some(word.len())
}

/// 按月升, 连升, 将升: what stands right before 升 makes a verb of it.
fn goes_on_rising(text: &str) -> bool {
    text.strip_suffix('升').is_some_and(|lead| {
        lead.ends_with(['连', '将', '再', '续', '又'])
            || cue_before(lead).is_some_and(|(_, cue)| cue == Cue::Compare)
    })
}

/// The length of the verb whose last character says the change: 削减, 累跌, 年增;
/// `None` if it ends a noun: 沉降.
pub(super) fn verb_of_change(text: &str) -> Option<usize> {
    let near = text.char_indices().rev().take(6).last()?.0;
    let near = text.get(near..)?;
    let words = words(near);
    let (verb, rest) = words.split_last()?;
    if verb.span.len() > "增".len() {
        return (verb.part != Part::Noun).then_some(verb.span.len());
    }
    let piece = rest.last().filter(|piece| {
        let form = piece.span.of(near).unwrap_or_default();
        // 年增; but 按年｜增.
        let by = near.get(..piece.span.start).unwrap_or_default();
        let says_how = matches!(form, "年" | "月" | "季" | "周" | "日") && !by.ends_with('按')
            || matches!(piece.part, Part::Verb | Part::Adverb | Part::Adjective);
        form.chars().count() == 1 && says_how
    });
    Some(near.len() - piece.unwrap_or(verb).span.start)
}

/// 多 right before a figure says by how much (合并村多1万元), unless it ends a
/// word (很多, 最多).
fn excess(text: &str) -> bool {
    text.strip_suffix('多')
        .and_then(|before| before.chars().next_back())
        .is_some_and(|c| !"许很最更众诸之不繁大甚极颇差至几好太".contains(c))
}

/// Whether 比, 较 stands in the last stretch of the text.
fn near_comparison(text: &str) -> bool {
    text.chars()
        .rev()
        .take(16)
        .any(|c| matches!(c, '比' | '较'))
        && !text.chars().rev().take(4).any(|c| c == '最')
}

/// Whether a text ends in a figure that something is compared with, and no
/// change was said of it yet.
pub(super) fn compares(text: &str) -> bool {
    let near = text.char_indices().rev().take(24);
    let mut near = near.take_while(|(_, c)| !matches!(c, '，' | ',' | '。' | '；' | '、'));
    let Some((at, _)) = near.find(|(_, c)| matches!(c, '比' | '较')) else {
        return false;
    };
    // 占比超过三成, 同比超出: a part, or a change.
    let before = text.get(..at).unwrap_or_default();
    if before.ends_with(['占', '同', '环', '对']) {
        return false;
    }
    let with = text.get(at..).unwrap_or_default();
    let changed = |word: &Word| {
        let form = word.span.of(with).unwrap_or_default();
        matches!(cue_of(form), Some(Cue::Increase | Cue::Decrease))
    };
    !words(with).iter().any(changed)
}

/// 多 or 少 and the verb after it at the end of a text that compares, with
/// their length.
pub(super) fn more_done(text: &str) -> Option<(usize, Change)> {
    if !near_comparison(text) {
        return None;
    }
    let mut characters = text.char_indices().rev();
    characters.next()?;
    characters.take(2).find_map(|(at, character)| {
        let change = match character {
            '多' => Change::Up,
            '少' => Change::Down,
            _ => return None,
        };
        let lead = text.get(..at + character.len_utf8())?;
        let verb = text.get(lead.len()..)?;
        let plain = if change == Change::Up {
            excess(lead)
        } else {
            !lead.ends_with("减少") && !lead.ends_with("至少") && !lead.ends_with("不少")
        };
        (plain
            && words(verb)
                .first()
                .is_some_and(|word| matches!(word.part, Part::Verb | Part::VerbalNoun)))
        .then(|| (text.len() - at, change))
    })
}

/// The verb and its object at the end of a text, with their length.
pub(super) fn surpassed(text: &str) -> Option<(usize, Change)> {
    let near = text.char_indices().rev().take(14).last()?.0;
    let tail = text.get(near..)?;
    let begins =
        |first| Wording::Above.may_begin_with(first) || Wording::Below.may_begin_with(first);
    let mut places = tail
        .char_indices()
        .rev()
        .filter(|(_, first)| begins(*first));
    let (at, length, change) = places.find_map(|(at, _)| {
        let rest = tail.get(at..)?;
        let above = Wording::Above
            .length_at(rest)
            .map(|length| (length, Change::Up));
        let below = || {
            Wording::Below
                .length_at(rest)
                .map(|length| (length, Change::Down))
        };
        let (length, change) = above.or_else(below)?;
        Some((at, length, change))
    })?;
    let object = tail.get(at + length..)?;
    let noun = words(object).last().is_some_and(|word| {
        matches!(word.part, Part::Noun | Part::VerbalNoun | Part::Place)
            || word
                .span
                .of(object)
                .is_some_and(|form| Wording::Rate.is(form))
    });
    (noun && !object.contains(['的', '、'])).then(|| (tail.len() - at, change))
}

/// The length of 由最初的, 从原来 at the end of a text.
pub(super) fn began_with(text: &str) -> Option<usize> {
    let lead = match text.strip_suffix('的') {
        Some(lead) => lead,
        None if Wording::Began.ends(text) => text,
        None => return None,
    };
    let near = lead.char_indices().rev().take(7);
    let (at, _) = near
        .take_while(|(_, c)| is_han(*c))
        .find(|(_, c)| matches!(c, '由' | '从'))?;
    // 自由, 理由
    let word = text
        .get(..at)?
        .ends_with(['自', '理', '缘', '事', '经', '服', '跟', '听']);
    (!word && lead.len() > at + "由".len()).then(|| text.len() - at)
}

/// Whether no more than 至 stands between a change by a figure and where it
/// arrives: 收窄17个基点至2.05%.
pub(super) fn changed_before(passage: &Passage<'_>, at: usize, text: &str) -> bool {
    let points = ["个百分点", "個百分點", "个基点", "個基點", "%", "％"];
    let lead = passage.before(at).trim_end_matches(['，', ',']);
    // 增加三成，至86万人次; but 一期建成，到300人.
    let numeral = |lead: &str| lead.ends_with(|c| digit(c).is_some());
    let part = lead.strip_suffix(['成', '倍']).is_some_and(numeral);
    let points = || points.iter().any(|unit| lead.ends_with(unit));
    matches!(text, "至" | "到") && (part || points() || ends_in_change(passage.before(at)))
}

/// How much of a figure stands before 至, and the verb before it, in characters.
const CHANGE: usize = 24;

/// Whether a text ends in a verb of change and by how much: 减少800人.
fn ends_in_change(text: &str) -> bool {
    let near = text.char_indices().rev().take(CHANGE).last();
    let near = near.and_then(|(at, _)| text.get(at..)).unwrap_or_default();
    let numeral =
        |c: char| digit(c).is_some() || matches!(c, '.' | ',' | '十' | '百' | '千' | '万' | '亿');
    let Some(upto) = near.rfind(numeral) else {
        return false;
    };
    let (number, unit) = near.split_at(upto);
    let unit = unit.trim_start_matches(numeral);
    let verb = number.trim_end_matches(numeral);
    let verb = verb.trim_end_matches(['约', '近', '逾', '超', '了']);
    let changed = matches!(cue_before(verb), Some((_, Cue::Increase | Cue::Decrease)));
    changed && (1..=4).contains(&unit.chars().count()) && unit.chars().all(is_han)
}

/// Whether a figure ends at a place and a change begins at it: 由3500元|.
pub(super) fn begun_before(passage: &Passage<'_>, at: usize) -> bool {
    let mut lead = passage.before(at).chars().rev();
    let figure = lead
        .next()
        .is_some_and(|c| is_han(c) || c.is_ascii_digit() || matches!(c, '%' | '％'));
    figure
        && lead
            .take(12)
            .take_while(|c| !matches!(c, '，' | ',' | '。' | '；' | '、'))
            .any(|c| matches!(c, '由' | '从'))
}

/// The length of a verb of one character with what it comes to at the end of a
/// text: 冲上, 升破.
pub(super) fn reached(text: &str) -> Option<usize> {
    let lead = text.strip_suffix(['上', '破', '至'])?;
    let (at, _) = lead.char_indices().next_back()?;
    let verb = words(lead.get(at..)?);
    (at > 0 && verb.first()?.part == Part::Verb).then(|| text.len() - at)
}

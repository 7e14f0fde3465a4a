//! Classifiers whose figure was lost, known by the words on both sides.

use hanliang_span::Span;

use super::Trace;
use crate::context::clause::clause;
use crate::passage::Passage;
use crate::tables::traces::{Wants, is_word, wants};
use crate::tables::words::{Part, Word, words};

/// Whether a classifier behind these words may show a loss by itself.
pub(super) fn may_show_loss(before: &str) -> bool {
    let mut back = before.chars().rev();
    matches!(back.next(), Some('向' | '从' | '给' | '了')) || back.next() == Some('全')
}

/// Classifiers that words other than a verb of counting show to stand alone;
/// of the others (家, 所) too many are words by themselves.
const fn is_general(character: char) -> bool {
    matches!(
        character,
        '名' | '个' | '支' | '期' | '户' | '条' | '件' | '场' | '份' | '项' | '届'
    )
}

/// A classifier without a figure before it.
pub(super) fn classifier(passage: &Passage<'_>, at: usize, character: char) -> Option<Trace> {
    let end = at + character.len_utf8();
    let clause = clause(passage, Span::new(at, end));
    let start = passage
        .slice(Span::new(clause.start, at))
        .char_indices()
        .rev()
        .nth(11)
        .map_or(clause.start, |(offset, _)| clause.start + offset);
    let stop = end
        + passage
            .slice(Span::new(end, clause.end))
            .char_indices()
            .nth(12)
            .map_or(clause.end - end, |(offset, _)| offset);
    let text = passage.slice(Span::new(start, stop));
    let words = words(text);
    let index = words
        .iter()
        .position(|word| start + word.span.start == at && start + word.span.end == end)?;
    let word = |index: usize| {
        words
            .get(index)
            .and_then(|word: &Word| word.span.of(text))
            .unwrap_or_default()
    };
    let part = |index: usize| words.get(index).map(|word| word.part);
    let next = part(index + 1);
    let nominal = matches!(
        next,
        Some(Part::Noun | Part::Place | Part::VerbalNoun | Part::Adjective)
    ) || (next == Some(Part::Verb) && matches!(part(index + 2), Some(Part::Noun)))
        || (character == '个' || character == '名') && next == Some(Part::Adjective);
    let quoted = matches!(word(index + 1), "“" | "「");
    let closes = index + 1 == words.len() && stop == clause.end || matches!(word(index + 1), "、");
    let unit = Span::new(at, end);
    if index == 0 {
        // ，名先进分子
        let break_before = passage.before(at).ends_with(['，', ',', '；', '、', '。']);
        return (break_before
            && character == '名'
            && nominal
            && word(index + 1).chars().count() >= 2)
            .then(|| Trace::new(passage, at, unit, false, "classifier-after-break"));
    }
    let before = word(index - 1);
    // 共有 may be two words; 发现有 is not 现有.
    let total = is_word(before, Wants::Total)
        || before == "有"
            && index >= 2
            && wants(passage.before(at), Wants::Total)
            && word(index - 2).chars().count() == 1;
    if total && (quoted || nominal) {
        return Some(Trace::new(
            passage,
            at,
            unit,
            true,
            "classifier-after-total",
        ));
    }
    // 个乡镇、个行政村
    if before == "、" && character == '个' && nominal {
        return Some(Trace::new(
            passage,
            at,
            unit,
            false,
            "classifier-after-break",
        ));
    }
    if !is_general(character) {
        return None;
    }
    let before_part = part(index - 1)?;
    let wide = before.chars().count() >= 2;
    if before.chars().count() == 2
        && before.starts_with('全')
        && is_scope(before)
        && nominal
        && matches!(character, '名' | '个' | '支' | '户' | '条' | '家')
    {
        return Some(Trace::new(
            passage,
            at,
            unit,
            true,
            "classifier-after-scope",
        ));
    }
    if before_part == Part::Preposition
        && !wide
        && nominal
        && matches!(character, '个' | '名' | '支')
        && matches!(before, "向" | "对" | "从" | "由" | "为" | "给" | "与")
    {
        // 给个机会 is said in health.
        let certain = matches!(before, "向" | "从") || before == "给" && character != '个';
        return Some(Trace::new(
            passage,
            at,
            unit,
            certain,
            "classifier-after-preposition",
        ));
    }
    if before == "了"
        && matches!(character, '支' | '名' | '条' | '项' | '场' | '份' | '户')
        && (quoted || nominal)
    {
        return Some(Trace::new(
            passage,
            at,
            unit,
            quoted || character == '支' || character == '名',
            "classifier-after-verb",
        ));
    }
    if matches!(before_part, Part::Verb | Part::VerbalNoun) && wide && (nominal || quoted) {
        return Some(Trace::new(
            passage,
            at,
            unit,
            false,
            "classifier-after-verb",
        ));
    }
    if matches!(before_part, Part::Noun | Part::VerbalNoun | Part::Verb)
        && wide
        && closes
        && matches!(character, '名' | '个' | '户' | '期' | '支' | '场' | '份')
    {
        return Some(Trace::new(passage, at, unit, false, "classifier-at-end"));
    }
    None
}

fn is_scope(word: &str) -> bool {
    word.ends_with([
        '市', '县', '省', '国', '区', '镇', '乡', '村', '州', '旗', '校', '院', '局', '厂', '盟',
    ])
}

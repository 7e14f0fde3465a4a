//! 分别: several figures in a row, several nouns or times before them.

use hanliang_span::Span;

use super::Stated;
use crate::context::item::Item;
use crate::context::phrase::is_measure;
use crate::context::time::TimeFound;
use crate::figure::Figure;
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::cues::without_cues;
use crate::tables::words::{Part, words};

/// Gives each figure of a row its noun.
pub(super) fn distribute(passage: &Passage<'_>, figures: &[Figure], stated: &mut [Stated]) {
    let mut at = 0;
    while at < stated.len() {
        let end = end_of_row(passage, figures, stated, at);
        if end - at > 1 {
            share_row(passage, stated, at, end);
        }
        at = end;
    }
}

/// Gives each figure of a row its time, where as many times stand in a row
/// before it: 2019年和2020年，收入分别为3亿元和4亿元.
pub(super) fn distribute_times(
    passage: &Passage<'_>,
    figures: &[Figure],
    stated: &mut [Stated],
    times: &[TimeFound],
) {
    let mut at = 0;
    while at < stated.len() {
        let end = end_of_row(passage, figures, stated, at);
        let row = end - at;
        let place = figures[stated[at].figure].context().start;
        let upto = times.partition_point(|time| time.span.end <= place);
        let before = times
            .get(upto.saturating_sub(row)..upto)
            .unwrap_or_default();
        let listed = before
            .windows(2)
            .all(|pair| joins(passage.slice(Span::new(pair[0].span.end, pair[1].span.start))));
        let compared = before.iter().any(|time| time.compared);
        if row > 1 && stated[at].left.each && before.len() == row && listed && !compared {
            for (one, time) in stated[at..end].iter_mut().zip(before) {
                one.time = Some(*time);
            }
        }
        at = end;
    }
}

/// The end of a row of figures with nothing between but 、 和 与 ，.
fn end_of_row(passage: &Passage<'_>, figures: &[Figure], stated: &[Stated], at: usize) -> usize {
    let mut end = at + 1;
    while end < stated.len() {
        let gap = passage.slice(Span::new(
            figures[stated[end - 1].figure].context().end,
            figures[stated[end].figure].context().start,
        ));
        // 分别下降4.7%、上升8.2%
        let changes = || {
            gap.strip_prefix('、')
                .is_some_and(|cues| without_cues(cues).is_empty())
        };
        let listed = joins(gap) || stated[at].left.each && (matches!(gap, "，" | ",") || changes());
        if !listed {
            break;
        }
        end += 1;
    }
    end
}

/// What stands between the members of a list.
fn joins(gap: &str) -> bool {
    matches!(gap, "、" | "和" | "与" | "及" | "以及" | "或")
}

/// Gives the figures of a row their nouns: one each, or one for all.
fn share_row(passage: &Passage<'_>, stated: &mut [Stated], at: usize, end: usize) {
    let row = end - at;
    let head = stated[at].left.clone();
    let first_item = stated[at].item;
    // The noun may stand after the last: 以1小时9分、1小时18分的成绩.
    let last_item = stated[end - 1]
        .item
        .filter(|item| item.rule == "noun-after");
    let listed = first_item
        .filter(|item| item.span.end <= head.edge)
        .map(|item| members(passage, item.span))
        .unwrap_or_default();
    // 城区和郊区办公经费分别…: the last names the measure of all.
    let measure = listed
        .split_last()
        .filter(|(last, others)| {
            let named = |span: &Span| is_measure(passage.slice(*span));
            // 固定资产投资、工业增加值: what is done is measured itself.
            let done = |span: &Span| {
                let words = words(passage.slice(*span));
                words
                    .last()
                    .is_some_and(|word| word.part == Part::VerbalNoun)
            };
            named(last) && !others.iter().any(|other| named(other) || done(other))
        })
        .map(|(last, _)| *last);
    let earlier_items: Vec<Option<Item>> = if at >= row && head.edge <= stated[at].clause.start {
        stated[at - row..at].iter().map(|one| one.item).collect()
    } else {
        Vec::new()
    };
    for (offset, one) in stated[at..end].iter_mut().enumerate() {
        one.left.change = one.left.change.or(head.change);
        one.left.share |= head.share;
        if offset > 0 {
            one.left.per.clone_from(&head.per);
            one.left.compared |= head.compared;
        }
        let own_right = one
            .item
            .is_some_and(|item| item.rule == "noun-after" && offset + 1 < row);
        if own_right {
            continue;
        }
        if listed.len() == row {
            one.item = Some(Item {
                span: measure.unwrap_or(listed[offset]),
                rule: "distributed",
                verbal: false,
            });
        } else if let Some(item) = earlier_items
            .get(offset)
            .copied()
            .flatten()
            .filter(|_| head.each)
        {
            one.item = Some(Item {
                rule: "distributed",
                ..item
            });
        } else if let Some(item) = first_item.filter(|item| item.span.end <= head.edge) {
            one.item = Some(Item {
                rule: "shared",
                ..item
            });
        } else if let Some(item) = last_item.filter(|_| offset + 1 < row) {
            one.item = Some(Item {
                rule: "shared",
                ..item
            });
        }
    }
}

/// The members of a list of nouns: A、B和C.
fn members(passage: &Passage<'_>, span: Span) -> Vec<Span> {
    let text = passage.slice(span);
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0i32;
    for (at, character) in text.char_indices() {
        match character {
            '“' | '（' | '(' | '《' => depth += 1,
            '”' | '）' | ')' | '》' => depth -= 1,
            '、' | '和' | '与' | '及' if depth == 0 && at > start => {
                found.push(Span::new(span.start + start, span.start + at));
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    if start < text.len() {
        found.push(Span::new(span.start + start, span.end));
    }
    // 二、三线城市: the numerals of one name.
    let numeral = |member: &Span| {
        let text = passage.slice(*member);
        text.chars().all(|c| digit(c).is_some())
    };
    if found.iter().any(numeral) {
        found.clear();
    }
    found
}

//! Sentences that a column, a page or a picture cut.

use crate::chars::{cuts_figure, digit, is_stop};
use crate::draft::Draft;
use crate::furniture::{head_of, tail_of};
use crate::kind::BlockKind;
use crate::rule::Rule;

/// Columns of the shortest text taken for the first half of a sentence.
const HALF: u32 = 40;

/// Columns of the narrowest text taken for it where a comma or a figure shows it.
const NARROW: u32 = 30;

/// Blocks between two halves that may be lifted out.
const BETWEEN: usize = 4;

/// Joins the halves of cut sentences; the second half's draft is emptied.
pub(crate) fn join(text: &str, drafts: &mut [Draft]) {
    let body = |draft: &&Draft| draft.is_open() && (draft.width > HALF || draft.finished);
    let (mut cut, mut whole) = (0_usize, 0_usize);
    for draft in drafts.iter().filter(body) {
        if draft.finished {
            whole += 1;
        } else {
            cut += 1;
        }
    }
    // Where text goes without stops, a missing one says nothing.
    let punctuated = cut <= whole;
    let indented = drafts
        .iter()
        .filter(body)
        .filter(|draft| draft.indent >= 2)
        .count();
    let by_indent = indented * 2 > cut + whole;
    let (mut first, mut from) = (0, 1);
    while first < drafts.len() {
        let Some(second) = second_half(text, drafts, first, from, punctuated, by_indent) else {
            first += 1;
            from = first + 1;
            continue;
        };
        from = second + 1;
        let (head, tail) = drafts.split_at_mut(second);
        let (half, rest) = (&mut head[first], &mut tail[0]);
        half.block.ranges.append(&mut rest.block.ranges);
        half.block.joined = Some(Rule::CutSentence);
        half.finished = rest.finished;
        half.width = half.width.max(rest.width);
        rest.settled = true;
    }
}

/// Where, at or after `from`, the sentence goes on that `first` leaves open.
fn second_half(
    text: &str,
    drafts: &[Draft],
    first: usize,
    from: usize,
    punctuated: bool,
    by_indent: bool,
) -> Option<usize> {
    let half = &drafts[first];
    let running = half.is_open() || half.kind() == BlockKind::ListItem;
    if !running || half.block.ranges.is_empty() {
        return None;
    }
    let end = tail_of(half.last().of(text)?, 60);
    let next = drafts.get(first + 1).filter(|next| next.is_open());
    let in_figure = half.width >= NARROW
        && next.is_some_and(|next| cuts_figure(end, next.first().of(text).unwrap_or_default()));
    if half.finished && !in_figure {
        return None;
    }
    let open = end.ends_with(['，', ',', '、']) || has_open_bracket(end);
    // A short line that holds a whole sentence and the start of another is
    // running text too.
    let paged = drafts
        .get(first + 1)
        .is_some_and(|next| next.block.rule == Rule::PageNumber);
    let text_like = if half.width > HALF || paged {
        says_something(text, half)
    } else {
        half.text(text).contains('。')
    };
    let broken = || {
        drafts
            .get(first + 1)
            .is_some_and(|next| is_broken(text, half, next))
    };
    if !(open || in_figure || punctuated && text_like || broken()) {
        return None;
    }
    let mut between = 0;
    for (index, draft) in drafts.iter().enumerate().skip(from) {
        let lifted = matches!(draft.kind(), BlockKind::Caption | BlockKind::Boilerplate)
            || draft.kind() == BlockKind::Heading
                && draft.marker.is_none()
                // A line as wide as the text right under it is of the text.
                && (draft.blanks > 0 || draft.width + 4 < half.width);
        if lifted && between < BETWEEN {
            between += 1;
            continue;
        }
        let fits = draft.is_open()
            && draft.marker.is_none()
            && draft.lead.is_none()
            && !(by_indent && draft.indent >= 2)
            && !begins_anew(draft.first().of(text)?);
        return fits.then_some(index);
    }
    None
}

/// Whether a line breaks off before the rest of its sentence right below: it has a
/// comma and a figure and no stop, the rest is no wider and ends with one.
pub(crate) fn is_broken(text: &str, half: &Draft, next: &Draft) -> bool {
    let line = half.text(text);
    half.is_short(u32::MAX)
        && half.width >= NARROW
        && half.marker.is_none()
        && next.is_open()
        && next.marker.is_none()
        && next.blanks == 0
        && next.width <= half.width
        && next.indent <= half.indent
        && next.text(text).ends_with('。')
        && line.contains(['，', ','])
        && line.contains(|c| digit(c).is_some())
}

/// Whether it holds a mark of punctuation, as running text does.
fn says_something(text: &str, draft: &Draft) -> bool {
    draft.block.ranges.len() > 1
        || draft.first().of(text).is_some_and(|line| {
            head_of(line, 600)
                .chars()
                .any(|c| is_stop(c) || matches!(c, '，' | ',' | '、' | '；'))
        })
}

/// Whether a bracket or quotation is open at the end.
fn has_open_bracket(end: &str) -> bool {
    let mut depth = 0_i32;
    for c in end.chars() {
        match c {
            '《' | '（' | '“' | '「' | '『' | '〔' => depth += 1,
            '》' | '）' | '”' | '」' | '』' | '〕' => depth = (depth - 1).max(0),
            _ => {}
        }
    }
    depth > 0
}

/// Whether a line can only be the start of something: 问：, 1、.
fn begins_anew(line: &str) -> bool {
    let head = head_of(line, 40);
    let speaker = head
        .char_indices()
        .find(|&(_, c)| matches!(c, '：' | ':'))
        .is_some_and(|(at, _)| {
            head.get(..at).is_some_and(|name| {
                name.chars().count() <= 5 && name.chars().all(crate::chars::writes_words)
            })
        });
    speaker || head.starts_with(['■', '●', '◆', '□', '【'])
}

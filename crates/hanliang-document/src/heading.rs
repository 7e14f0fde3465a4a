//! Headings and list items.

use crate::chars::is_stop;
use crate::draft::Draft;
use crate::kind::BlockKind;
use crate::marker::MarkerKind;
use crate::rule::Rule;

/// Columns of the widest heading.
const HEADING: u32 = 84;

/// Most plain short lines in a row that can be headings; more are a list.
const RUN: usize = 2;

/// Makes headings and list items of open drafts from `from` on.
pub(crate) fn headings(text: &str, drafts: &mut [Draft], from: usize) {
    numbered(text, drafts, from);
    plain(text, drafts, from);
}

/// The next draft that is not lifted out of the text.
fn next_of(drafts: &[Draft], index: usize) -> Option<usize> {
    (index + 1..drafts.len()).take(6).find(|&next| {
        !matches!(
            drafts[next].kind(),
            BlockKind::Caption | BlockKind::Boilerplate
        )
    })
}

fn numbered(text: &str, drafts: &mut [Draft], from: usize) {
    let mut before: Option<(MarkerKind, bool)> = None;
    for index in from..drafts.len() {
        let draft = &drafts[index];
        if !draft.is_open() {
            if !matches!(draft.kind(), BlockKind::Caption | BlockKind::Boilerplate) {
                before = None;
            }
            continue;
        }
        let Some(marker) = draft.marker else {
            before = None;
            continue;
        };
        let short = draft.is_short(HEADING) || is_short_sentence(text, draft, marker.kind);
        let next = next_of(drafts, index);
        let sibling_next = next.is_some_and(|next| {
            let next = &drafts[next];
            next.is_open()
                && next.width <= HEADING
                && next.marker.is_some_and(|other| other.kind == marker.kind)
        });
        let sibling_before = before == Some((marker.kind, true));
        let heads = next
            .is_some_and(|next| drafts[next].is_open() || drafts[next].kind() == BlockKind::Table);
        let bullet = matches!(marker.kind, MarkerKind::Bullet | MarkerKind::Letter);
        let heading = marker.kind.is_chapter() && draft.width <= HEADING
            || short && heads && !sibling_next && !sibling_before && !(bullet && draft.indent > 0);
        before = Some((marker.kind, short && !heading));
        let draft = &mut drafts[index];
        if heading {
            draft.settle(BlockKind::Heading, Rule::NumberedHeading);
        } else {
            let rule = if marker.kind == MarkerKind::Bullet {
                Rule::BulletedItem
            } else {
                Rule::NumberedItem
            };
            draft.block.kind = BlockKind::ListItem;
            draft.block.rule = rule;
        }
    }
}

/// 一、加强领导。 alone on its line: a heading with a stop.
fn is_short_sentence(text: &str, draft: &Draft, kind: MarkerKind) -> bool {
    let line = draft.text(text);
    matches!(kind, MarkerKind::Han | MarkerKind::HanBracketed)
        && draft.width <= 40
        && line.ends_with('。')
        && line
            .chars()
            .filter(|&c| is_stop(c) || matches!(c, '，' | ','))
            .count()
            == 1
}

fn plain(text: &str, drafts: &mut [Draft], from: usize) {
    let mut index = from;
    while index < drafts.len() {
        if !is_plain(text, &drafts[index]) {
            index += 1;
            continue;
        }
        let start = index;
        while index < drafts.len() && is_plain(text, &drafts[index]) {
            index += 1;
        }
        // What it heads must follow.
        let heads = next_of(drafts, index - 1).is_some_and(|next| {
            let next = &drafts[next];
            next.is_open()
                || matches!(
                    next.kind(),
                    BlockKind::Heading | BlockKind::ListItem | BlockKind::Table | BlockKind::Byline
                )
        });
        if index - start > RUN || !heads {
            continue;
        }
        for (nth, draft) in drafts[start..index].iter_mut().enumerate() {
            let line = draft.text(text);
            let rule = if is_bracketed(line) {
                Rule::BracketedHeading
            } else if nth > 0 {
                Rule::Deck
            } else {
                Rule::ShortLine
            };
            draft.settle(BlockKind::Heading, rule);
        }
    }
}

/// Whether a line stands in brackets as a whole.
fn is_bracketed(line: &str) -> bool {
    line.starts_with(['【', '［', '[', '〖']) && line.ends_with(['】', '］', ']', '〗'])
}

/// Whether a line has the form of a heading without a number.
fn is_plain(text: &str, draft: &Draft) -> bool {
    if !draft.is_open() || draft.marker.is_some() || draft.lead.is_some() || draft.width > HEADING {
        return false;
    }
    let line = draft.text(text);
    if line.is_empty() {
        return false;
    }
    if is_bracketed(line) {
        return true;
    }
    let asks = line.ends_with(['？', '?', '！', '!']) && draft.width <= 60;
    if draft.finished && !asks && !line.ends_with(['：', ':']) {
        return false;
    }
    if line.ends_with(['：', ':']) && draft.width > 17 {
        return false;
    }
    let inner = line.trim_end_matches(is_stop);
    !inner.contains(['。', '；'])
        && !line.ends_with(['，', ',', '、', '；', ';'])
        && !line.starts_with(['，', '。', '、', '”', '）', '》'])
}

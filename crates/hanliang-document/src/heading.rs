//! Headings and list items.

use std::collections::HashMap;

use hanliang_span::Span;

use crate::chars::{is_stop, writes_words};
use crate::draft::Draft;
use crate::kind::BlockKind;
use crate::marker::MarkerKind;
use crate::plain::plain;
use crate::rule::Rule;

/// Columns of the widest heading.
pub(crate) const HEADING: u32 = 84;

/// Makes headings and list items of open drafts from `from` on.
pub(crate) fn headings(text: &str, drafts: &mut [Draft], from: usize) {
    speeches(text, drafts, from);
    contents(text, drafts, from);
    enclosures(text, drafts, from);
    dashed(text, drafts, from);
    numbered(text, drafts, from);
    plain(text, drafts, from);
}

/// Who speaks in a line such as 记者：下一步有什么打算？
fn speaker<'t>(text: &'t str, draft: &Draft) -> Option<&'t str> {
    if !draft.is_open() {
        return None;
    }
    let line = draft.first().of(text)?;
    let (at, mark) = line
        .char_indices()
        .take(9)
        .find(|&(_, c)| !(writes_words(c) || c.is_ascii_alphabetic() || c == '·'))?;
    let says = matches!(mark, '：' | ':') && line.len() > at + '：'.len_utf8();
    line.get(..at).filter(|_| says && at > 0)
}

/// Settles lines of speech as text: a name before a colon that comes again, and
/// who speaks once among such.
fn speeches(text: &str, drafts: &mut [Draft], from: usize) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for draft in drafts.iter().skip(from) {
        if let Some(name) = speaker(text, draft) {
            *counts.entry(name).or_default() += 1;
        }
    }
    if counts.values().all(|&count| count < 2) {
        return;
    }
    for draft in drafts.iter_mut().skip(from) {
        let Some(name) = speaker(text, draft) else {
            continue;
        };
        // Among speeches, a whole sentence is one too.
        if draft.finished || counts.get(name).is_some_and(|&count| count > 1) {
            draft.finished = true;
            draft.settled = true;
        }
    }
}

/// Makes list items of the lines under 目录.
fn contents(text: &str, drafts: &mut [Draft], from: usize) {
    let Some(label) = drafts.iter().skip(from).position(|draft| {
        let line = draft.text(text);
        line.len() <= 16 && draft.is_open() && {
            let word: String = line.chars().filter(|&c| writes_words(c)).collect();
            matches!(word.as_str(), "目录" | "目錄" | "目次")
        }
    }) else {
        return;
    };
    let label = label + from;
    drafts[label].settle(BlockKind::Label, Rule::AnnouncingWord);
    let mut first: Option<(MarkerKind, u32)> = None;
    let mut entries = 0;
    for draft in &drafts[label + 1..] {
        let Some(marker) = draft.marker.filter(|_| draft.is_short(HEADING)) else {
            break;
        };
        let key = (marker.kind, marker.number);
        // The text begins where the first number comes again.
        if first.is_some_and(|first| first == key) {
            break;
        }
        first = first.or(Some(key));
        entries += 1;
    }
    if entries < 2 {
        return;
    }
    for draft in &mut drafts[label + 1..=label + entries] {
        draft.settle(BlockKind::ListItem, Rule::NumberedItem);
    }
}

/// Makes list items of what an official document encloses: 附件：1.某某表, and
/// the numbered lines under it.
fn enclosures(text: &str, drafts: &mut [Draft], from: usize) {
    let mut number = None;
    for draft in drafts.iter_mut().skip(from) {
        if !draft.is_open() || !draft.is_short(HEADING) {
            number = None;
            continue;
        }
        let line = draft.text(text);
        let named = ["附件：", "附件:", "附：", "附:"]
            .iter()
            .find_map(|word| line.strip_prefix(word));
        if let Some(rest) = named {
            let rest = rest.trim_start();
            number = None;
            if rest.is_empty() {
                number = Some(0);
                draft.settle(BlockKind::Label, Rule::AnnouncingWord);
            } else if rest.starts_with('1') {
                number = Some(1);
                draft.settle(BlockKind::ListItem, Rule::NumberedItem);
                draft.block.level = Some(1);
            }
            continue;
        }
        let next = number.map(|number| number + 1);
        if next.is_some() && draft.marker.map(|marker| marker.number) == next {
            draft.settle(BlockKind::ListItem, Rule::NumberedItem);
            number = next;
        } else {
            number = None;
        }
    }
}

/// Makes list items of lines behind dashes that end as items do: ——…；.
fn dashed(text: &str, drafts: &mut [Draft], from: usize) {
    let item = |draft: &Draft| draft.is_open() && draft.text(text).starts_with("——");
    let mut index = from;
    while index < drafts.len() {
        let run = drafts[index..]
            .iter()
            .take_while(|draft| item(draft))
            .count();
        let open = |draft: &Draft| draft.text(text).ends_with(['；', ';']);
        if run > 1 && drafts[index..index + run - 1].iter().all(open) {
            for draft in &mut drafts[index..index + run] {
                let start = draft.first().start;
                draft.settle(BlockKind::ListItem, Rule::BulletedItem);
                draft.block.marker = Some(Span::new(start, start + "——".len()));
                draft.block.level = Some(1);
            }
        }
        index += run.max(1);
    }
}

/// The next draft that is not lifted out of the text.
pub(crate) fn next_of(drafts: &[Draft], index: usize) -> Option<usize> {
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
        let heads = next.is_some_and(|next| {
            matches!(drafts[next].kind(), BlockKind::Paragraph | BlockKind::Table)
        });
        let bullet = matches!(marker.kind, MarkerKind::Bullet | MarkerKind::Letter);
        let heading = marker.kind.is_chapter() && draft.width <= HEADING
            || short && heads && !sibling_next && !sibling_before && !(bullet && draft.indent > 0);
        before = Some((marker.kind, !heading));
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

/// 一、加强领导。 or 1.怎么办？ alone on its line: a heading with a stop.
fn is_short_sentence(text: &str, draft: &Draft, kind: MarkerKind) -> bool {
    let line = draft.text(text);
    let ends = if line.ends_with(['？', '?']) {
        kind != MarkerKind::Bullet
    } else {
        line.ends_with('。') && matches!(kind, MarkerKind::Han | MarkerKind::HanBracketed)
    };
    ends && draft.width <= 40
        && line
            .chars()
            .filter(|&c| is_stop(c) || matches!(c, '，' | ','))
            .count()
            == 1
}

//! Levels of headings and list items, and which heading stands above what.

use crate::block::Block;
use crate::draft::Draft;
use crate::kind::BlockKind;
use crate::marker::MarkerKind;
use crate::rule::Rule;

/// What headings of one level look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Marked(u8),
    Number(MarkerKind),
    Bracketed,
    Plain,
    /// Ends in a colon: it heads what follows, whatever its level.
    Colon,
    Column,
    Story,
}

/// Gives every heading and list item its level.
pub(crate) fn levels(text: &str, drafts: &mut [Draft]) {
    let mut headings: Vec<Style> = Vec::new();
    let mut items: Vec<(MarkerKind, u32)> = Vec::new();
    let mut before = 0;
    for draft in drafts {
        match draft.kind() {
            BlockKind::Heading => {
                items.clear();
                let depth = if draft.block.rule == Rule::Deck {
                    before + 1
                } else {
                    place(&mut headings, style(text, draft))
                };
                before = depth;
                draft.block.level = u8::try_from(depth).ok();
            }
            BlockKind::ListItem => {
                if let Some(marker) = draft.marker {
                    let key = if marker.kind == MarkerKind::Bullet {
                        (marker.kind, draft.indent)
                    } else {
                        (marker.kind, 0)
                    };
                    let known = items.iter().position(|item| *item == key);
                    // A bullet set further out than all before closes them.
                    let depth = known.unwrap_or_else(|| {
                        while items.last().is_some_and(|last| {
                            last.0 == MarkerKind::Bullet
                                && key.0 == MarkerKind::Bullet
                                && last.1 > key.1
                        }) {
                            items.pop();
                        }
                        items.len()
                    });
                    items.truncate(depth);
                    items.push(key);
                    draft.block.level = u8::try_from(items.len()).ok();
                }
            }
            _ => {}
        }
    }
}

fn style(text: &str, draft: &Draft) -> Style {
    if draft.block.rule == Rule::ShortLine && draft.text(text).ends_with(['：', ':']) {
        return Style::Colon;
    }
    match (draft.block.rule, draft.marker) {
        (Rule::MarkedHeading, _) => Style::Marked(draft.block.level.unwrap_or(1)),
        (Rule::StoryHead, _) => Style::Story,
        (Rule::Column, _) => Style::Column,
        (Rule::NumberedHeading, Some(marker)) => Style::Number(marker.kind),
        (Rule::BracketedHeading, _) => Style::Bracketed,
        _ => Style::Plain,
    }
}

/// Finds the level of a style among those open, 1 for the outermost.
fn place(open: &mut Vec<Style>, style: Style) -> usize {
    if style == Style::Colon {
        return open.len() + 1;
    }
    if let Some(known) = open.iter().position(|&other| other == style) {
        open.truncate(known + 1);
        return known + 1;
    }
    // A story is on its own, save for the column it stands in.
    if matches!(style, Style::Story | Style::Column) {
        open.retain(|&other| style == Style::Story && other == Style::Column);
    }
    // An outer number closes the inner ones, even at its first appearance.
    while let (Some(Style::Number(inner)), Style::Number(outer)) = (open.last().copied(), style) {
        if inner < outer {
            break;
        }
        open.pop();
    }
    while let (Some(Style::Marked(inner)), Style::Marked(outer)) = (open.last().copied(), style) {
        if inner < outer {
            break;
        }
        open.pop();
    }
    open.push(style);
    open.len()
}

/// Tells each block the heading right above it.
pub(crate) fn parents(blocks: &mut [Block]) {
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (index, block) in blocks.iter_mut().enumerate() {
        if block.kind == BlockKind::Heading {
            let level = block.level.unwrap_or(1);
            while open.last().is_some_and(|&(above, _)| above >= level) {
                open.pop();
            }
            block.heading = open.last().map(|&(_, above)| above);
            open.push((level, index));
        } else {
            block.heading = open.last().map(|&(_, above)| above);
        }
    }
}

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
    Story,
}

/// Gives every heading and list item its level.
pub(crate) fn levels(drafts: &mut [Draft]) {
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
                    place(&mut headings, style(draft))
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

fn style(draft: &Draft) -> Style {
    match (draft.block.rule, draft.marker) {
        (Rule::MarkedHeading, _) => Style::Marked(draft.block.level.unwrap_or(1)),
        (Rule::StoryHead, _) => Style::Story,
        (Rule::NumberedHeading, Some(marker)) => Style::Number(marker.kind),
        (Rule::BracketedHeading, _) => Style::Bracketed,
        _ => Style::Plain,
    }
}

/// Finds the level of a style among those open, 1 for the outermost.
fn place(open: &mut Vec<Style>, style: Style) -> usize {
    if let Some(known) = open.iter().position(|&other| other == style) {
        open.truncate(known + 1);
        return known + 1;
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

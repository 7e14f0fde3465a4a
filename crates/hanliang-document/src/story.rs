//! Several stories on one page.

use crate::classify::Gathered;
use crate::document::Story;
use crate::draft::Draft;
use crate::kind::BlockKind;
use crate::metadata::{Credit, Field};
use crate::rule::Rule;

/// Finds the heads of stories: headings over text that begins with a lead-in
/// or over a byline of its own. Marks columns over them.
pub(crate) fn heads(drafts: &mut [Draft]) {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (index, draft) in drafts.iter().enumerate() {
        match draft.kind() {
            BlockKind::Heading => open = Some(index),
            BlockKind::Byline | BlockKind::Paragraph => {
                let begins = draft.kind() == BlockKind::Byline || draft.lead.is_some();
                if let Some(head) = open.take().filter(|_| begins) {
                    found.push(head);
                }
            }
            BlockKind::Caption | BlockKind::Boilerplate | BlockKind::FrontMatter => {}
            _ => open = None,
        }
    }
    // A name over the first of several stories is the page's, not a kicker.
    let kicker = drafts
        .iter()
        .position(|draft| draft.kind() == BlockKind::Kicker);
    if let Some(kicker) = kicker.filter(|_| !found.is_empty()) {
        let title = kicker + 1;
        let begins = drafts[title + 1..]
            .iter()
            .find(|draft| draft.kind() != BlockKind::Caption)
            .is_some_and(|draft| draft.lead.is_some());
        if begins && drafts[title].kind() == BlockKind::Title {
            drafts[kicker].settle(BlockKind::Title, Rule::HeadLine);
            drafts[title].settle(BlockKind::Heading, Rule::ShortLine);
            found.insert(0, title);
        }
    }
    for &head in &found {
        let draft = &mut drafts[head];
        let deck = draft.block.rule == Rule::Deck;
        draft.settle(BlockKind::Heading, Rule::StoryHead);
        // A short line over the head of a story is the name of a column.
        if deck && head > 0 && drafts[head - 1].kind() == BlockKind::Heading {
            drafts[head - 1].settle(BlockKind::Heading, Rule::Column);
        }
    }
}

/// The stories of a page, if it has several.
pub(crate) fn stories(
    text: &str,
    drafts: &[Draft],
    gathered: &Gathered,
    title: Option<&Field>,
    byline: &[Credit],
) -> Vec<Story> {
    let heads: Vec<usize> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.block.rule == Rule::StoryHead)
        .map(|(index, _)| index)
        .collect();
    let Some(&first) = heads.first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let text_before = drafts[..first]
        .iter()
        .any(|draft| matches!(draft.kind(), BlockKind::Paragraph | BlockKind::ListItem));
    if text_before {
        found.push(Story {
            title: title.cloned(),
            byline: byline.to_vec(),
            blocks: (0..first).collect(),
        });
    }
    for (nth, &head) in heads.iter().enumerate() {
        let end = heads.get(nth + 1).copied().unwrap_or(drafts.len());
        let mut credits = Vec::new();
        for (index, draft) in drafts.iter().enumerate().take(end).skip(head) {
            if let Some(lead) = &draft.lead {
                credits.extend(lead.credits.names.iter().map(|named| named.credit.clone()));
            }
            // Bylines stand in the order of the drafts.
            let from = gathered.bylines.partition_point(|(at, _)| *at < index);
            let here = gathered.bylines.iter().skip(from);
            for (_, found) in here.take_while(|(at, _)| *at == index) {
                credits.extend(found.names.iter().map(|named| named.credit.clone()));
            }
        }
        found.push(Story {
            title: Some(Field::joined(text, drafts[head].block.ranges.clone(), "")),
            byline: credits,
            blocks: (head..end).collect(),
        });
    }
    if found.len() < 2 { Vec::new() } else { found }
}

//! Several stories on one page.

use crate::classify::Gathered;
use crate::document::Story;
use crate::draft::Draft;
use crate::kind::BlockKind;
use crate::marker::{MarkerKind, marker};
use crate::metadata::{Credit, Field};
use crate::person::speaker;
use crate::rule::Rule;

/// Finds the heads of stories: headings over text that begins with a lead-in
/// or over a byline of its own. Marks columns over them.
pub(crate) fn heads(text: &str, drafts: &mut [Draft]) {
    let mut found = begun(drafts, |draft| begins_story(text, draft));
    if !found.is_empty() {
        // Among stories one may be another's as a whole: 据新华社电.
        found.extend(begun(drafts, |draft| draft.lead.is_some()));
    }
    found.extend(signed(drafts));
    found.sort_unstable();
    found.dedup();
    if found.is_empty() {
        found = numbered(text, drafts);
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
            .is_some_and(|draft| begins_story(text, draft));
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

/// Headings right over a lead-in or a byline.
fn begun(drafts: &[Draft], begins: impl Fn(&Draft) -> bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (index, draft) in drafts.iter().enumerate() {
        match draft.kind() {
            BlockKind::Heading => open = Some(index),
            BlockKind::Byline | BlockKind::Paragraph => {
                let begins = draft.kind() == BlockKind::Byline || begins(draft);
                if let Some(head) = open.take().filter(|_| begins) {
                    found.push(head);
                }
            }
            BlockKind::Caption | BlockKind::Boilerplate | BlockKind::FrontMatter => {}
            _ => open = None,
        }
    }
    found
}

/// Whether a paragraph begins a story: it has a lead-in that does not only
/// cite another's (据新华社电).
fn begins_story(text: &str, draft: &Draft) -> bool {
    draft
        .lead
        .as_ref()
        .and_then(|lead| lead.span.of(text))
        .is_some_and(|lead| !lead.starts_with(['据', '據']))
}

/// Headings over text that is signed at its end, if there are several.
fn signed(drafts: &[Draft]) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut open, mut text) = (None, false);
    for (index, draft) in drafts.iter().enumerate() {
        match draft.kind() {
            BlockKind::Heading => (open, text) = (Some(index), false),
            BlockKind::Paragraph => text = true,
            BlockKind::Byline if text => found.extend(open.take()),
            _ => {}
        }
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// Marked headings numbered from 2 on: the text before them is the first.
fn numbered(text: &str, drafts: &[Draft]) -> Vec<usize> {
    let heads: Vec<(usize, u32)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.block.rule == Rule::MarkedHeading)
        .filter_map(|(index, draft)| {
            let line = draft.text(text).trim_start_matches('#').trim_start();
            let number = marker(line, 0)?;
            (number.kind == MarkerKind::Arabic).then_some((index, number.number))
        })
        .collect();
    let rising = heads
        .iter()
        .zip(2..)
        .all(|((_, number), next)| *number == next);
    if rising {
        heads.into_iter().map(|(index, _)| index).collect()
    } else {
        Vec::new()
    }
}

/// A lone short line under the title, with no other like it in the text, is a
/// subtitle and not a heading; a name there is the author's.
pub(crate) fn subtitle(text: &str, drafts: &mut [Draft], gathered: &mut Gathered) {
    let plain = |draft: &Draft| {
        draft.kind() == BlockKind::Heading
            && matches!(draft.block.rule, Rule::ShortLine | Rule::Deck)
            && draft.marker.is_none()
    };
    let taken = drafts
        .iter()
        .any(|draft| draft.kind() == BlockKind::Subtitle);
    let title = drafts
        .iter()
        .position(|draft| draft.kind() == BlockKind::Title);
    let Some(under) = title.map(|title| title + 1).filter(|_| !taken) else {
        return;
    };
    if drafts.get(under).is_some_and(plain)
        && drafts.iter().filter(|draft| plain(draft)).count() == 1
    {
        let draft = &mut drafts[under];
        if let Some(credits) = speaker(draft.text(text), draft.first().start) {
            draft.settle(BlockKind::Byline, Rule::Credits);
            let place = gathered
                .bylines
                .partition_point(|&(other, _)| other < under);
            gathered.bylines.insert(place, (under, credits));
            return;
        }
        drafts[under].settle(BlockKind::Subtitle, Rule::UnderTitle);
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
        return untitled(text, drafts, title);
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

/// Stories without heads: each begins with a lead-in.
fn untitled(text: &str, drafts: &[Draft], title: Option<&Field>) -> Vec<Story> {
    let leads: Vec<usize> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| begins_story(text, draft))
        .map(|(index, _)| index)
        .collect();
    if leads.len() < 2 {
        return Vec::new();
    }
    leads
        .iter()
        .enumerate()
        .map(|(nth, &lead)| {
            let start = if nth == 0 { 0 } else { lead };
            let end = leads.get(nth + 1).copied().unwrap_or(drafts.len());
            let credits = drafts[lead]
                .lead
                .iter()
                .flat_map(|lead| &lead.credits.names);
            Story {
                title: title.filter(|_| nth == 0).cloned(),
                byline: credits.map(|named| named.credit.clone()).collect(),
                blocks: (start..end).collect(),
            }
        })
        .collect()
}

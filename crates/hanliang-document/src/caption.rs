//! Captions by the space a picture leaves.

use hanliang_span::Span;

use crate::chars::is_stop;
use crate::draft::Draft;
use crate::furniture::SHORT;
use crate::kind::BlockKind;
use crate::rule::Rule;

/// Blank lines more than usual that show where a picture stood.
const GAP: u32 = 2;

/// Makes captions of lone short sentences after a picture's space or over the
/// name of who took it, and list items of sentences that begin with one sign.
pub(crate) fn captions(text: &str, drafts: &mut [Draft], title: usize) {
    photographed(text, drafts, title);
    marked(text, drafts, title);
    let usual = usual_blanks(drafts);
    for (index, draft) in drafts.iter_mut().enumerate().skip(title) {
        let gap = draft.blanks >= usual + GAP;
        if index == 0 || !gap || !draft.is_open() || draft.width > SHORT || draft.lead.is_some() {
            continue;
        }
        let line = draft.text(text);
        let stops = line.chars().filter(|&c| is_stop(c)).count();
        if draft.finished && stops == 1 && line.ends_with(is_stop) {
            draft.settle(BlockKind::Caption, Rule::PictureGap);
        }
    }
}

/// Sentences over the line of a photographer: 新华社记者 某某 摄.
fn photographed(text: &str, drafts: &mut [Draft], title: usize) {
    for index in title + 1..drafts.len() {
        let credit = &drafts[index];
        if credit.kind() != BlockKind::Byline {
            continue;
        }
        let above = &drafts[index - 1];
        let line = above.text(text);
        if credit.text(text).ends_with(['摄', '攝'])
            && above.is_open()
            && above.width <= SHORT
            && line.ends_with(is_stop)
            && line.chars().filter(|&c| is_stop(c)).count() == 1
        {
            drafts[index - 1].settle(BlockKind::Caption, Rule::PictureWord);
        }
    }
}

/// Signs that point at a picture, or mark the items of a list.
const SIGNS: [char; 3] = ['▲', '△', '▼'];

/// Items of a list marked with a sign that elsewhere points at a picture.
fn marked(text: &str, drafts: &mut [Draft], title: usize) {
    /// So many sentences in a row belong to no picture.
    const RUN: usize = 3;
    let item = |draft: &Draft| {
        let line = Some(draft.text(text)).filter(|_| draft.kind() == BlockKind::Caption)?;
        let sentence = line.ends_with('。') && line.contains(['，', ',']);
        let sign = line.chars().next().filter(|c| SIGNS.contains(c));
        sign.filter(|_| sentence)
    };
    let mut start = title;
    while start < drafts.len() {
        let sign = item(&drafts[start]);
        let run = drafts[start..]
            .iter()
            .take_while(|draft| sign.is_some() && item(draft) == sign)
            .count();
        if let Some(sign) = sign.filter(|_| run >= RUN) {
            for draft in &mut drafts[start..start + run] {
                let from = draft.first().start;
                draft.settle(BlockKind::ListItem, Rule::BulletedItem);
                draft.block.marker = Some(Span::new(from, from + sign.len_utf8()));
                draft.block.level = Some(1);
            }
        }
        start += run.max(1);
    }
}

/// How many blank lines usually stand before running text.
fn usual_blanks(drafts: &[Draft]) -> u32 {
    let mut counts = [0_usize; 4];
    for draft in drafts.iter().skip(1).filter(|draft| draft.width > SHORT) {
        let blanks = usize::try_from(draft.blanks).unwrap_or(usize::MAX);
        counts[blanks.min(3)] += 1;
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    counts
        .iter()
        .position(|&count| count == most)
        .and_then(|blanks| u32::try_from(blanks).ok())
        .unwrap_or_default()
}

//! Captions by the space a picture leaves.

use crate::chars::is_stop;
use crate::draft::Draft;
use crate::furniture::SHORT;
use crate::kind::BlockKind;
use crate::rule::Rule;

/// Blank lines more than usual that show where a picture stood.
const GAP: u32 = 2;

/// Makes captions of lone short sentences after a picture's space.
pub(crate) fn captions(text: &str, drafts: &mut [Draft], title: usize) {
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

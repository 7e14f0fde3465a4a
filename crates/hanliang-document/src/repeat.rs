//! Lines that recur: running heads, bare page numbers.

use std::collections::HashMap;

use crate::chars::digit;
use crate::draft::Draft;
use crate::kind::BlockKind;
use crate::rule::Rule;
use crate::table::is_figure;

/// Columns of the widest line that is furniture because it recurs.
const WIDTH: u32 = 80;

/// How often a line stands before it is a running head.
const TIMES: usize = 3;

/// Makes furniture of lines that stand again and again.
pub(crate) fn repeated(text: &str, drafts: &mut [Draft]) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let candidate = |draft: &Draft| {
        draft.is_short(WIDTH) && draft.marker.is_none() && !is_fraction(draft.text(text))
    };
    // A run of one line is counted at once.
    let mut lines = drafts.iter().filter(|draft| candidate(draft));
    let mut line = lines.next().map(|draft| draft.text(text));
    while let Some(run) = line {
        let mut times = 1;
        line = None;
        for draft in lines.by_ref() {
            if draft.text(text) != run {
                line = Some(draft.text(text));
                break;
            }
            times += 1;
        }
        *counts.entry(run).or_default() += times;
    }
    let mut before = "";
    for draft in drafts {
        if !candidate(draft) {
            before = "";
            continue;
        }
        let line = draft.text(text);
        let again = line == before && !line.is_empty();
        if again || counts.get(line).is_some_and(|&count| count >= TIMES) {
            draft.settle(BlockKind::Boilerplate, Rule::Repeated);
        }
        before = line;
    }
}

/// 2297.1, 5.6%: a figure that numbers no page and may stand in many cells.
fn is_fraction(line: &str) -> bool {
    line.contains(['.', '%', '％']) && is_figure(line)
}

/// Makes furniture of bare numbers between the halves of a sentence, or in
/// rising order.
pub(crate) fn page_numbers(text: &str, drafts: &mut [Draft]) {
    let number = |draft: &Draft| {
        let line = draft.text(text);
        let bare = draft.is_open()
            && (1..=4).contains(&line.len())
            && line.chars().all(|c| digit(c).is_some());
        bare.then(|| line.parse::<u32>().ok()).flatten()
    };
    let mut last: Option<(usize, u32)> = None;
    for index in 0..drafts.len() {
        let Some(here) = number(&drafts[index]) else {
            continue;
        };
        let cut = index > 0
            && drafts[index - 1].is_open()
            && !drafts[index - 1].finished
            && drafts[index - 1].width > 40;
        let rising = last.is_some_and(|(_, before)| before.checked_add(1) == Some(here));
        if rising && let Some((before, _)) = last {
            drafts[before].settle(BlockKind::Boilerplate, Rule::PageNumber);
        }
        if cut || rising {
            drafts[index].settle(BlockKind::Boilerplate, Rule::PageNumber);
        }
        last = Some((index, here));
    }
}

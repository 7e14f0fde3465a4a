//! Tables copied with one cell a line.

use crate::chars::is_stop;
use crate::draft::Draft;
use crate::kind::BlockKind;
use crate::rule::Rule;
use crate::table::is_figure;

/// Columns of the widest cell.
const CELL: u32 = 32;

/// Settles runs of short lines among which figures stand alone as text: no cell
/// is a heading, none is furniture.
pub(crate) fn cells(text: &str, drafts: &mut [Draft], from: usize) {
    /// Fewest lines of such a table, and of the figures among them.
    const LINES: usize = 6;
    const FIGURES: usize = 2;
    let mut start = from;
    while start < drafts.len() {
        let run = drafts[start..]
            .iter()
            .take_while(|draft| is_cell(text, draft))
            .count();
        let lines = drafts.get_mut(start..start + run).unwrap_or_default();
        let figures = lines.iter().filter(|draft| is_figure(draft.text(text)));
        let figures = figures.count();
        if run >= LINES && figures >= FIGURES && figures * 4 >= run && figures < run {
            for draft in lines {
                draft.settle(BlockKind::Paragraph, Rule::Text);
                draft.finished = true;
            }
        }
        start += run.max(1);
    }
}

/// Whether a line can be the cell of a table.
fn is_cell(text: &str, draft: &Draft) -> bool {
    let line = draft.text(text);
    let number = draft.kind() == BlockKind::Boilerplate && is_figure(line);
    let open = draft.is_open() && draft.lead.is_none();
    (open || number)
        && !line.is_empty()
        && draft.width <= CELL
        && !line.ends_with(|c| is_stop(c) || matches!(c, '：' | ':' | '；' | '，' | ','))
}

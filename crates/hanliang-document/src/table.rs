//! Tables in plain text: rows of cells parted by tabs, bars or wide gaps.

use hanliang_span::Span;

use crate::block::{Block, Row};
use crate::chars::is_stop;
use crate::draft::Draft;
use crate::furniture::furniture;
use crate::kind::BlockKind;
use crate::line::{Line, WIDTH_CAP};
use crate::rule::Rule;
use crate::tail::whole_date;

/// Characters of the longest cell.
const CELL: usize = 40;

/// What parts cells where it stands, the strongest first.
const BARS: [char; 5] = ['\t', '|', '│', '┃', '｜'];

/// What stands at the first of some lines.
#[derive(Debug)]
pub(crate) enum Found {
    /// A table of so many lines.
    Table(Box<Draft>, usize),
    /// None; nor does one start at any of so many lines.
    Nothing(usize),
}

/// The table that starts at the first of `lines`.
pub(crate) fn table(text: &str, lines: &[Line]) -> Found {
    let mut looked = 1;
    match read(text, lines, &mut looked) {
        Some((draft, taken)) => Found::Table(Box::new(draft), taken),
        None => Found::Nothing(looked),
    }
}

fn read(text: &str, lines: &[Line], looked: &mut usize) -> Option<(Draft, usize)> {
    let first = lines.first()?;
    // 单位：亿元 stands over the columns and belongs to them.
    let unit = is_unit_line(first.span.of(text)?);
    let skip = usize::from(unit);
    let mut rows = Vec::new();
    let mut firm = false;
    for (index, line) in lines.iter().enumerate().skip(skip) {
        if index > skip && line.blanks > 1 {
            break;
        }
        let Some((cells, barred)) = cells(text, line) else {
            break;
        };
        // After a blank line, only what is set as the row before goes on, and
        // nothing of the page.
        let apart = |row: &Row| {
            line.blanks > 0
                && (row.cells.len() != cells.len()
                    || line
                        .span
                        .of(text)
                        .is_some_and(|line| furniture(line).is_some()))
        };
        if rows.last().is_some_and(apart) {
            break;
        }
        firm |= barred;
        rows.push(Row { cells });
    }
    *looked = (rows.len() + skip).max(1);
    let counts: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
    let most = counts.iter().copied().max()?;
    let regular = counts.iter().filter(|&&count| count == most).count();
    let least = if firm || most >= 3 { 2 } else { 3 };
    if rows.len() < least || regular * 2 < rows.len() {
        return None;
    }
    let taken = rows.len() + skip;
    // Offices and names over a date sign the text.
    let dated = |line: &Line| {
        line.span
            .of(text)
            .is_some_and(|line| whole_date(line).is_some())
    };
    if !firm && most == 2 && rows.len() <= 5 && lines.get(taken).is_some_and(dated) {
        return None;
    }
    if unit {
        rows.insert(
            0,
            Row {
                cells: vec![first.span],
            },
        );
    }
    let span = first.span.join(lines.get(taken - 1)?.span);
    let mut draft = Draft::new(first);
    draft.block = Block::new(BlockKind::Table, vec![span], Rule::AlignedCells);
    draft.block.rows = rows;
    draft.settled = true;
    Some((draft, taken))
}

fn is_unit_line(line: &str) -> bool {
    let bare = line.trim_start_matches(['（', '(']);
    (bare.starts_with("单位：")
        || bare.starts_with("单位:")
        || bare.starts_with("單位：")
        || bare.starts_with("單位:")
        || bare.starts_with("计量单位"))
        && line.len() <= 60
}

/// The cells of a line, if it has two at least, and whether tabs or bars part
/// them.
fn cells(text: &str, line: &Line) -> Option<(Vec<Span>, bool)> {
    if line.width >= WIDTH_CAP {
        return None;
    }
    let body = line.span.of(text)?;
    // What parts cells begins with one of these bytes.
    let parts = |byte| matches!(byte, b'\t' | b'|' | b' ' | 0xE2 | 0xE3 | 0xEF);
    if body.ends_with(is_stop) || !body.bytes().any(parts) {
        return None;
    }
    // The strongest bar, and whether two blanks stand side by side.
    let (mut bar, mut wide, mut before) = (BARS.len(), false, 'x');
    for c in body.chars() {
        if let Some(rank) = BARS.iter().position(|one| *one == c) {
            bar = bar.min(rank);
        }
        wide |= matches!(
            (before, c),
            (' ', ' ' | '\u{3000}') | ('\u{3000}', '\u{3000}')
        );
        before = c;
    }
    let bar = BARS.get(bar).copied();
    let wide = bar.is_none() && wide;
    if bar.is_none() && !wide {
        return None;
    }
    let mut found = Vec::new();
    let mut cell = |start: usize, end: usize| {
        let piece = body.get(start..end).unwrap_or_default();
        let trimmed = piece.trim_start();
        let from = end - trimmed.len();
        let length = trimmed.trim_end().len();
        found.push(Span::new(from, from + length).shift(line.span.start));
    };
    let mut start = 0;
    if let Some(bar) = bar {
        for (at, _) in body.match_indices(bar) {
            // A bar before the first cell opens the row.
            if at > 0 {
                cell(start, at);
            }
            start = at + bar.len_utf8();
        }
        if start < body.len() {
            cell(start, body.len());
        }
    } else {
        let mut blank: Option<(usize, u32)> = None;
        for (at, c) in body.char_indices() {
            if c.is_whitespace() {
                let columns = if c == '\u{3000}' { 2 } else { 1 };
                let (from, count) = blank.unwrap_or((at, 0));
                blank = Some((from, count + columns));
            } else if let Some((from, count)) = blank.take()
                && count >= 2
                && body
                    .get(from..at)
                    .is_some_and(|gap| gap.chars().count() >= 2)
            {
                cell(start, from);
                start = at;
            }
        }
        cell(start, body.len());
    }
    let short = found.iter().all(|span| {
        span.of(text)
            .is_some_and(|cell| cell.chars().count() <= CELL && !cell.contains('。'))
    });
    let tabbed = matches!(bar, Some('\t' | '│' | '┃'))
        || bar.is_some() && body.starts_with(['|', '｜']) && body.ends_with(['|', '｜']);
    // Labels with values side by side are front matter, not a row.
    let labelled = body.matches(['：', ':']).count() >= found.len();
    let announced = |cell: &Span| {
        cell.of(text)
            .is_some_and(|cell| cell.ends_with(['：', ':']))
    };
    let labelled =
        labelled || found.iter().filter(|cell| announced(cell)).count() * 2 >= found.len();
    (found.len() >= 2 && short && !labelled).then_some((found, tabbed))
}

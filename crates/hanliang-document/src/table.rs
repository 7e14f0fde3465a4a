//! Tables in plain text: rows of cells parted by tabs, bars or wide gaps.

use hanliang_span::Span;

use crate::block::{Block, Row};
use crate::chars::is_stop;
use crate::draft::Draft;
use crate::furniture::{furniture, notice};
use crate::kind::BlockKind;
use crate::line::{Line, WIDTH_CAP};
use crate::phrase::{LABELS, ROLES};
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
    match read(text, lines, &mut looked).or_else(|| spaced(text, lines)) {
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
        // 打印本页 | 关闭窗口 are controls of the page.
        let control = || {
            let line = line.span.of(text).unwrap_or_default();
            line.contains('|') && notice(line).is_some()
        };
        if rows.is_empty() && control() {
            break;
        }
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

/// Rows whose cells single blanks part: a head, and under it lines of as many
/// words, one of them a figure in all: the last, or another of three or more.
fn spaced(text: &str, lines: &[Line]) -> Option<(Draft, usize)> {
    let [first, second, ..] = lines else {
        return None;
    };
    let below = second.span.of(text)?.as_bytes();
    if !below.iter().any(u8::is_ascii_digit) || !below.contains(&b' ') || first.width > 120 {
        return None;
    }
    let figure = |cell: &Span| cell.of(text).is_some_and(is_figure);
    let column = words(text, second)?.iter().rposition(figure)?;
    let head = words(text, first)?;
    let columns = head.len();
    let last = column + 1 == columns;
    if figure(head.get(column)?) || !last && (columns < 3 || head.iter().any(figure)) {
        return None;
    }
    let mut rows = vec![Row { cells: head }];
    for line in lines.iter().skip(1).take_while(|line| line.blanks <= 1) {
        let cells = words(text, line).filter(|cells| cells.len() == columns);
        let Some(cells) = cells.filter(|cells| cells.get(column).is_some_and(figure)) else {
            break;
        };
        rows.push(Row { cells });
    }
    let least = if columns > 2 { 3 } else { 4 };
    let last = lines.get(rows.len().checked_sub(1)?)?;
    (rows.len() >= least).then(|| {
        let taken = rows.len();
        let mut draft = Draft::new(first);
        let span = first.span.join(last.span);
        draft.block = Block::new(BlockKind::Table, vec![span], Rule::AlignedCells);
        draft.block.rows = rows;
        draft.settled = true;
        (draft, taken)
    })
}

/// The words of a line, if it has two at least and all could be cells.
fn words(text: &str, line: &Line) -> Option<Vec<Span>> {
    /// Characters of the longest word.
    const WORD: usize = 14;
    let body = line.span.of(text).filter(|_| line.width <= 120)?;
    let mut found = Vec::new();
    let mut at = 0;
    for word in body.split([' ', '\u{3000}']) {
        let mark = |c| is_stop(c) || matches!(c, '，' | '：' | ':' | '；' | '、' | '/');
        if word.contains(mark) || word.chars().count() > WORD {
            return None;
        }
        if !word.is_empty() {
            found.push(Span::new(at, at + word.len()).shift(line.span.start));
        }
        at += word.len();
        let blank = body.get(at..).and_then(|rest| rest.chars().next());
        at += blank.map_or(0, char::len_utf8);
    }
    (found.len() >= 2).then_some(found)
}

/// 1,256.3, -2.1%
pub(crate) fn is_figure(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit())
        && cell
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '％' | '+' | '-'))
        && !cell.trim_start_matches('-').contains('-')
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
    // 来源 | 某某日报: a bar for the colon.
    let label = |cell: &Span| {
        cell.of(text)
            .is_some_and(|cell| LABELS.whole(cell).is_some() || ROLES.whole(cell).is_some())
    };
    let credited = bar != Some('\t') && found.len() == 2 && found.first().is_some_and(label);
    (found.len() >= 2 && short && !labelled && !credited).then_some((found, tabbed))
}

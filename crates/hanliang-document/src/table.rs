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
use crate::signature::whole_date;

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
    let (mut rows, firm) = rows(text, lines.get(skip..)?);
    let taken = rows.len() + skip;
    *looked = taken.max(1);
    if !is_regular(&rows, firm) || !firm && signs(text, &rows, lines.get(taken)) {
        return None;
    }
    if unit {
        let cells = vec![first.span];
        rows.insert(0, Row { cells });
    }
    Some((draft(first, lines.get(taken - 1)?, rows), taken))
}

/// The rows that stand one under another from the first of `lines` on, and whether
/// a mark that nothing else has parts their cells.
fn rows(text: &str, lines: &[Line]) -> (Vec<Row>, bool) {
    let mut rows: Vec<Row> = Vec::new();
    let mut firm = false;
    for line in lines {
        let Some((cells, barred)) = cells(text, line) else {
            break;
        };
        let body = line.span.of(text).unwrap_or_default();
        let ends = match rows.last() {
            // 打印本页 | 关闭窗口 are controls of the page.
            None => body.contains('|') && notice(body).is_some(),
            // After a blank line, only what is set as the row before goes on, and
            // nothing of the page.
            Some(row) => match line.blanks {
                0 => false,
                1 => row.cells.len() != cells.len() || furniture(body).is_some(),
                _ => true,
            },
        };
        if ends {
            break;
        }
        firm |= barred;
        rows.push(Row { cells });
    }
    (rows, firm)
}

/// The cells of the longest row.
fn columns(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// Whether there are enough rows, and most have the same number of cells.
fn is_regular(rows: &[Row], firm: bool) -> bool {
    let columns = columns(rows);
    let full = rows.iter().filter(|row| row.cells.len() == columns).count();
    let least = if firm || columns >= 3 { 2 } else { 3 };
    rows.len() >= least && full * 2 >= rows.len()
}

/// Offices and names over a date sign the text.
fn signs(text: &str, rows: &[Row], below: Option<&Line>) -> bool {
    let dated = |line: &Line| line.span.of(text).and_then(whole_date).is_some();
    columns(rows) == 2 && rows.len() <= 5 && below.is_some_and(dated)
}

/// The block of a table that reaches from one line to another.
fn draft(first: &Line, last: &Line, rows: Vec<Row>) -> Draft {
    let mut draft = Draft::new(first);
    let span = first.span.join(last.span);
    draft.block = Block::new(BlockKind::Table, vec![span], Rule::AlignedCells);
    draft.block.rows = rows;
    draft.settled = true;
    draft
}

/// Rows whose cells single blanks part: a head, and under it lines of as many
/// words, one of them a figure in all: the last, or another of three or more.
fn spaced(text: &str, lines: &[Line]) -> Option<(Draft, usize)> {
    let [first, second, ..] = lines else {
        return None;
    };
    let below = second.span.of(text)?.as_bytes();
    // Hardly a line has a blank, and to see that is cheaper.
    let blank = memchr::memchr(b' ', below).is_some();
    if !blank || first.width > 120 || !below.iter().any(u8::is_ascii_digit) {
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
    let taken = rows.len();
    let last = lines.get(taken.checked_sub(1)?)?;
    (taken >= least).then(|| (draft(first, last, rows), taken))
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
    let body = line.span.of(text).filter(|body| !body.ends_with(is_stop))?;
    let (cells, barred) = match parting(body)? {
        Parting::Bar(bar) => (at_bars(body, bar), is_firm(body, bar)),
        Parting::Gaps => (at_gaps(body), false),
    };
    if cells.len() < 2 || !are_cells(body, &cells) || is_credit(body, &cells) {
        return None;
    }
    let place = |cell: &Span| cell.shift(line.span.start);
    Some((cells.iter().map(place).collect(), barred))
}

/// What parts the cells of a line.
#[derive(Clone, Copy, Debug)]
enum Parting {
    /// One of [`BARS`].
    Bar(char),
    /// Two blanks or more side by side.
    Gaps,
}

/// Whether one of [`BARS`] or a blank stands in a line, by its bytes: in most there
/// is none.
fn may_part(body: &[u8]) -> bool {
    // │ and ┃, the blank of full width, ｜; their first bytes begin many others.
    let wide = |at: usize| {
        let behind = body.get(at + 1..at + 3);
        matches!(
            behind,
            Some([0x94, 0x82 | 0x83] | [0x80, 0x80] | [0xBD, 0x9C])
        )
    };
    memchr::memchr3(b'\t', b'|', b' ', body).is_some()
        || memchr::memchr3_iter(0xE2, 0xE3, 0xEF, body).any(wide)
}

/// The strongest of what can part cells in a line.
fn parting(body: &str) -> Option<Parting> {
    if !may_part(body.as_bytes()) {
        return None;
    }
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
    let bar = BARS.get(bar).copied().map(Parting::Bar);
    bar.or(wide.then_some(Parting::Gaps))
}

/// The cell between two places of a line, without the blanks around it.
fn cell(body: &str, start: usize, end: usize) -> Span {
    let trimmed = body.get(start..end).unwrap_or_default().trim_start();
    let from = end - trimmed.len();
    Span::new(from, from + trimmed.trim_end().len())
}

/// The cells between bars. One before the first cell opens the row, one behind the
/// last closes it.
fn at_bars(body: &str, bar: char) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in body.match_indices(bar) {
        if at > 0 {
            found.push(cell(body, start, at));
        }
        start = at + bar.len_utf8();
    }
    if start < body.len() {
        found.push(cell(body, start, body.len()));
    }
    found
}

/// The cells between gaps of two blanks or more.
fn at_gaps(body: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    // Where a gap begins, and its blanks.
    let mut gap: Option<(usize, usize)> = None;
    for (at, c) in body.char_indices() {
        if c.is_whitespace() {
            gap.get_or_insert((at, 0)).1 += 1;
        } else if let Some((from, blanks)) = gap.take()
            && blanks >= 2
        {
            found.push(cell(body, start, from));
            start = at;
        }
    }
    found.push(cell(body, start, body.len()));
    found
}

/// Whether a bar parts nothing but cells: a tab, one of a drawn table, or bars that
/// open and close the row.
fn is_firm(body: &str, bar: char) -> bool {
    matches!(bar, '\t' | '│' | '┃') || body.starts_with(['|', '｜']) && body.ends_with(['|', '｜'])
}

/// Whether all are short enough, and no labels with values side by side, which are
/// front matter.
fn are_cells(body: &str, cells: &[Span]) -> bool {
    let texts = || cells.iter().filter_map(|cell| cell.of(body));
    let short = texts().all(|cell| cell.chars().count() <= CELL && !cell.contains('。'));
    let colons = body.matches(['：', ':']).count();
    let announced = texts().filter(|cell| cell.ends_with(['：', ':'])).count();
    short && colons < cells.len() && announced * 2 < cells.len()
}

/// 来源 | 某某日报: a bar for the colon.
fn is_credit(body: &str, cells: &[Span]) -> bool {
    let [first, _] = cells else {
        return false;
    };
    let label = |cell: &str| LABELS.whole(cell).is_some() || ROLES.whole(cell).is_some();
    !body.contains('\t') && first.of(body).is_some_and(label)
}

//! Lines: where they stand, how far they are set in, how wide they are.

use hanliang_span::Span;
use memchr::{memchr, memchr_iter};

/// No line is measured beyond this; wider ones are all "long".
pub(crate) const WIDTH_CAP: u32 = 240;

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// Its bytes without white space at both ends.
    pub(crate) span: Span,
    /// Columns of white space before it.
    pub(crate) indent: u32,
    /// Blank lines before it.
    pub(crate) blanks: u32,
    /// Columns it takes, up to [`WIDTH_CAP`].
    pub(crate) width: u32,
}

/// Lines of one character each, from which on a column of them is one line: nothing
/// is told of each by itself, and a text may have nothing else.
const COLUMN: usize = 200;

/// The lines of a text that are not blank, in order.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    // How many lines of one character end those that were found.
    let mut column = 0;
    let mut blanks = 0;
    let mut start = 0;
    // Text of old machines ends its lines with a carriage return alone.
    let bytes = text.as_bytes();
    let end = if memchr(b'\n', bytes).is_none() {
        b'\r'
    } else {
        b'\n'
    };
    let ends = memchr_iter(end, bytes).chain(core::iter::once(text.len()));
    for end in ends {
        let line = text.get(start..end).unwrap_or_default();
        let body = line.trim_start();
        if body.is_empty() {
            // The end of the text is no blank line of its own.
            blanks += u32::from(end < text.len() && blanks < u32::MAX);
        } else {
            let from = end - body.len();
            let body = body.trim_end();
            let one = body.chars().nth(1).is_none();
            column = match one {
                true if blanks == 0 => column + 1,
                true => 1,
                false => 0,
            };
            if column > COLUMN {
                extend_column(&mut found, from + body.len());
            } else {
                found.push(Line {
                    span: Span::new(from, from + body.len()),
                    indent: width_of(text.get(start..from).unwrap_or_default()),
                    blanks,
                    width: width_of(body),
                });
            }
            blanks = 0;
        }
        start = end + 1;
    }
    found
}

/// Makes the column that the last lines are one line, or makes that longer, up to a
/// place.
fn extend_column(found: &mut Vec<Line>, end: usize) {
    let single = |line: &Line| line.width < WIDTH_CAP;
    if found.last().is_some_and(single) {
        found.truncate(found.len() + 1 - COLUMN);
    }
    if let Some(column) = found.last_mut() {
        column.span.end = end;
        column.width = WIDTH_CAP;
    }
}

/// Columns of a text, up to [`WIDTH_CAP`]: two for what takes three bytes from
/// U+2000 on or four, else one. What is long in bytes counts as wide.
pub(crate) fn width_of(text: &str) -> u32 {
    let cap = usize::try_from(WIDTH_CAP).unwrap_or(usize::MAX);
    // Han takes three bytes for two columns: so many bytes are wide enough
    // that the columns no longer matter.
    if text.len() >= 2 * cap {
        return WIDTH_CAP;
    }
    // Sums of so few bytes fit in one byte, and add up many at a time.
    let columns = |bytes: &[u8]| {
        bytes.iter().fold(0_u8, |sum, byte| {
            sum.wrapping_add(u8::from(byte & 0xC0 != 0x80) + u8::from(*byte >= 0xE2))
        })
    };
    let width: u32 = text
        .as_bytes()
        .chunks(120)
        .map(|bytes| u32::from(columns(bytes)))
        .sum();
    width.min(WIDTH_CAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_column_of_single_characters_is_one_line() {
        let column = "字\n".repeat(300);
        let text = format!("标题\n{column}正文在此\n\n{column}");
        let found = lines(&text);
        let shown: Vec<usize> = found.iter().map(|line| line.span.len()).collect();
        let length = column.trim_end().len();
        assert_eq!(shown, ["标题".len(), length, "正文在此".len(), length]);
        let few = lines("一\n二\n三");
        assert_eq!(few.len(), 3);
    }
}

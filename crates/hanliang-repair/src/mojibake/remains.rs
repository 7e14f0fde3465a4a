//! What is left of a wrong decoding where too many bytes are gone to undo it:
//! characters whose bytes have the shape of UTF-8 with holes.

use hanliang_span::Span;

use super::suspicion;
use super::table::{Bytes, Table};

/// The least number of characters of such a shape that chance does not give.
const LEAST: usize = 4;
/// The same where the page is known to have them.
const SHORT: usize = 2;
/// So many are no chance, whatever they are.
const LONG: usize = 12;

/// The characters before the end of `text` that stand beside damage and share
/// it, if any of them is odd.
pub(super) fn before(text: &str, wrong: Table) -> Option<Span> {
    let mut shape = Shape::new(wrong);
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        if !shape.takes(c) {
            break;
        }
        start = at;
    }
    let span = Span::new(start, text.len());
    span.of(text)
        .is_some_and(suspicion::has_odd)
        .then_some(span)
}

/// The same for those that `text` starts with.
pub(super) fn behind(text: &str, wrong: Table) -> Option<Span> {
    let mut shape = Shape::new(wrong);
    let end = text.find(|c| !shape.takes(c)).unwrap_or(text.len());
    let span = Span::new(0, end);
    span.of(text)
        .is_some_and(suspicion::has_odd)
        .then_some(span)
}

/// The parts of these lines that were UTF-8, each from the first run of this
/// shape to the last, and the table that showed them. Where a long run tells
/// which table it was, short ones will do.
pub(super) fn of_lines(text: &str, lines: &[Span]) -> Vec<(Span, Table)> {
    let tables = [Table::Latin1, Table::Gbk, Table::Big5];
    let found = |wrong: &Table| {
        let mut lines = lines.iter().filter_map(|line| line.of(text));
        lines.any(|line| runs(line, *wrong, LEAST).is_some())
    };
    let tables: Vec<Table> = tables.into_iter().filter(found).collect();
    let in_line = |line: &Span| {
        let content = line.of(text)?;
        tables.iter().find_map(|&wrong| {
            let span = runs(content, wrong, SHORT)?;
            Some((span.shift(line.start), wrong))
        })
    };
    lines.iter().filter_map(in_line).collect()
}

fn runs(line: &str, wrong: Table, least: usize) -> Option<Span> {
    let mut found: Option<Span> = None;
    let mut start = 0;
    while let Some(text) = line.get(start..).filter(|text| !text.is_empty()) {
        let mut shape = Shape::new(wrong);
        let length = text.find(|c| !shape.takes(c)).unwrap_or(text.len());
        if length == 0 {
            start += text.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let run = Span::new(start, start + length);
        if shape.tells(run.of(line).unwrap_or_default(), least) {
            found = Some(found.map_or(run, |before| before.join(run)));
        }
        start = run.end;
    }
    found
}

/// Bytes of UTF-8 of which some are missing between two characters.
struct Shape {
    wrong: Table,
    /// Characters, and those with a first byte.
    shown: usize,
    leads: usize,
}

impl Shape {
    const fn new(wrong: Table) -> Self {
        Self {
            wrong,
            shown: 0,
            leads: 0,
        }
    }

    /// Whether the character can stand in such a text.
    fn takes(&mut self, c: char) -> bool {
        if c == '\u{FFFD}' {
            return true;
        }
        let twin = self.wrong.twin(c).map(|(one, two)| Bytes::Two(one, two));
        let pairs = [self.wrong.encode(c), twin];
        let fit = pairs.into_iter().flatten().find_map(|bytes| match bytes {
            Bytes::One(byte) if is_lead(byte) => Some(1),
            Bytes::One(byte) if is_other(byte) => Some(0),
            Bytes::Two(one, two) if is_other(two) && (is_lead(one) || is_other(one)) => {
                Some(usize::from(is_lead(one)))
            }
            Bytes::Two(one, two) if is_other(one) && is_lead(two) => Some(1),
            _ => None,
        });
        self.shown += usize::from(fit.is_some());
        self.leads += fit.unwrap_or_default();
        fit.is_some()
    }

    /// Whether all that stands in this run would be strange in another text.
    fn tells(&self, run: &str, least: usize) -> bool {
        let odd = suspicion::count_odd(run);
        self.shown >= least
            && odd >= least.min(suspicion::STREAK)
            && (odd * 2 >= self.shown || self.shown >= LONG)
            && self.leads * 5 >= self.shown
            && self.leads < self.shown.max(2)
    }
}

/// First bytes of UTF-8, of the alphabets that Chinese pages have.
const fn is_lead(byte: u8) -> bool {
    matches!(byte, 0xC2 | 0xC3 | 0xCE..=0xD1 | 0xE2..=0xE9 | 0xEF)
}

const fn is_other(byte: u8) -> bool {
    matches!(byte, 0x80..=0xBF)
}

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

/// The characters between two parts of damage, or beside one, that share it:
/// the odd ones and what stands with them, and between two parts all of them.
pub(super) fn between(gap: &str, touches: [bool; 2], wrong: Table) -> Vec<Span> {
    let fits = |run: &Span| {
        let text = run.of(gap).unwrap_or_default();
        let touched = [run.start == 0, run.end == gap.len()];
        let touches = [touches[0] && touched[0], touches[1] && touched[1]];
        suspicion::has_odd(text)
            || touches == [true; 2]
            || touches != [false; 2] && text.contains('\u{FFFD}')
    };
    Runs::new(gap, wrong)
        .filter(|(_, shape)| shape.shown > 0)
        .map(|(run, _)| run)
        .filter(fits)
        .collect()
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

/// The part of a line in which most characters are marks of lost bytes, or odd:
/// those between were put together from the bytes around them, whatever the
/// tables were.
pub(super) fn among_marks(line: &str) -> Option<Span> {
    let is_damaged = |c: char| c == '\u{FFFD}' || suspicion::is_odd(c);
    let start = line.find(is_damaged)?;
    let (last, c) = line.char_indices().rfind(|&(_, c)| is_damaged(c))?;
    let span = Span::new(start, last + c.len_utf8());
    let within = span.of(line)?;
    let all = within.chars().filter(|c| !c.is_ascii()).count();
    let damaged = within.chars().filter(|&c| is_damaged(c)).count();
    let is_lost = within.contains('\u{FFFD}') && damaged * 2 >= all;
    (is_lost && suspicion::is_suspect(line)).then_some(span)
}

fn runs(line: &str, wrong: Table, least: usize) -> Option<Span> {
    let marks = line.matches('\u{FFFD}').count();
    if suspicion::count_odd(line) + marks < least.min(suspicion::STREAK) {
        return None;
    }
    Runs::new(line, wrong)
        .filter(|(run, shape)| shape.tells(run.of(line).unwrap_or_default(), least))
        .map(|(run, _)| run)
        .reduce(Span::join)
}

/// The runs of characters that have this shape.
struct Runs<'t> {
    text: &'t str,
    at: usize,
    wrong: Table,
}

impl<'t> Runs<'t> {
    const fn new(text: &'t str, wrong: Table) -> Self {
        Self { text, at: 0, wrong }
    }
}

impl Iterator for Runs<'_> {
    type Item = (Span, Shape);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.at..)?;
            let first = rest.chars().next()?;
            let mut shape = Shape::new(self.wrong);
            let length = rest.find(|c| !shape.takes(c)).unwrap_or(rest.len());
            let start = self.at;
            if length > 0 {
                self.at += length;
                return Some((Span::new(start, self.at), shape));
            }
            self.at += first.len_utf8();
        }
    }
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
        // Marks that part such characters are traces of others.
        let parts = run.split('\u{FFFD}').filter(|part| !part.is_empty());
        let odd = suspicion::count_odd(run) + parts.count().saturating_sub(1);
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

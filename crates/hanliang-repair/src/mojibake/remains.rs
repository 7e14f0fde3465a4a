//! What is left of a wrong decoding where too many bytes are gone to undo it:
//! characters whose bytes have the shape of UTF-8 with holes.

use hanliang_span::Span;

use super::suspicion;
use super::table::{Bytes, Table};
use crate::lost::count_marks;

/// The least number of characters of such a shape that chance does not give.
const LEAST: usize = 4;
/// The same where the page is known to have them.
const SHORT: usize = 2;
/// So many are no chance, whatever they are.
const LONG: usize = 12;

/// The characters between two parts of damage, or beside one, that share it:
/// the odd ones and what stands with them, between two parts all of them, and
/// what fits up to the next ASCII or the end. A question mark behind them is
/// one of lost bytes.
pub(super) fn between(gap: &str, touches: [bool; 2], wrong: Table) -> Vec<Span> {
    let fits = |run: &Span, shape: &Shape| {
        let text = run.of(gap).unwrap_or_default();
        let touched = [run.start == 0, run.end == gap.len()];
        let touches = [touches[0] && touched[0], touches[1] && touched[1]];
        let (before, behind) = (gap.get(..run.start), gap.get(run.end..));
        let is_bounded = before
            .and_then(|text| text.chars().next_back())
            .is_none_or(|c| c.is_ascii())
            && behind
                .and_then(|text| text.chars().next())
                .is_none_or(|c| c.is_ascii());
        suspicion::has_odd(text)
            || touches == [true; 2]
            || touches != [false; 2] && text.contains('\u{FFFD}')
            || is_bounded && shape.wide_leads > 0
    };
    Runs::new(gap, wrong)
        .filter(|(run, shape)| shape.shown > 0 && fits(run, shape))
        .map(|(run, _)| with_mark(gap, run))
        .collect()
}

/// The span, and the question mark behind it.
pub(super) fn with_mark(text: &str, span: Span) -> Span {
    let behind = text.get(span.end..).unwrap_or_default();
    let marks = usize::from(behind.starts_with('?'));
    Span::new(span.start, span.end + marks)
}

/// The parts of these lines that were UTF-8, each from the first run of this
/// shape to the last, and the table that showed them. Where a long run tells
/// which table it was, short ones will do.
pub(super) fn of_lines(text: &str, lines: &[Span]) -> Vec<(Span, Table)> {
    let lines = lines
        .iter()
        .filter_map(|&span| Some((span, Line::new(span.of(text)?))));
    let lines: Vec<(Span, Line<'_>)> = lines.collect();
    let tables = [Table::Latin1, Table::Gbk, Table::Big5];
    let is_found = |&wrong: &Table| {
        let mut lines = lines.iter();
        lines.any(|(_, line)| line.runs(wrong, LEAST).is_some())
    };
    let tables: Vec<Table> = tables.into_iter().filter(is_found).collect();
    let in_line = |(span, line): &(Span, Line<'_>)| {
        tables.iter().find_map(|&wrong| {
            let runs = line.runs(wrong, SHORT)?;
            Some((runs.shift(span.start), wrong))
        })
    };
    lines.iter().filter_map(in_line).collect()
}

/// A line that is asked for what each table would have left of it.
struct Line<'t> {
    text: &'t str,
    /// How many odd characters and marks it has.
    odd: usize,
}

impl<'t> Line<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            odd: suspicion::count_odd(text) + count_marks(text),
        }
    }

    /// From the first run to the last, if any tells.
    fn runs(&self, wrong: Table, least: usize) -> Option<Span> {
        if self.odd < least.min(suspicion::STREAK) {
            return None;
        }
        Runs::new(self.text, wrong)
            .filter(|(run, shape)| shape.tells(run.of(self.text).unwrap_or_default(), least))
            .map(|(run, _)| run)
            .reduce(Span::join)
    }
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
    /// Those with the first byte of an ideograph or its punctuation.
    wide_leads: usize,
}

impl Shape {
    const fn new(wrong: Table) -> Self {
        Self {
            wrong,
            shown: 0,
            leads: 0,
            wide_leads: 0,
        }
    }

    /// Whether the character can stand in such a text.
    fn takes(&mut self, c: char) -> bool {
        if c == '\u{FFFD}' {
            return true;
        }
        let twin = self.wrong.twin(c).map(|(one, two)| Bytes::Two(one, two));
        let pairs = [self.wrong.encode(c), twin];
        let lead = pairs.into_iter().flatten().find_map(|bytes| match bytes {
            Bytes::One(byte) if is_lead(byte) => Some(Some(byte)),
            Bytes::One(byte) if is_other(byte) => Some(None),
            Bytes::Two(one, two) if is_other(two) && (is_lead(one) || is_other(one)) => {
                Some(Some(one).filter(|&one| is_lead(one)))
            }
            Bytes::Two(one, two) if is_other(one) && is_lead(two) => Some(Some(two)),
            _ => None,
        });
        let first = lead.flatten();
        self.shown += usize::from(lead.is_some());
        self.leads += usize::from(first.is_some());
        self.wide_leads += usize::from(matches!(first, Some(0xE2..)));
        lead.is_some()
    }

    /// Whether all that stands in this run would be strange in another text.
    fn tells(&self, run: &str, least: usize) -> bool {
        let has_shape =
            self.shown >= least && self.leads * 5 >= self.shown && self.leads < self.shown.max(2);
        if !has_shape {
            return false;
        }
        // Marks that part such characters are traces of others.
        let parts = run.split('\u{FFFD}').filter(|part| !part.is_empty());
        let odd = suspicion::count_odd(run) + parts.count().saturating_sub(1);
        odd >= least.min(suspicion::STREAK) && (odd * 2 >= self.shown || self.shown >= LONG)
    }
}

/// First bytes of UTF-8, of the alphabets that Chinese pages have.
const fn is_lead(byte: u8) -> bool {
    matches!(byte, 0xC2 | 0xC3 | 0xCE..=0xD1 | 0xE2..=0xE9 | 0xEF)
}

const fn is_other(byte: u8) -> bool {
    matches!(byte, 0x80..=0xBF)
}

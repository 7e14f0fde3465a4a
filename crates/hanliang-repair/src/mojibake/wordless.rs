//! What makes no words among the marks of lost bytes, whatever the tables were.

use hanliang_span::Span;

use crate::lost::count_marks;
use crate::pinyin::Reader;

/// What a mark of lost bytes counts for damage, and a letter of Latin, in nats.
const MARK: f32 = 3.0;
const LETTER: f32 = -2.0;
/// The same of an ideograph that hardly a page has.
const RARE: f32 = 8.0;
/// What a character costs in sound text at most, by its words, in nats.
const WORDED: f32 = 9.0;
/// How many characters beside such a part have no words of their own.
const RUMP: usize = 2;
/// How many marks of lost bytes leave nothing to be read between them.
const MARKS: usize = 3;
/// How much more a part without words must cost than sound text.
const WORDLESS: f32 = 14.0;

/// The part of a text that costs most beyond sound text.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    start: usize,
    excess: f32,
    /// Where the excess was greatest.
    end: usize,
    most: f32,
    has_marks: bool,
    has_others: bool,
}

impl Part {
    /// Goes on by one character; gives the part before if that has come to its
    /// end.
    fn take(&mut self, at: usize, c: char, excess: f32) -> Option<Span> {
        if self.excess <= 0.0 {
            *self = Self {
                start: at,
                ..Self::default()
            };
        }
        self.excess += excess;
        self.has_marks |= matches!(c, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}');
        self.has_others |= c != '\u{FFFD}';
        if self.excess > self.most {
            self.most = self.excess;
            self.end = at + c.len_utf8();
        }
        if self.excess <= 0.0 || self.excess + WORDLESS < self.most {
            return self.finish();
        }
        None
    }

    fn finish(&mut self) -> Option<Span> {
        let part = core::mem::take(self);
        let is_lost = part.most >= WORDLESS && part.has_marks && part.has_others;
        is_lost.then(|| Span::new(part.start, part.end))
    }
}

/// The parts of a text that make no words and have marks of lost bytes in
/// them: what stands between the marks was put together from the bytes around
/// them, whatever the tables were.
pub(super) fn parts(text: &str) -> Vec<Span> {
    if let Some(all) = mostly_marks(text) {
        return vec![with_rump(text, all)];
    }
    let mut found: Vec<Span> = Vec::new();
    let mut reader = Reader::default();
    let mut part = Part::default();
    let mut last = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let before = reader.cost();
        reader.read(c);
        let is_trail = last == '\u{FFFD}'
            && matches!(c, '@'..='~')
            && !chars.peek().is_some_and(|(_, c)| c.is_ascii_alphanumeric());
        last = c;
        let excess = match c {
            '\u{FFFD}' => MARK,
            // The second byte of a pair whose first is gone.
            _ if is_trail => MARK,
            '\u{20000}'.. => RARE,
            // Of any language; the readings of spliced pages have marks too.
            '\0'..='\u{24F}' => LETTER,
            _ => reader.cost() - before - WORDED,
        };
        found.extend(part.take(at, c, excess));
    }
    found.extend(part.finish());
    found
        .into_iter()
        .map(|span| with_rump(text, span))
        .collect()
}

/// All that is not ASCII, where it is marks for the most part.
fn mostly_marks(text: &str) -> Option<Span> {
    let others = |c: char| !c.is_ascii() && c != '\u{FFFD}';
    let marks = count_marks(text);
    if marks < MARKS || !(1..=marks).contains(&text.matches(others).count()) {
        return None;
    }
    let start = text.find(|c: char| !c.is_ascii())?;
    let (last, c) = text.char_indices().rfind(|(_, c)| !c.is_ascii())?;
    Some(Span::new(start, last + c.len_utf8()))
}

/// The span, and what stands between it and ASCII or an end on either side if
/// that is too short to tell what it is.
fn with_rump(text: &str, span: Span) -> Span {
    let (before, behind) = (text.get(..span.start), text.get(span.end..));
    let short = |rump: &mut dyn Iterator<Item = char>| -> usize {
        let rump: String = rump.take_while(|&c| !c.is_ascii()).take(RUMP + 1).collect();
        let is_short = rump.chars().count() <= RUMP;
        if is_short { rump.len() } else { 0 }
    };
    let head = short(&mut before.unwrap_or_default().chars().rev());
    let behind = behind.unwrap_or_default();
    let tail = short(&mut behind.chars());
    // The second byte of a pair whose first is in the character before.
    let rest = behind.get(tail..).unwrap_or_default().as_bytes();
    let is_letter = |at: usize| rest.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let has_trail = matches!(rest.first(), Some(b'@'..=b'~')) && !is_letter(1);
    Span::new(span.start - head, span.end + tail + usize::from(has_trail))
}

use core::iter::FusedIterator;

use hanliang_span::Span;

/// The sentences of a text, in order, as byte spans into it.
///
/// A sentence ends at 。！？!?… with the quotation marks and brackets that
/// close there, or at the end of a line. It does not end at a decimal point
/// (3.5), in a web address, between brackets or inside 《》, nor where a
/// quotation goes on (“好！”的喊声). Spans carry no white space at their ends;
/// none is empty. Linear time, no allocation.
///
/// ```
/// use hanliang_document::sentences;
///
/// let text = "增长3.5%。“有信心！”他说。见《怎么办？》一书。";
/// let found: Vec<&str> = sentences(text).filter_map(|span| span.of(text)).collect();
/// assert_eq!(found, ["增长3.5%。", "“有信心！”", "他说。", "见《怎么办？》一书。"]);
/// ```
#[must_use]
pub const fn sentences(text: &str) -> Sentences<'_> {
    Sentences(Cutter::new(text, Cut::Sentence))
}

/// The clauses of a text, in order, as byte spans into it.
///
/// A clause ends where a sentence does and at ，；： and their half-width forms,
/// but not at the comma of 4,400 or the colon of 13:23. Enumerations (、) stay
/// together. Otherwise as [`sentences`].
///
/// ```
/// use hanliang_document::clauses;
///
/// let text = "共4,400户,占3.5%;其中、尤其是";
/// let found: Vec<&str> = clauses(text).filter_map(|span| span.of(text)).collect();
/// assert_eq!(found, ["共4,400户,", "占3.5%;", "其中、尤其是"]);
/// ```
#[must_use]
pub const fn clauses(text: &str) -> Clauses<'_> {
    Clauses(Cutter::new(text, Cut::Clause))
}

/// Iterator over sentences, see [`sentences`].
#[derive(Clone, Debug)]
pub struct Sentences<'t>(Cutter<'t>);

/// Iterator over clauses, see [`clauses`].
#[derive(Clone, Debug)]
pub struct Clauses<'t>(Cutter<'t>);

impl Iterator for Sentences<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        self.0.next_piece()
    }
}

impl Iterator for Clauses<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        self.0.next_piece()
    }
}

impl FusedIterator for Sentences<'_> {}
impl FusedIterator for Clauses<'_> {}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Sentence,
    Clause,
}

/// How far a bracket is looked for that closes an open one, in bytes. Beyond
/// that it is taken for a stray one.
const BRACKET_REACH: usize = 600;

/// Brackets whose inside is never cut, with what closes them.
const BRACKETS: [(char, char); 8] = [
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('〔', '〕'),
    ('[', ']'),
    ('［', '］'),
];

#[derive(Clone, Debug)]
struct Cutter<'t> {
    text: &'t str,
    cut: Cut,
    /// Where the next piece starts.
    at: usize,
    /// Up to where each kind of closing bracket is known to be absent.
    absent: [usize; BRACKETS.len()],
}

impl<'t> Cutter<'t> {
    const fn new(text: &'t str, cut: Cut) -> Self {
        Self {
            text,
            cut,
            at: 0,
            absent: [0; BRACKETS.len()],
        }
    }

    fn next_piece(&mut self) -> Option<Span> {
        let rest = self.text.get(self.at..)?.trim_start();
        if rest.is_empty() {
            self.at = self.text.len();
            return None;
        }
        let start = self.text.len() - rest.len();
        self.at = self.end_from(start);
        let piece = self.text.get(start..self.at)?.trim_end();
        Some(Span::new(start, start + piece.len()))
    }

    /// The end of the piece that starts at `start`, always beyond it.
    fn end_from(&mut self, start: usize) -> usize {
        let text = self.text;
        let mut at = start;
        // The end of the last web address.
        let mut address = start;
        loop {
            at = past_words(text, at);
            let Some(c) = self.char_at(at) else {
                return text.len();
            };
            let after = at + c.len_utf8();
            match c {
                '\n' | '\r' => return after,
                '。' | '！' | '？' | '!' | '?' | '…' | '｡' => {
                    let end = self.past_closers(after);
                    if !self.goes_on(end) {
                        return end;
                    }
                    at = end;
                    continue;
                }
                '.' | '．' if at > address && self.is_stop(start, at, after) => {
                    return self.past_closers(after);
                }
                ':' if text.as_bytes().get(after..after + 2) == Some(b"//") => {
                    at = past_address(text, after);
                    address = at;
                    continue;
                }
                '，' | '；' | '：' if self.cut == Cut::Clause => return after,
                ',' | ';' | ':' if self.cut == Cut::Clause && !self.in_number(at) => {
                    return after;
                }
                '《' | '〈' | '（' | '(' | '【' | '〔' | '[' | '［' => {
                    if let Some(close) = self.close_of(c, after) {
                        let opened = at;
                        let inside = text.get(after..close).unwrap_or_default();
                        let last = self.char_at(close);
                        at = close + last.map_or(0, char::len_utf8);
                        if opened == start && inside.ends_with(['。', '！', '？', '!', '?']) {
                            return at;
                        }
                        continue;
                    }
                }
                _ => {}
            }
            at = after;
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 {
            return Some(char::from(byte));
        }
        self.text.get(at..)?.chars().next()
    }

    /// Past further ends and what closes there.
    fn past_closers(&self, mut at: usize) -> usize {
        while let Some(c) = self.char_at(at) {
            match c {
                '。' | '！' | '？' | '!' | '?' | '…' | '”' | '’' | '」' | '』' | '）' | ')'
                | '】' | '》' | '〉' | '"' | '\'' => at += c.len_utf8(),
                _ => break,
            }
        }
        at
    }

    /// Whether the sentence goes on after marks that end at `at`.
    fn goes_on(&self, at: usize) -> bool {
        matches!(
            self.char_at(at),
            Some('，' | ',' | '、' | '；' | ';' | '：' | ':' | '的')
        )
    }

    /// Whether a full stop at `at` ends a sentence: after Han and not after a
    /// lone number (一.), or after a Latin word before a new one.
    fn is_stop(&self, start: usize, at: usize, after: usize) -> bool {
        let lead = self.text.get(start..at).unwrap_or_default();
        let Some(before) = lead.chars().next_back() else {
            return false;
        };
        let next = self.char_at(after);
        let blank = next.is_none_or(char::is_whitespace);
        if before.is_ascii() || ('！'..='～').contains(&before) {
            let rest = self.text.get(after..).unwrap_or_default();
            let word = rest.trim_start().chars().next();
            return blank
                && before.is_ascii_lowercase()
                && word.is_none_or(|c| c.is_ascii_uppercase() || !c.is_ascii());
        }
        let number = lead.len() <= 12 && lead.chars().all(|c| "一二三四五六七八九十".contains(c));
        !number && (blank || next.is_some_and(|c| !c.is_ascii()))
    }

    /// Whether the mark at `at` stands inside a number: 4,400 or 13:23.
    fn in_number(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let before = at.checked_sub(1).is_some_and(digit);
        match bytes.get(at) {
            Some(b',') => {
                before && digit(at + 1) && digit(at + 2) && digit(at + 3) && !digit(at + 4)
            }
            Some(b':') => before && digit(at + 1),
            _ => false,
        }
    }

    /// Where the bracket closes that `open` opened, if on this line and near.
    fn close_of(&mut self, open: char, from: usize) -> Option<usize> {
        let kind = BRACKETS.iter().position(|&(mark, _)| mark == open)?;
        let (_, close) = BRACKETS[kind];
        let mut end = (from + BRACKET_REACH).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let begin = self.absent[kind].max(from);
        let window = self.text.get(begin..end)?;
        for (offset, c) in window.char_indices() {
            if c == close {
                return Some(begin + offset);
            }
            if c == '\n' {
                self.absent[kind] = begin + offset;
                return None;
            }
        }
        self.absent[kind] = end;
        None
    }
}

/// The first place from `at` on where no Han character of the main block
/// begins, for none of them cuts a text: they begin with one of six bytes and
/// have three.
fn past_words(text: &str, mut at: usize) -> usize {
    while let Some(0xE4..=0xE9) = text.as_bytes().get(at) {
        at += 3;
    }
    at
}

/// The end of the web address whose `//` starts at `from`.
fn past_address(text: &str, from: usize) -> usize {
    let length = text
        .as_bytes()
        .iter()
        .skip(from)
        .take_while(|byte| byte.is_ascii_graphic() && !matches!(byte, b',' | b'"' | b')' | b';'))
        .count();
    from + length
}

use hanliang_span::{EditMap, Span};

use crate::decode::{Decoded, Origin};
use crate::repaired::Repaired;

/// From places in a decoded or repaired text to places in the bytes that it
/// was read from.
///
/// Made when asked for, in time linear in the bytes, by
/// [`Decoded::byte_map`] and [`Repaired::byte_map`]; look-ups are binary
/// searches.
///
/// ```
/// use hanliang_repair::{Span, repair_bytes};
///
/// let page = b"\xC8\xCB\xBF\xDA&nbsp;30\xCD\xF2"; // 人口&nbsp;30万
/// let repaired = repair_bytes(page);
/// let place = repaired.text.find("30万").unwrap();
/// let bytes = repaired.byte_map(page).to_bytes(Span::new(place, place + 5));
/// assert_eq!(page.get(bytes.range()), Some(&b"30\xCD\xF2"[..]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByteMap {
    edits: EditMap,
    runs: Runs,
}

impl ByteMap {
    /// Where a span of the text stood in the bytes.
    ///
    /// A span never loses what it covered: of an edit that it touches, and of
    /// a character, it has all bytes. Beyond the text it ends with the bytes.
    #[must_use]
    pub fn to_bytes(&self, span: Span) -> Span {
        self.runs.to_bytes(self.edits.to_source(span))
    }
}

impl Origin {
    /// The map of a text that was decoded so from these bytes and then edited.
    /// Of other bytes it means nothing.
    #[must_use]
    pub fn byte_map(&self, bytes: &[u8], edits: EditMap) -> ByteMap {
        let runs = self.runs(bytes);
        ByteMap { edits, runs }
    }
}

impl Decoded<'_> {
    /// The map to the bytes that were decoded, which must be the same.
    #[must_use]
    pub fn byte_map(&self, bytes: &[u8]) -> ByteMap {
        self.origin.byte_map(bytes, EditMap::default())
    }
}

impl Repaired<'_> {
    /// The map to the bytes that were repaired, which must be the same; for a
    /// text, to the text.
    #[must_use]
    pub fn byte_map(&self, bytes: &[u8]) -> ByteMap {
        self.origin.byte_map(bytes, self.map())
    }
}

/// A text as stretches of characters that take up the same numbers of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Runs {
    runs: Vec<Run>,
    /// Where the next run starts.
    text: usize,
    bytes: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: usize,
    bytes: usize,
    /// What each character of it takes up.
    in_text: usize,
    in_bytes: usize,
    count: usize,
}

impl Runs {
    /// None yet, behind so many bytes that stand for nothing.
    pub(crate) const fn new(mark: usize) -> Self {
        Self {
            runs: Vec::new(),
            text: 0,
            bytes: mark,
        }
    }

    /// Bytes that stand for nothing.
    pub(crate) fn skip(&mut self, bytes: usize) {
        self.bytes += bytes;
    }

    /// So many characters, each of which takes up so much.
    pub(crate) fn push(&mut self, in_text: usize, in_bytes: usize, count: usize) {
        if count == 0 {
            return;
        }
        match self.runs.last_mut() {
            Some(last)
                if (last.in_text, last.in_bytes) == (in_text, in_bytes)
                    && last.bytes + last.count * in_bytes == self.bytes =>
            {
                last.count += count;
            }
            _ => self.runs.push(Run {
                text: self.text,
                bytes: self.bytes,
                in_text,
                in_bytes,
                count,
            }),
        }
        self.text += in_text * count;
        self.bytes += in_bytes * count;
    }

    fn to_bytes(&self, span: Span) -> Span {
        let start = self.run_at(span.start, |run, before| before / run.in_text);
        if span.is_empty() {
            return Span::at(start);
        }
        let end = self.run_at(span.end - 1, |run, before| before / run.in_text + 1);
        Span::new(start, end.max(start))
    }

    /// The place in the bytes of the character at a place in the text, of which
    /// `count` tells how many of its run stand before.
    fn run_at(&self, at: usize, count: impl Fn(&Run, usize) -> usize) -> usize {
        if at >= self.text {
            return self.bytes;
        }
        let behind = self.runs.partition_point(|run| run.text <= at);
        let run = behind.checked_sub(1).and_then(|last| self.runs.get(last));
        run.map_or(0, |run| {
            run.bytes + run.in_bytes * count(run, at - run.text)
        })
    }
}

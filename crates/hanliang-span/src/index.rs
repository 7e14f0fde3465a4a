/// A place as an editor shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Unicode scalar value within the line, from 1.
    pub column: usize,
}

/// How many bytes lie between two remembered places: a query walks at most
/// this far, and the index takes one word for each.
const STRIDE: usize = 256;

/// From bytes to Unicode scalar values, lines and columns.
///
/// Built once for a text in linear time; each query is a binary search or a
/// short walk. It borrows the text and keeps about 4 % of its size, and one
/// word for each line.
///
/// ```
/// use hanliang_span::{Position, TextIndex};
///
/// let index = TextIndex::new("第一行\n第二行");
/// assert_eq!(index.scalar(9), 3);
/// assert_eq!(index.position(13), Position { line: 2, column: 2 });
/// ```
#[derive(Clone, Debug)]
pub struct TextIndex<'t> {
    text: &'t str,
    /// Scalars before byte `i * STRIDE`.
    scalars: Vec<usize>,
    /// Offsets at which a line starts; the first is 0.
    lines: Vec<usize>,
}

impl<'t> TextIndex<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut scalars = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut lines = vec![0];
        let mut count = 0;
        for (offset, &byte) in text.as_bytes().iter().enumerate() {
            if offset % STRIDE == 0 {
                scalars.push(count);
            }
            count += usize::from(is_leading(byte));
            if byte == b'\n' {
                lines.push(offset + 1);
            }
        }
        Self {
            text,
            scalars,
            lines,
        }
    }

    /// How many Unicode scalar values start before the byte `offset`: for an
    /// offset on a boundary, the index Python's `str` uses. An offset beyond
    /// the end counts as the end.
    #[must_use]
    pub fn scalar(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let Some(last) = self.scalars.len().checked_sub(1) else {
            return 0;
        };
        let block = (offset / STRIDE).min(last);
        self.scalars[block] + count_leading(&self.text.as_bytes()[block * STRIDE..offset])
    }

    /// Line and column of the byte `offset`, both from 1. Lines end at `\n`.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines[line - 1];
        Position {
            line,
            column: self.scalar(offset) - self.scalar(start) + 1,
        }
    }
}

fn is_leading(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn count_leading(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_leading(byte)).count()
}

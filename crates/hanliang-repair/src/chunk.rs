use std::io::{self, BufRead};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::byte_map::ByteMap;
use crate::decode;
use crate::repaired::Repaired;
use crate::repairer::Repairer;

/// How much of the input makes a chunk, in bytes, unless set otherwise.
const CHUNK: usize = 1 << 20;
/// The least size of a chunk: what is decided for a page needs a page.
const LEAST: usize = 1 << 10;

/// A part of an input: whole lines, decoded and repaired by themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Chunk {
    /// Where it starts, in bytes of the input.
    pub offset: u64,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its text. All places in it count from the start of the chunk, those in
    /// bytes too.
    pub repaired: Repaired<'static>,
}

impl Chunk {
    /// The map to its bytes, whose places count from the start of the chunk:
    /// [`offset`](Self::offset) further on they are places in the input.
    ///
    /// ```
    /// use hanliang_repair::Repairer;
    ///
    /// let input = b"\xC8\xCB\xBF\xDA\n\xE4\xBA\xBA\xE5\x8F\xA3 30\xE4\xB8\x87\xFF.\n"; // a stray byte
    /// let mut lost = Vec::new();
    /// for line in Repairer::new().lines(&input[..]) {
    ///     let line = line?;
    ///     let map = line.byte_map();
    ///     for loss in &line.repaired.losses {
    ///         lost.push(line.offset + map.to_bytes(loss.span).start as u64);
    ///     }
    /// }
    /// assert_eq!(lost, [17]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn byte_map(&self) -> ByteMap {
        self.repaired.byte_map(&self.bytes)
    }
}

/// Chunks of lines of an input that need not fit in memory.
///
/// Made by [`Repairer::chunks`].
#[derive(Clone, Debug)]
pub struct Chunks<R> {
    repairer: Repairer,
    reader: R,
    size: usize,
    offset: u64,
    /// What was read beyond the last line end.
    rest: Vec<u8>,
    /// The encoding of the first chunk, and so of all.
    encoding: Option<&'static Encoding>,
    done: bool,
}

impl Repairer {
    /// Repairs an input chunk by chunk, in memory bounded by the size of a
    /// chunk: one MiB, rounded down to whole lines. A longer line is cut.
    ///
    /// The encoding is that of the first chunk, but for lines that are UTF-8
    /// among others, or GB18030 or Big5 among UTF-8: [`lines`](Self::lines)
    /// finds that of each. What is decided for a page as a whole is decided
    /// for each chunk.
    ///
    /// ```
    /// use hanliang_repair::Repairer;
    ///
    /// let input: &[u8] = "鍏ㄥ競鍏辨湁鍏氬憳涓囧悕\n第二行".as_bytes();
    /// let mut text = String::new();
    /// for chunk in Repairer::new().chunks(input) {
    ///     text.push_str(&chunk?.repaired.text);
    /// }
    /// assert_eq!(text, "全市共有党员万名\n第二行");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn chunks<R: BufRead>(&self, reader: R) -> Chunks<R> {
        Chunks {
            repairer: self.clone(),
            reader,
            size: CHUNK,
            offset: 0,
            rest: Vec::new(),
            encoding: None,
            done: false,
        }
    }
}

impl Repairer {
    /// Repairs an input whose lines are documents, each with an encoding of
    /// its own; in memory bounded by the longest line.
    ///
    /// A line keeps its end. A line ends with the byte of a line feed, so that
    /// UTF-16 is for [`chunks`](Self::chunks).
    ///
    /// ```
    /// use hanliang_repair::Repairer;
    ///
    /// let mixed = b"\xC8\xCB\xBF\xDA\n\xA4\xA4\xB5\xD8\xA5\xC1\xB0\xEA\n";
    /// let mut read = Vec::new();
    /// for line in Repairer::new().lines(&mixed[..]) {
    ///     let repaired = line?.repaired;
    ///     read.push((repaired.encoding, repaired.text));
    /// }
    /// assert_eq!(read, [("GB18030", "人口\n".into()), ("Big5", "中華民國\n".into())]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn lines<R: BufRead>(&self, reader: R) -> Lines<R> {
        Lines {
            repairer: self.clone(),
            reader,
            offset: 0,
            done: false,
        }
    }
}

/// The lines of an input, each a [`Chunk`] by itself.
///
/// Made by [`Repairer::lines`].
#[derive(Clone, Debug)]
pub struct Lines<R> {
    repairer: Repairer,
    reader: R,
    offset: u64,
    done: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = io::Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let mut bytes = Vec::new();
        match self.reader.read_until(b'\n', &mut bytes) {
            Ok(0) => {
                self.done = true;
                None
            }
            Ok(length) => {
                let repaired = self.repairer.repair_bytes(&bytes).into_owned();
                let offset = self.offset;
                self.offset = end(offset, length);
                Some(Ok(Chunk {
                    offset,
                    bytes,
                    repaired,
                }))
            }
            Err(error) => {
                self.done = true;
                Some(Err(error))
            }
        }
    }
}

impl<R: BufRead> core::iter::FusedIterator for Lines<R> {}

/// Where a part of an input ends.
fn end(offset: u64, length: usize) -> u64 {
    offset.saturating_add(u64::try_from(length).unwrap_or(u64::MAX))
}

impl<R> Chunks<R> {
    /// With chunks of about so many bytes, and no fewer than 1024.
    ///
    /// ```
    /// use hanliang_repair::Repairer;
    ///
    /// let input = "一行文字。\n".repeat(1000);
    /// let chunks: Vec<_> = Repairer::new().chunks(input.as_bytes()).size(4096).flatten().collect();
    /// assert!(chunks.len() > 3 && chunks[1].offset == chunks[0].repaired.text.len() as u64);
    /// ```
    #[must_use]
    pub fn size(mut self, bytes: usize) -> Self {
        self.size = bytes.max(LEAST);
        self
    }
}

impl<R: BufRead> Chunks<R> {
    /// Reads until the chunk is full or the input ends.
    fn fill(&mut self) -> io::Result<()> {
        while self.rest.len() < self.size && !self.done {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let length = buffer.len().min(self.size - self.rest.len());
            self.done = length == 0;
            self.rest
                .extend_from_slice(buffer.get(..length).unwrap_or_default());
            self.reader.consume(length);
        }
        Ok(())
    }

    fn next_chunk(&mut self) -> io::Result<Option<Chunk>> {
        self.fill()?;
        if self.rest.is_empty() {
            return Ok(None);
        }
        let length = if self.done {
            self.rest.len()
        } else {
            self.end_of_lines()
        };
        let later = self.rest.split_off(length);
        let bytes = core::mem::replace(&mut self.rest, later);
        let (decoded, encoding) = decode::next_part(&bytes, self.encoding);
        self.encoding = Some(encoding);
        let repaired = self.repairer.repair_decoded(decoded).into_owned();
        let offset = self.offset;
        self.offset = end(offset, length);
        Ok(Some(Chunk {
            offset,
            bytes,
            repaired,
        }))
    }

    /// Where the last whole line ends; if there is none, before the last
    /// bytes that could belong to a character that goes on.
    fn end_of_lines(&self) -> usize {
        let encoding = self.encoding.unwrap_or_else(|| decode::guess(&self.rest));
        let pairs = encoding == UTF_16LE || encoding == UTF_16BE;
        let ends = memchr::memrchr_iter(b'\n', &self.rest).map(|at| match encoding {
            _ if !pairs => at + 1,
            _ if encoding == UTF_16LE => at + 2,
            _ => at + 1,
        });
        let limit = self.rest.len();
        let line = ends
            .filter(|end| !pairs || end % 2 == 0)
            .find(|&end| 0 < end && end <= limit);
        line.unwrap_or_else(|| decode::cut(&self.rest, encoding))
    }
}

impl<R: BufRead> Iterator for Chunks<R> {
    type Item = io::Result<Chunk>;

    fn next(&mut self) -> Option<Self::Item> {
        let chunk = self.next_chunk();
        if chunk.is_err() {
            self.done = true;
            self.rest.clear();
        }
        chunk.transpose()
    }
}

impl<R: BufRead> core::iter::FusedIterator for Chunks<R> {}

use std::io::{self, BufRead};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use crate::decode;
use crate::repaired::Repaired;
use crate::repairer::Repairer;

/// How much of the input makes a block, in bytes, unless set otherwise.
const BLOCK: usize = 1 << 20;
/// The least size of a block: what is decided for a page needs a page.
const LEAST: usize = 1 << 10;

/// A part of an input: whole lines, decoded and repaired by themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where it starts, in bytes of the input.
    pub offset: u64,
    /// Its text. All spans in it count from the start of the block.
    pub repaired: Repaired<'static>,
}

/// Blocks of lines of an input that need not fit in memory.
///
/// Made by [`Repairer::blocks`].
#[derive(Clone, Debug)]
pub struct Blocks<R> {
    repairer: Repairer,
    reader: R,
    size: usize,
    offset: u64,
    /// What was read beyond the last line end.
    rest: Vec<u8>,
    /// The encoding of the first block, and so of all.
    encoding: Option<&'static Encoding>,
    done: bool,
}

impl Repairer {
    /// Repairs an input block by block, in memory bounded by the size of a
    /// block: one MiB, rounded down to whole lines. A longer line is cut.
    ///
    /// The encoding is that of the first block. What is decided for a page as
    /// a whole is decided for each block.
    ///
    /// ```
    /// use hanliang_repair::Repairer;
    ///
    /// let input: &[u8] = "鍏ㄥ競鍏辨湁鍏氬憳涓囧悕\n第二行".as_bytes();
    /// let mut text = String::new();
    /// for block in Repairer::new().blocks(input) {
    ///     text.push_str(&block?.repaired.text);
    /// }
    /// assert_eq!(text, "全市共有党员万名\n第二行");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn blocks<R: BufRead>(&self, reader: R) -> Blocks<R> {
        Blocks {
            repairer: self.clone(),
            reader,
            size: BLOCK,
            offset: 0,
            rest: Vec::new(),
            encoding: None,
            done: false,
        }
    }
}

impl<R> Blocks<R> {
    /// With blocks of about so many bytes, and no fewer than 1024.
    ///
    /// ```
    /// use hanliang_repair::Repairer;
    ///
    /// let input = "一行文字。\n".repeat(1000);
    /// let blocks: Vec<_> = Repairer::new().blocks(input.as_bytes()).size(4096).flatten().collect();
    /// assert!(blocks.len() > 3 && blocks[1].offset == blocks[0].repaired.text.len() as u64);
    /// ```
    #[must_use]
    pub fn size(mut self, bytes: usize) -> Self {
        self.size = bytes.max(LEAST);
        self
    }
}

impl<R: BufRead> Blocks<R> {
    /// Reads until the block is full or the input ends.
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

    fn next_block(&mut self) -> io::Result<Option<Block>> {
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
        self.offset = offset.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
        Ok(Some(Block { offset, repaired }))
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

impl<R: BufRead> Iterator for Blocks<R> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        let block = self.next_block();
        if block.is_err() {
            self.done = true;
            self.rest.clear();
        }
        block.transpose()
    }
}

impl<R: BufRead> core::iter::FusedIterator for Blocks<R> {}

//! Where the characters of a decoded text stood in its bytes.

use encoding_rs::{Encoding, GB18030, GBK, UTF_8};
use hanliang_span::Span;

use super::hz;
use crate::byte_map::Runs;

/// How the bytes of an input were read, as far as one must know to find the
/// places of the text in them: for [`Decoded::byte_map`](crate::Decoded::byte_map)
/// and [`Repaired::byte_map`](crate::Repaired::byte_map).
///
/// It holds no places itself, and costs nothing to make. The default is that
/// of text: the bytes are those of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The length of the byte order mark.
    mark: usize,
    reader: Reader,
    /// The stretches that were read otherwise, in order.
    others: Vec<Stretch>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Decoder(&'static Encoding),
    Hz,
    /// No reader: one U+FFFD for all of the bytes.
    Mark,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    bytes: Span,
    reader: Reader,
}

impl Default for Origin {
    fn default() -> Self {
        Self::of(0, UTF_8)
    }
}

impl Origin {
    /// Of bytes that one decoder reads, behind a byte order mark.
    pub(crate) const fn of(mark: usize, encoding: &'static Encoding) -> Self {
        Self {
            mark,
            reader: Reader::Decoder(encoding),
            others: Vec::new(),
        }
    }

    pub(super) const fn hz() -> Self {
        Self {
            mark: 0,
            reader: Reader::Hz,
            others: Vec::new(),
        }
    }

    /// A stretch behind those before it was read with another decoder, or, if
    /// there is none, as a U+FFFD.
    pub(super) fn push(&mut self, bytes: Span, encoding: Option<&'static Encoding>) {
        self.others.push(Stretch {
            bytes: bytes.shift(self.mark),
            reader: encoding.map_or(Reader::Mark, Reader::Decoder),
        });
    }

    /// What each stretch of the text takes up in the bytes.
    pub(crate) fn runs(&self, bytes: &[u8]) -> Runs {
        let mut runs = Runs::new(self.mark);
        let mut at = self.mark;
        for other in &self.others {
            read(
                bytes,
                Span::new(at, other.bytes.start),
                self.reader,
                &mut runs,
            );
            read(bytes, other.bytes, other.reader, &mut runs);
            at = other.bytes.end;
        }
        read(
            bytes,
            Span::new(at, bytes.len().max(at)),
            self.reader,
            &mut runs,
        );
        runs
    }
}

fn read(bytes: &[u8], span: Span, reader: Reader, runs: &mut Runs) {
    let Some(bytes) = bytes.get(span.range()).filter(|bytes| !bytes.is_empty()) else {
        return;
    };
    match reader {
        Reader::Mark => runs.push(MARK, bytes.len(), 1),
        Reader::Hz => hz::runs(bytes, runs),
        Reader::Decoder(encoding) if encoding == UTF_8 => {
            for chunk in bytes.utf8_chunks() {
                runs.push(1, 1, chunk.valid().len());
                if !chunk.invalid().is_empty() {
                    runs.push(MARK, chunk.invalid().len(), 1);
                }
            }
        }
        Reader::Decoder(encoding) => decode(bytes, encoding, runs),
    }
}

/// The length of U+FFFD.
const MARK: usize = '\u{FFFD}'.len_utf8();

/// Reads byte by byte, so that it shows which of them each character took.
pub(super) fn decode(bytes: &[u8], encoding: &'static Encoding, runs: &mut Runs) {
    use encoding_rs::DecoderResult::{InputEmpty, Malformed, OutputFull};

    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = [0; 64];
    let (mut start, mut at) = (0, 0);
    loop {
        let is_last = at == bytes.len();
        let next = bytes.get(at..at + 1).unwrap_or_default();
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(next, &mut out, is_last);
        at += read;
        let (end, error) = match result {
            InputEmpty | OutputFull => (at, 0),
            Malformed(length, beyond) => {
                let end = at.saturating_sub(usize::from(beyond));
                (end.saturating_sub(usize::from(length)), usize::from(length))
            }
        };
        if written > 0 {
            runs.push(written, end.saturating_sub(start), 1);
            start = end;
        }
        match result {
            Malformed(_, beyond) => {
                runs.push(MARK, (end + error).saturating_sub(start), 1);
                start = end + error;
                // What the decoder holds back is read from its own place.
                if beyond > 0 && [GB18030, GBK].contains(&encoding) {
                    decoder = encoding.new_decoder_without_bom_handling();
                    at = start;
                }
            }
            InputEmpty if is_last => break,
            InputEmpty | OutputFull => {}
        }
    }
}

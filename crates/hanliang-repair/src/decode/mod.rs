//! Bytes to text: which encoding, and what was lost.

mod detect;
mod doubt;
mod hz;
mod lossy;
mod origin;
mod pairs;
mod step;

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8};

use crate::error::{Error, ErrorKind};
use crate::record::Loss;

pub use origin::Origin;

/// Bytes as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, without byte order mark: borrowed if the bytes were UTF-8.
    pub text: Cow<'b, str>,
    /// The name of the encoding, as WHATWG writes it where it knows it:
    /// "UTF-8", "GB18030" (for GBK and GB 2312 too), "Big5" (with HKSCS),
    /// "UTF-16LE", "UTF-16BE", "HZ-GB-2312", `Shift_JIS` and so on.
    pub encoding: &'static str,
    /// The places where bytes were no character. U+FFFD stands there; the
    /// detail has the bytes and their offset in the input. Where a byte that
    /// was lost may as well have stood elsewhere, the characters between are
    /// there too, and their detail ends with "in doubt".
    pub losses: Vec<Loss>,
    /// How the bytes were read, for [`byte_map`](Self::byte_map).
    pub origin: Origin,
}

/// Decodes bytes of an unknown encoding. Never fails.
///
/// A byte order mark decides; then valid UTF-8; then the reading that makes
/// the likeliest text of UTF-16 without mark, GB18030, Big5 with HKSCS,
/// HZ-GB-2312, UTF-8 with stray bytes, and what `chardetng` guesses. In UTF-8
/// with stray bytes, a line that is good GB18030 or Big5 is read as that, and
/// in those a line that is good UTF-8, be a few of its characters broken or cut
/// off; a line of pairs that a stray or lost byte has put out of step loses that
/// byte alone.
///
/// Takes time linear in the input; allocates unless the bytes are UTF-8.
///
/// ```
/// use hanliang_repair::decode;
///
/// let gbk = b"\xD6\xD0\xB9\xFA\xC8\xCB\xC3\xF1"; // 中国人民
/// let decoded = decode(gbk);
/// assert_eq!(decoded.text, "中国人民");
/// assert_eq!(decoded.encoding, "GB18030");
///
/// let hz = decode(b"~{VPND~} and ASCII"); // 中文
/// assert_eq!(hz.text, "中文 and ASCII");
/// assert_eq!(hz.encoding, "HZ-GB-2312");
///
/// let cut = decode(b"\xE4\xB8\xAD\xE6\x96"); // 中, and two bytes of 文
/// assert_eq!(cut.text, "中\u{FFFD}");
/// assert_eq!(cut.losses[0].damage.name(), "truncated-character");
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, length)) = detect::byte_order_mark(bytes) {
        return read(bytes, length, encoding);
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes)
        && memchr::memchr(0, bytes).is_none()
    {
        return hz::decode(text).unwrap_or(Decoded {
            text: Cow::Borrowed(text),
            encoding: UTF_8.name(),
            losses: Vec::new(),
            origin: Origin::default(),
        });
    }
    read(bytes, 0, detect::guess(bytes, None))
}

/// Decodes bytes that say what they are, in a header or a `meta` element.
///
/// The name is believed unless the bytes say otherwise: a byte order mark or
/// valid UTF-8 with characters beyond ASCII overrules it, and so does a
/// reading that makes far likelier text. A name that means nothing is
/// ignored. Never fails.
///
/// ```
/// use hanliang_repair::decode_as;
///
/// // Declared as gb2312, but it is UTF-8.
/// let lied = decode_as("统计公报".as_bytes(), "gb2312");
/// assert_eq!((&*lied.text, lied.encoding), ("统计公报", "UTF-8"));
/// ```
#[must_use]
pub fn decode_as<'b>(bytes: &'b [u8], label: &str) -> Decoded<'b> {
    let Some(declared) = Encoding::for_label(label.trim().as_bytes()) else {
        return decode(bytes);
    };
    if detect::byte_order_mark(bytes).is_some() || simdutf8::basic::from_utf8(bytes).is_ok() {
        return decode(bytes);
    }
    read(bytes, 0, detect::guess(bytes, Some(declared)))
}

/// Decodes bytes of a known encoding and accepts no loss.
///
/// ```
/// use hanliang_repair::{ErrorKind, decode_strict};
///
/// assert_eq!(decode_strict(b"\xA4\xA4\xA4\xE5", "big5").unwrap(), "中文");
///
/// let error = decode_strict(b"ok \xFF", "gbk").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidBytes);
/// assert_eq!(error.span().unwrap().start, 3);
/// ```
///
/// # Errors
///
/// [`ErrorKind::UnknownEncoding`] if WHATWG knows no encoding by the label;
/// [`ErrorKind::InvalidBytes`] at the first bytes that are no character, with
/// their place in the input.
pub fn decode_strict<'b>(bytes: &'b [u8], label: &str) -> Result<Cow<'b, str>, Error> {
    let encoding = Encoding::for_label(label.trim().as_bytes())
        .ok_or_else(|| Error::new(ErrorKind::UnknownEncoding, None))?;
    if encoding == UTF_8 {
        return match core::str::from_utf8(bytes) {
            Ok(text) => Ok(Cow::Borrowed(text.strip_prefix('\u{FEFF}').unwrap_or(text))),
            Err(error) => Err(Error::at(
                ErrorKind::InvalidBytes,
                error.valid_up_to(),
                error
                    .error_len()
                    .unwrap_or(bytes.len() - error.valid_up_to()),
            )),
        };
    }
    let (text, invalid) = lossy::decode(bytes, encoding);
    match invalid.first() {
        Some(first) => Err(Error::at(
            ErrorKind::InvalidBytes,
            first.source.start,
            first.source.len(),
        )),
        None => Ok(Cow::Owned(text)),
    }
}

/// The encoding that the start of an input shows.
pub(crate) fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = detect::byte_order_mark(bytes) {
        return encoding;
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(_) if memchr::memchr(0, bytes).is_none() => UTF_8,
        _ => detect::guess(bytes, None),
    }
}

/// Decodes the next part of an input whose encoding is known from the parts
/// before, or else found.
pub(crate) fn next_part<'b>(
    bytes: &'b [u8],
    encoding: Option<&'static Encoding>,
) -> (Decoded<'b>, &'static Encoding) {
    match encoding {
        None => (decode(bytes), guess(bytes)),
        // Of a part in ASCII nothing can be told; the next one may tell.
        Some(known) if known == UTF_8 => (decode(bytes), guess(bytes)),
        Some(known) => (read(bytes, 0, known), known),
    }
}

/// Where to cut bytes that have no line end: not inside a character.
pub(crate) fn cut(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let (_, invalid) = lossy::decode(bytes, encoding);
    match invalid.last() {
        Some(last) if last.at_end && last.source.start > 0 => last.source.start,
        _ => bytes.len(),
    }
}

/// Reads what follows the byte order mark, with all losses.
fn read<'b>(bytes: &'b [u8], mark: usize, encoding: &'static Encoding) -> Decoded<'b> {
    let body = bytes.get(mark..).unwrap_or_default();
    let mut origin = Origin::of(mark, encoding);
    if encoding == UTF_8
        && let Ok(text) = simdutf8::basic::from_utf8(body)
    {
        return Decoded {
            text: Cow::Borrowed(text),
            encoding: UTF_8.name(),
            losses: Vec::new(),
            origin,
        };
    }
    let (text, invalid) = if [UTF_8, GB18030, GBK, BIG5].contains(&encoding) {
        lossy::decode_mixed(body, encoding, &mut origin)
    } else {
        lossy::decode(body, encoding)
    };
    Decoded {
        text: Cow::Owned(text),
        encoding: detect::name(encoding),
        losses: invalid.iter().map(|place| place.loss(body, mark)).collect(),
        origin,
    }
}

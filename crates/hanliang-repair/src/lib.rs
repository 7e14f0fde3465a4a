//! Damaged bytes to clean Chinese text, every edit logged.
//!
//! ```
//! let repaired = hanliang_repair::repair("干净的文本");
//! assert_eq!(repaired.text, "干净的文本");
//! assert!(repaired.edits.is_empty());
//! ```

mod decode;
mod pinyin;
mod record;
mod repaired;

pub use hanliang_span::{EditMap, Span};

pub use decode::{Decoded, decode};
pub use record::{Damage, Edit, Loss, Signal, SignalKind};
pub use repaired::Repaired;

use std::borrow::Cow;

/// Repairs a text with the default set of fixes.
#[must_use]
pub fn repair(text: &str) -> Repaired<'_> {
    let (text, edits, losses) = match pinyin::repair(text) {
        Some((text, edits, losses)) => (Cow::Owned(text), edits, losses),
        None => (Cow::Borrowed(text), Vec::new(), Vec::new()),
    };
    Repaired {
        text,
        encoding: "UTF-8",
        edits,
        losses,
        signals: Vec::new(),
    }
}

/// Decodes bytes and repairs the text with the default set of fixes.
#[must_use]
pub fn repair_bytes(bytes: &[u8]) -> Repaired<'_> {
    let decoded = decode(bytes);
    Repaired {
        text: decoded.text,
        encoding: decoded.encoding,
        edits: Vec::new(),
        losses: decoded.losses,
        signals: Vec::new(),
    }
}

//! Damaged bytes to clean Chinese text, every edit logged.
//!
//! ```
//! let repaired = hanliang_repair::repair("干净的文本");
//! assert_eq!(repaired.text, "干净的文本");
//! assert!(repaired.edits.is_empty());
//! ```

mod decode;
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
    Repaired {
        text: Cow::Borrowed(text),
        encoding: "UTF-8",
        edits: Vec::new(),
        losses: Vec::new(),
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

//! Damaged bytes to clean Chinese text, every edit logged.
//!
//! ```
//! let repaired = hanliang_repair::repair("干净的文本");
//! assert_eq!(repaired.text, "干净的文本");
//! assert!(repaired.edits.is_empty());
//! ```

mod block;
mod decode;
mod error;
mod fix;
mod form;
mod han;
mod lost;
mod mojibake;
pub mod pinyin;
mod plausibility;
mod record;
mod repaired;
mod repairer;
mod rewrite;
mod scan;
mod signal;

pub use hanliang_span::{EditMap, Span};

pub use block::{Block, Blocks};
pub use decode::{Decoded, decode, decode_as, decode_strict};
pub use error::{Error, ErrorKind};
pub use fix::Fix;
pub use record::{Damage, Edit, Loss, Signal, SignalKind};
pub use repaired::Repaired;
pub use repairer::{Repairer, repair, repair_bytes};

//! Damaged bytes to clean Chinese text: finds the encoding, undoes the damage
//! that can be undone, names what is lost, and logs every edit.
//!
//! ```
//! use std::borrow::Cow;
//! use hanliang_repair::{repair, repair_bytes};
//!
//! // UTF-8 that was read as GBK.
//! let repaired = repair("鍏ㄥ競鍏辨湁鍏氬憳涓囧悕");
//! assert_eq!(repaired.text, "全市共有党员万名");
//! assert_eq!(repaired.edits[0].damage.name(), "mojibake-utf8-as-gbk");
//!
//! // Bytes of an unknown encoding.
//! let repaired = repair_bytes(b"\xA4\xA4\xB5\xD8\xA5\xC1\xB0\xEA");
//! assert_eq!((&*repaired.text, repaired.encoding), ("中華民國", "Big5"));
//!
//! // Clean text is borrowed and has no edits.
//! let clean = repair("重(chóng)庆，“山城”。");
//! assert!(matches!(clean.text, Cow::Borrowed(_)) && clean.edits.is_empty());
//! ```
//!
//! The main types:
//!
//! - [`repair`] and [`repair_bytes`] do the common case; a [`Repairer`]
//!   chooses among the [`Fix`]es, and reads inputs larger than memory with
//!   [`Repairer::chunks`], or with [`Repairer::lines`] where each line is a
//!   document with an encoding of its own.
//! - [`Repaired`] has the text, each [`Edit`], each [`Loss`] and each
//!   [`Signal`], and the [map](Repaired::map) from one text to the other.
//! - [`decode`], [`decode_as`] and [`decode_strict`] go from bytes to text
//!   alone.
//! - A [`ByteMap`] leads from places in the text to the bytes that were
//!   handed in.
//!
//! Every span counts bytes and lies on character boundaries. Repair never
//! fails, is idempotent, and takes time linear in the input; the same input
//! gives the same output.
//!
//! It leaves out: changing the style of a text (full-width forms change
//! only where asked) or its script (a step of its own), markup, and guessing what is gone. Lost
//! digits are a [`SignalKind`], not an edit.
//!
//! # Features
//!
//! - `serde`: `Serialize` and `Deserialize` for the records.
//! - `script`: the module `script`, which converts between traditional and
//!   simplified characters.
//! - `splicer`: the module `pinyin`, whose `Splicer` does the damage that
//!   [`Fix::Pinyin`] undoes. For those who test: what a page of such a site
//!   loses, and how much of it comes back.

mod byte_map;
mod chunk;
mod decode;
mod error;
mod fix;
mod form;
mod han;
mod lost;
mod mojibake;
#[cfg(not(feature = "splicer"))]
mod pinyin;
#[cfg(feature = "splicer")]
pub mod pinyin;
mod plausibility;
mod record;
mod repaired;
mod repairer;
mod rewrite;
mod scan;
#[cfg(feature = "script")]
pub mod script;
mod sieve;
mod signal;

pub use hanliang_span::{EditMap, Span};

pub use byte_map::ByteMap;
pub use chunk::{Chunk, Chunks, Lines};
pub use decode::{Decoded, Origin, decode, decode_as, decode_strict};
pub use error::{Error, ErrorKind};
pub use fix::Fix;
pub use record::{Damage, Edit, Loss, Signal, SignalKind};
pub use repaired::Repaired;
pub use repairer::{Repairer, repair, repair_bytes};

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

//! Places in a text: byte spans, edits, and the map from one version of a
//! text to the next.
//!
//! Every offset in hanliang is a count of UTF-8 **bytes** from the start of
//! the text handed in; every [`Span`] is half open and lies on character
//! boundaries. Other units (Unicode scalar values as Python counts them,
//! lines and columns as an editor shows them) are made in one place,
//! [`TextIndex`]. When a repair changes a text, an [`EditMap`] carries places
//! over, both ways.
//!
//! ```
//! use hanliang_span::{EditMap, Span, TextIndex};
//!
//! let text = "全市11.8万名党员";
//! let span = Span::new(6, 16);
//! assert_eq!(span.of(text), Some("11.8万名"));
//!
//! let index = TextIndex::new(text);
//! assert_eq!(index.scalar(6), 2); // two characters stand before it
//!
//! // "(fā)" was taken out of "發(fā)展":
//! let map = EditMap::new([(Span::new(3, 8), Span::new(3, 3))]);
//! assert_eq!(map.to_source(Span::new(3, 6)), Span::new(8, 11));
//! ```
//!
//! This crate has no dependencies (serde is a feature). It reads no text: it
//! only counts. As the lowest it also says, once for all, which characters are
//! Han: [`is_han`].

mod edit;
mod han;
mod index;
mod span;

pub use edit::EditMap;
pub use han::is_han;
pub use index::{Position, TextIndex};
pub use span::Span;

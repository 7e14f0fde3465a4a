//! The document model of Chinese news and official pages: what a page says of
//! itself, what it is made of, and what of it is only furniture.
//!
//! Reading never fails. Whatever the text, every character of it that is no
//! white space comes to stand in exactly one block, and each block says which
//! rule made it.
//!
//! ```
//! use hanliang_document::{BlockKind, Document};
//!
//! let text = "\
//! 山乡通上高速路
//!
//! 本报记者 王小明 文/图
//!
//! 2019年5月6日08:30    来源:某某日报
//!
//! 全长86公里的高速路通车后,县城到省会只要2个小时,沿线12个乡镇、38万名
//!
//! 群众出行更加方便。
//!
//! (责编:李大山)";
//! let document = Document::read(text);
//!
//! let metadata = &document.metadata;
//! assert_eq!(metadata.title.as_ref().unwrap().text, "山乡通上高速路");
//! assert_eq!(metadata.byline[1].role, "摄影"); // 文/图: the pictures too
//! assert_eq!(metadata.published.unwrap().to_string(), "2019-05-06T08:30");
//! assert_eq!(metadata.editors[0].text, "李大山");
//!
//! // A page break cut the sentence; the block has both pieces.
//! let (_, paragraph) = document.of_kind(BlockKind::Paragraph).next().unwrap();
//! assert_eq!(paragraph.ranges.len(), 2);
//! assert!(paragraph.join(text).text().contains("38万名群众出行"));
//! ```
//!
//! # Main types
//!
//! - [`Document`]: [`Metadata`], [`Block`]s in reading order, [`Story`]s;
//!   [`Document::read`] for the common case, [`Reader`] where something is
//!   known beforehand
//! - [`Block`]: a [`BlockKind`], a level, the [`Rule`] that made it, and the
//!   spans it is made of; [`Joined`] is its text, with the way back
//! - [`sentences`] and [`clauses`]: of any text, as spans
//!
//! # Places
//!
//! Every span is a range of UTF-8 bytes in the text that was read, on
//! character boundaries. The text is not kept and never changed: a cut
//! sentence is joined in the model, and traditional characters stay.
//!
//! # What it leaves out
//!
//! It repairs no damage (that is `hanliang-repair`), finds no figures (that is
//! `hanliang-metric`) and knows no layout but that of plain text: what a page
//! shows by type size or columns alone is lost before it comes here.
//!
//! # Features
//!
//! - `serde`: `Serialize` and `Deserialize` for the model
//! - `html`: the article of a web page (`Document::read_html`), and the
//!   encoding that one declares (`declared_encoding`)
//!
//! # What hostile input can cost
//!
//! Time and memory are linear in the text. Only the first and last few
//! hundred bytes of a long line are looked at; a bracket is looked for no
//! further than its line and 600 bytes.

mod address;
mod block;
mod caption;
mod cells;
mod chars;
#[cfg(feature = "html")]
mod charset;
mod classify;
mod controls;
mod credit;
mod cursor;
mod date;
mod document;
mod draft;
#[cfg(feature = "html")]
mod flow;
mod front;
mod furniture;
mod gather;
mod head;
mod heading;
#[cfg(feature = "html")]
mod html;
mod join;
mod kind;
mod labelled;
mod lead;
mod level;
mod line;
mod marker;
mod masthead;
mod metadata;
mod names;
mod newspaper;
mod number;
mod person;
mod phrase;
mod picture;
mod plain;
mod published;
mod read;
mod repeat;
mod rule;
mod sentence;
mod signature;
mod story;
mod table;
mod tail;
mod trailing;
mod walk;
mod wrap;

pub use block::{Block, Joined, Row};
#[cfg(feature = "html")]
pub use charset::declared_encoding;
pub use document::{Document, Leaf, Reason, Story};
#[cfg(feature = "html")]
pub use html::{Extent, HtmlError, HtmlErrorKind, Page};
#[doc(no_inline)]
pub use jiff;
pub use kind::BlockKind;
pub use metadata::{Credit, Field, Metadata};
pub use published::Published;
pub use read::Reader;
pub use rule::Rule;
pub use sentence::{Clauses, Sentences, clauses, sentences};
pub use walk::{Body, HeadingsAbove, Leaves, Reasons};

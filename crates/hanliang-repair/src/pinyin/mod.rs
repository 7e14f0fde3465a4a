//! The splicing of readings behind traditional characters: the damage, and its
//! inverse.
//!
//! A filter put the reading of each traditional character of its list behind
//! it, by search and replace over the **bytes** of GBK: 事業發展 became
//! 事業(yè)發(fā)展. It also matched where the last byte of one character and
//! the first of the next make a key by chance, and so broke both:
//! 日報 became `日?qǐng)?bào)`. Some sites then decoded in pieces that begin at
//! certain punctuation, which broke more.
//!
//! `Splicer` does the damage, to make test pages with. The inverse runs as
//! [`Fix::Pinyin`](crate::Fix::Pinyin).
//!
//! A page is repaired only if its statistics say that a filter was at work;
//! else the readings belong to its author. An aligned reading is taken out.
//! From a mark on, a search reads the damage backwards over the true bytes:
//! each step is one that the damage can have made, so what is found gives the
//! damaged text again. Where several texts fit, words and their parts of speech,
//! pairs of characters, the length of the parts of a sentence, the page's
//! characters, neighbours, quotation marks and keys decide. An edit's
//! confidence says how often such a text is right: by what all others that fit
//! weigh beside it, at the place where that is most. Where that is more than four
//! times its own weight the piece is left as it is and reported, and what is
//! sure around it is repaired. A byte of ASCII that a broken
//! character swallowed is a loss: its mark stays. Where cuts explain less than
//! half of a page's marks that have no reading, the marks are the author's. Work
//! is bounded by the length of the page.
//!
//! It does not see through a cut whose mark was dropped, nor guess digits.

mod beam;
mod bracket;
mod character;
mod clause;
mod context;
mod doubt;
mod gbk;
mod inverse;
mod language;
mod line_end;
mod mark;
mod neighbours;
mod page;
mod pairs;
mod reading;
mod search;
#[cfg(feature = "splicer")]
mod splicer;
mod step;
mod stretch;
mod survey;
mod usual;
mod word_class;

pub(crate) use character::simplified;
pub(crate) use inverse::repair;
pub(crate) use language::{Reader, cost_of, cost_with};
#[cfg(feature = "splicer")]
pub use splicer::{Mark, Splicer, Vacant};
pub(crate) use survey::is_traditional;

//! The splicing of readings behind traditional characters, and its inverse.
//!
//! A filter put the reading of each traditional character of its list behind
//! it, by search and replace over the **bytes** of GBK: 事業發展 became
//! 事業(yè)發(fā)展. It also matched where the last byte of one character and
//! the first of the next make a key by chance, and so broke both:
//! 日報 became `日?qǐng)?bào)`.

mod beam;
mod character;
mod gbk;
mod inverse;
mod language;
mod page;
mod reading;
mod search;
mod splicer;
mod survey;
mod usual;

pub(crate) use inverse::repair;
pub(crate) use language::cost_of;
pub use splicer::{Mark, Splicer, Vacant};

//! The document model of Chinese news and official pages.

mod block;
mod caption;
mod chars;
mod classify;
mod credit;
mod cursor;
mod date;
mod document;
mod draft;
mod front;
mod furniture;
mod head;
mod heading;
mod join;
mod kind;
mod lead;
mod level;
mod line;
mod marker;
mod metadata;
mod phrase;
mod published;
mod read;
mod rule;
mod sentence;
mod story;
mod walk;

pub use block::{Block, Joined, Row};
pub use document::{Document, Finding, Leaf, Story};
pub use kind::BlockKind;
pub use metadata::{Credit, Field, Metadata};
pub use published::Published;
pub use rule::Rule;
pub use sentence::{Clauses, Sentences, clauses, sentences};
pub use walk::{Body, Findings, HeadingsAbove, Leaves};

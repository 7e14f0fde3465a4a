//! The document model of Chinese news and official pages.

mod block;
mod document;
mod kind;
mod metadata;
mod published;
mod read;
mod rule;
mod sentence;
mod walk;

pub use block::{Block, Joined, Row};
pub use document::{Document, Finding, Leaf, Story};
pub use kind::BlockKind;
pub use metadata::{Credit, Field, Metadata};
pub use published::Published;
pub use rule::Rule;
pub use sentence::{Clauses, Sentences, clauses, sentences};
pub use walk::{Body, Findings, HeadingsAbove, Leaves};

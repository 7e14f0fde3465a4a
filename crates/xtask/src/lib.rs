//! The project's own chores, as a library so that tests can hold their
//! figures.

pub mod generate;
mod pairs;
pub mod score;
mod segmenter;
pub mod structure;
mod words;

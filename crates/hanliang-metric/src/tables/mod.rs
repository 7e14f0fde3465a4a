//! The tables under `data/`, loaded when first asked.

pub(crate) mod addresses;
pub(crate) mod audit;
pub(crate) mod classes;
pub(crate) mod confidence;
pub(crate) mod counting;
pub(crate) mod cues;
pub(crate) mod dates;
pub(crate) mod fixed;
pub(crate) mod folding;
mod lexicon;
pub(crate) mod per;
pub(crate) mod places;
pub(crate) mod signs;
pub(crate) mod surnames;
pub(crate) mod times;
pub(crate) mod traces;
pub(crate) mod units;
pub(crate) mod wording;
pub(crate) mod words;

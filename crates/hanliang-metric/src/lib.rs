//! Figures with their meaning from Chinese text.

mod audit;
mod config;
mod context;
mod extractor;
mod figure;
mod label;
mod missing;
mod passage;
mod record;
mod relate;
mod sentence;
mod tables;

pub use config::Config;
pub use extractor::{Extractor, extract};
pub use record::{
    Extraction, Finding, FindingKind, Interval, Label, LabelClass, Link, Mention, Metric, Missing,
    Resolution, Role, Scope, TimeMention,
};

//! From damaged Chinese pages to figures that can be trusted.
//!
//! One call takes bytes as they were received and gives a [`Report`]: the
//! repaired text with every edit, the document's structure, each metric with
//! what it measures, the numerals that are no quantities, and the figures
//! that were lost.
//!
//! ```
//! let report = hanliang::read("全市11.8万名党员,平均年龄由54.2岁下降到51岁。".as_bytes());
//!
//! let members = &report.metrics[0];
//! assert_eq!(members.quantity.value.to_string(), "118000");
//! assert_eq!(members.item.as_ref().map(|item| item.text.as_str()), Some("党员"));
//! assert_eq!(report.metrics[2].role.name(), "to");
//! ```
//!
//! # Crates
//!
//! This crate holds no logic. Each step is a crate that is useful alone, and
//! is re-exported here under its own name:
//!
//! - [`repair`]: bytes to clean text, every edit logged
//! - [`document`]: metadata, structure, furniture, sentences
//! - [`quantity`]: numerals, units and quantities, exactly
//! - [`metric`]: metrics, labels, lost figures, audit
//! - [`span`]: places in a text, and the map from one version to the next
//!
//! # Places
//!
//! Every span of a report is a range of UTF-8 bytes in [`Report::text`], the
//! repaired text. [`Report::map`] carries it back to the text as it was
//! decoded, [`Report::byte_map`] to the bytes that were handed in.
//!
//! # Tables
//!
//! [`Report::rows`] gives the metrics as flat rows, one a figure, for CSV;
//! `Report::write_json` all of the report.
//!
//! # Features
//!
//! - `serde` (on by default): the report as JSON, and serde for every record.
//! - `html`: web pages, by their article: `Pipeline::read_html`.
//! - `script`: conversion between simplified and traditional script, by
//!   `repair::script`.
//!
//! # What hostile input can cost
//!
//! Reading never fails and never panics; time and memory are linear in the
//! input.

mod pipeline;
mod report;
mod row;

#[cfg(feature = "serde")]
mod output;

pub use hanliang_document as document;
pub use hanliang_metric as metric;
pub use hanliang_quantity as quantity;
pub use hanliang_repair as repair;
pub use hanliang_span as span;

pub use pipeline::{Pipeline, read};
pub use report::Report;
pub use row::Row;

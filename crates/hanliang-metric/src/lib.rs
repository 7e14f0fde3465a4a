//! Figures with their meaning from Chinese text: what each quantity measures,
//! when, where, per whom, and whether it is a level, a change or a share; the
//! numerals that are no quantities; the figures that were lost.
//!
//! ```
//! use hanliang_metric::{Role, extract};
//!
//! let text = "截至6月底,全市粮食产量402.5万吨,比上年增长1.4%。";
//! let extraction = extract(text);
//! let [yield_, growth] = &extraction.metrics[..] else { panic!() };
//!
//! assert_eq!(yield_.mention.text, "402.5万吨");
//! assert_eq!(yield_.quantity.low().to_string(), "4025000");
//! assert_eq!(yield_.item.as_ref().unwrap().text, "粮食产量");
//! assert_eq!(yield_.time.as_ref().unwrap().mention.text, "截至6月底");
//!
//! assert_eq!(growth.role, Role::Increase);
//! assert_eq!(growth.item, yield_.item);
//! assert_eq!(extraction.labels[0].class.name(), "date");
//! ```
//!
//! [`extract`] is for the one-off; an [`Extractor`] reads a document that was
//! read before, and counts 今年 from a day of your choice ([`Config`]). The
//! answer is an [`Extraction`] of [`Metric`]s, [`Label`]s, [`Missing`] figures
//! and [`Finding`]s: plain data without lifetimes, in the order of the text.
//!
//! # How it reads
//!
//! `hanliang-quantity` finds the numerals with their units. Each is judged
//! first: a date, an ordinal, a name made of numbers (四抓两整治), a set phrase,
//! a list mark, a grade or a code is a [`Label`] and no metric. What is left
//! is read with its clause: leftwards over the words that say what the figure
//! is (比上年｜增长｜约), then the noun phrase before them or the one after the
//! classifier, by words and parts of speech; then figures of one sentence
//! together (分别, 由…到…, ellipsis). Words are segmented only beside figures,
//! with a dictionary of our own that loads when the first is asked for.
//!
//! Traditional characters are read as their simplified forms, one for one;
//! all that is reported is as written. Spans are bytes into the whole text.
//!
//! # What it leaves out
//!
//! It reads sentences, not tables: the header of a table is not carried to
//! its cells. Ellipsis reaches back within a paragraph. A confidence is that of
//! the rule that found the item, as it was counted on other pages; it knows
//! nothing of the sentence at hand. No IO, no clock: the date of the page, or
//! the one you give, is the only today.

mod audit;
mod config;
mod context;
mod dotted;
mod extractor;
mod figure;
mod label;
mod missing;
mod passage;
mod ratio;
mod reading;
mod record;
mod relate;
mod room;
mod row;
mod rule;
mod sentence;
mod spacing;
mod tables;

pub use config::Config;
pub use extractor::{Extractor, extract};
#[doc(no_inline)]
pub use jiff;
pub use record::{
    Extraction, Finding, FindingKind, Interval, Label, LabelClass, Link, Mention, Metric, Missing,
    Resolution, Role, Scope, TimeMention,
};
pub use rule::{ItemRule, LabelRule, MissingRule};

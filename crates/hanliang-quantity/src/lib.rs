//! Chinese and Arabic numerals, units and quantities: parsed, found in
//! running text, formatted and converted, exactly.
//!
//! ```
//! use hanliang_quantity::{Relation, find_iter};
//!
//! let text = "市管党费4年累计投入1600元";
//! let found: Vec<_> = find_iter(text).collect();
//! assert_eq!(found[0].span.of(text), Some("4年"));
//! assert_eq!(found[1].unit.as_ref().map(|unit| unit.canonical()), Some("CNY"));
//! ```

mod char_map;
mod error;
mod finder;
mod kind;
mod number;
pub mod numeral;
pub mod ordinal;
pub mod quantity;
mod unit;
mod value;
mod words;

pub use error::{Error, ErrorKind};
pub use finder::Finder;
pub use kind::UnitKind;
pub use number::Number;
pub use numeral::{Numeral, Zhao};
pub use ordinal::Ordinal;
pub use quantity::{Quantity, find_iter};
pub use unit::Unit;
pub use value::{Relation, Value};

//! Chinese and Arabic numerals, units and quantities: parsed, found in
//! running text, formatted and converted, exactly.
//!
//! What is read is what the text says: an exact decimal or fraction, never a
//! float; a range with both ends; the relation that the words around state;
//! and the unit, as written and by its code. Nothing is rounded, and what has
//! more than 28 digits is an error with its place.
//!
//! ```
//! use hanliang_quantity::{Relation, find_iter};
//!
//! let text = "人均收入由6700元增至1.2万余元，三分之二的农户不少于3亩";
//! let found: Vec<_> = find_iter(text)
//!     .map(|found| (found.span.of(text).unwrap(), found.low().to_string(), found.relation))
//!     .collect();
//! assert_eq!(found[0], ("6700元", "6700".into(), Relation::Exact));
//! assert_eq!(found[1], ("1.2万余元", "12000".into(), Relation::More));
//! assert_eq!(found[2], ("三分之二", "2/3".into(), Relation::Exact));
//! assert_eq!(found[3], ("3亩", "3".into(), Relation::AtLeast));
//! ```
//!
//! # Main types
//!
//! * [`Numeral`] — [`Numeral::parse`], [`numeral::find_iter`],
//!   [`numeral::format`]
//! * [`Quantity`] — [`Quantity::parse`], [`find_iter`], [`Quantity::to`],
//!   [`quantity::format`]
//! * [`Ordinal`] — [`Ordinal::parse`], [`ordinal::find_iter`]
//! * [`Unit`] — [`Unit::lookup`], [`Unit::convert`]; its [`UnitKind`]
//! * [`Number`] and [`Value`], exact; [`Relation`]
//! * [`Finder`], where 兆 is to be 10^6
//!
//! # Rules where Chinese is ambiguous
//!
//! * One digit right behind 百, 千, 万 or 亿 counts the next lower place:
//!   三百五 is 350, 1万8 is 18 000. Two Arabic digits or more, and a digit
//!   behind 零, count ones: 3万4000, 三百零五. 两 never stands last: 三十两 is
//!   30 taels.
//! * Two Chinese digits side by side that rise by one, and 三五, are a range:
//!   三四百 is 300 to 400, 两三个 is 2 to 3. More digits, or others, are read
//!   digit by digit: 二〇一九.
//! * Vague multipliers state their floor: 数十 is more than 10, 几百万 more
//!   than 1 000 000; 来 is about.
//! * In A至B万 the magnitude counts for both ends where A is the smaller
//!   figure: 三到十万 is 30 000 to 100 000. 十 is not shared.
//! * 百分之三 is 3 with the unit 百分之; 千分之三 and the like are stated in
//!   per cent (0.3 %). 十分之三 and 一百分之三 are fractions.
//! * Several units of one quantity are one: time, mass and length in the
//!   smallest unit (2小时23分55秒 is 8635 秒), money in the main one (十二块五毛
//!   is 12.5 块).
//! * 千 right before a unit that has it as a prefix belongs to the unit (三千瓦
//!   is 3 kW), but 三千米 is 3000 m. 兆 is 10^6 there, 10^12 elsewhere.
//! * 度 is degrees Celsius, kilowatt-hours after 电, degrees of arc after 转.
//!   分 alone is a point of a score; behind 元, 小时 or 亩 it is their part.
//! * One digit behind 度 is a tenth (三十八度五); a degree with minutes is an angle
//!   (39°54′).
//! * 零下 before a range counts for both ends where they lie near one another:
//!   零下5至10度 is -10 to -5, 零下20至60度 is -20 to 60.
//! * 半 behind a measure belongs to it where the noun follows (三吨半水泥), and not
//!   where it begins a word (三吨半成品).
//! * 把 behind a bare 百, 千 or 万 is about: 千把块钱.
//! * 近两年 is the last two years, exactly two; 近70岁 is about 70.
//! * A tolerance is an interval about its figure: 45.6±12.3 is 33.3 to 57.9, about,
//!   and the figure is the middle of it.
//! * 三两 before what is counted is two or three (三两天), else a weight (三两酒).
//!   百八十 and 千儿八百 are about: 80 to 100, 800 to 1000.
//! * w behind a number is 万 where its phrase ends, a unit follows or + does
//!   (10w+, 3w), and nothing around speaks of power. + is at least: 100+家.
//! * One blank between groups of three divides a number where its unit is right
//!   behind and a word stands before: 共8 700个. Columns of a table stay apart.
//! * 旬 behind five to nine is ten years of age, behind fewer ten days.
//! * 2:21:36 is a time of a race behind words that say so (以, 用时, 成绩); 59′23″
//!   without degrees is one too. In 120/80mmHg both figures have the unit.
//! * A word in which a numeral character does not count is no numeral: 一切,
//!   百姓, 千方百计, 星期三, 十四五规划. The words are rows of a table.
//!
//! # What it leaves out
//!
//! Whether a quantity measures anything is not judged: years, clock times,
//! list numbers, telephone numbers and slogans are found as the figures they
//! look like. Numerals spelt in other languages are not read. Currencies do
//! not convert, for their rates are no constants.
//!
//! # Cost
//!
//! Reading is linear in the length of the text, whatever it is made of; the
//! iterators hold no more than one quantity ahead. The tables are read at
//! first use.
//!
//! # Features
//!
//! * `serde`: `Serialize` and `Deserialize` for the records. Numbers are
//!   strings (`"1/3"`), units their form, code and kind.

mod char_map;
mod error;
mod finder;
mod groups;
mod kind;
mod number;
pub mod numeral;
pub mod ordinal;
pub mod quantity;
mod unit;
mod value;
mod wording;
mod words;

pub use error::{Error, ErrorKind};
pub use finder::Finder;
pub use kind::UnitKind;
pub use number::Number;
pub use numeral::{Numeral, Style, Zhao};
pub use ordinal::Ordinal;
pub use quantity::{Quantity, find_iter};
pub use unit::Unit;
pub use value::{Relation, Value};

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

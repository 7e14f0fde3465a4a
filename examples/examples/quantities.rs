//! Every numeral, quantity and ordinal of a text, as one JSON object: of each
//! file, or with `--lines` of each line, which the keys `file` and `line` name.
//!
//! ```text
//! echo 累计投入1600多万元 | cargo run --release -p hanliang-examples --example quantities -- --lines -
//! ```
//!
//! Text only is read here, nothing is repaired. Exits with 1 if a file could
//! not be read.

use std::process::ExitCode;

use clap::Parser;
use hanliang::quantity::{self, Number, Quantity, find_iter, numeral, ordinal};
use hanliang_examples::Inputs;
use serde_json::{Map, Value, json};

/// Every numeral and quantity of Chinese text, as JSON: one object a file or line.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.inputs.for_each(|input, out| {
        let mut object = found(&String::from_utf8_lossy(input.bytes));
        object.insert("file".into(), input.file.into());
        if let Some(line) = input.line {
            object.insert("line".into(), line.into());
        }
        writeln!(out, "{}", Value::Object(object))
    })
}

fn found(text: &str) -> Map<String, Value> {
    let numerals = numeral::find_iter(text).map(|numeral| {
        json!({
            "start": numeral.span.start,
            "end": numeral.span.end,
            "text": numeral.span.of(text),
            "low": numeral.low().to_string(),
            "high": numeral.high().to_string(),
        })
    });
    let ordinals = ordinal::find_iter(text).map(|ordinal| {
        json!({
            "start": ordinal.span.start,
            "end": ordinal.span.end,
            "text": ordinal.span.of(text),
            "value": ordinal.value.to_string(),
        })
    });
    let quantities = find_iter(text).map(|quantity| shown(text, &quantity));
    let lists: [(&str, Value); 3] = [
        ("numerals", numerals.collect()),
        ("quantities", quantities.collect()),
        ("ordinals", ordinals.collect()),
    ];
    lists
        .map(|(name, list)| (name.to_owned(), list))
        .into_iter()
        .collect()
}

fn shown(text: &str, quantity: &Quantity) -> Value {
    let mut object = Map::new();
    object.insert("start".into(), quantity.span.start.into());
    object.insert("end".into(), quantity.span.end.into());
    object.insert("text".into(), quantity.span.of(text).into());
    object.insert("low".into(), quantity.low().to_string().into());
    object.insert("high".into(), quantity.high().to_string().into());
    object.insert("relation".into(), quantity.relation.symbol().into());
    object.insert("unit".into(), quantity.symbol().into());
    object.insert("kind".into(), quantity.kind().name().into());
    if let Some(unit) = &quantity.unit {
        object.insert("canonical".into(), unit.canonical().into());
        if let Some(base) = unit.to_base(quantity.value) {
            object.insert("base".into(), in_base(base, &unit.base()));
        }
    }
    object.into()
}

fn in_base(value: quantity::Value, unit: &str) -> Value {
    let plain = |number: Number| number.to_string();
    json!({ "value": plain(value.low()), "high": plain(value.high()), "unit": unit })
}

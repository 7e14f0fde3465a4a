//! Every numeral, quantity and ordinal of each line, as one JSON object.
//!
//! ```text
//! echo 累计投入1600多万元 | cargo run --release -p hanliang-examples --example quantities -- --lines -
//! ```

use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::{env, fs};

use hanliang::quantity::{Number, Quantity, Value, find_iter, numeral, ordinal};
use serde_json::{Map, json};

fn main() -> io::Result<()> {
    let paths: Vec<String> = env::args()
        .skip(1)
        .filter(|word| word != "--lines")
        .collect();
    let mut out = BufWriter::new(io::stdout().lock());
    for path in &paths {
        let input: Box<dyn Read> = match path.as_str() {
            "-" => Box::new(io::stdin()),
            path => Box::new(fs::File::open(path)?),
        };
        for line in BufReader::new(input).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            writeln!(out, "{}", found(line.trim_end_matches('\r')))?;
        }
    }
    if paths.is_empty() {
        eprintln!("usage: quantities [--lines] FILE... | -");
    }
    out.flush()
}

fn found(text: &str) -> serde_json::Value {
    json!({
        "numerals": numeral::find_iter(text).map(|numeral| json!({
            "start": numeral.span.start,
            "end": numeral.span.end,
            "text": numeral.span.of(text),
            "low": numeral.low().to_string(),
            "high": numeral.high().to_string(),
        })).collect::<Vec<_>>(),
        "quantities": find_iter(text).map(|quantity| shown(text, &quantity)).collect::<Vec<_>>(),
        "ordinals": ordinal::find_iter(text).map(|ordinal| json!({
            "start": ordinal.span.start,
            "end": ordinal.span.end,
            "text": ordinal.span.of(text),
            "value": ordinal.value.to_string(),
        })).collect::<Vec<_>>(),
    })
}

fn shown(text: &str, quantity: &Quantity) -> serde_json::Value {
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

fn in_base(value: Value, unit: &str) -> serde_json::Value {
    let plain = |number: Number| number.to_string();
    json!({ "value": plain(value.low()), "high": plain(value.high()), "unit": unit })
}

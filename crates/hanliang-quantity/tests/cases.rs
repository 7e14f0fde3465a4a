//! The cases of `tests/cases`, each a row of a table.

use hanliang_quantity::{Error, Number, Numeral, Quantity, Unit, Value, find_iter, ordinal};

fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

fn shown(text: &str, found: &Quantity) -> String {
    let value = if found.value.is_single() {
        exact(found.low())
    } else {
        format!("{}..{}", exact(found.low()), exact(found.high()))
    };
    let unit = found.unit.as_ref();
    format!(
        "{}={}|{}|{}|{}|{}",
        found.span.of(text).unwrap_or_default(),
        value,
        found.relation,
        found.symbol(),
        unit.map_or("", Unit::canonical),
        found.kind(),
    )
}

fn exact(number: Number) -> String {
    number.to_string()
}

#[test]
fn quantities_are_found_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("cases/quantities.tsv")) {
        let [text, expected, why] = row[..] else {
            panic!("three columns: {row:?}");
        };
        let found: Vec<String> = find_iter(text).map(|found| shown(text, &found)).collect();
        let found = found.join(";");
        if found != expected {
            wrong.push(format!(
                "{text} ({why})\n  wanted {expected}\n  found  {found}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numerals_are_parsed_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("cases/numerals.tsv")) {
        let [text, expected, relation] = row[..] else {
            panic!("three columns: {row:?}");
        };
        let read = match Numeral::parse(text) {
            Ok(read) => format!("{} {}", read.value, read.relation),
            Err(error) => format!("!{:?} ", error.kind()),
        };
        if read != format!("{expected} {relation}") {
            wrong.push(format!("{text}: wanted {expected} {relation}, read {read}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn messages_name_the_place() {
    let message = |text: &str| {
        Numeral::parse(text)
            .err()
            .map(|error: Error| error.to_string())
    };
    for (text, expected) in [
        ("三百里", "not part of a numeral at bytes 6..9"),
        ("", "nothing to read at bytes 0..0"),
        ("苹果", "not part of a numeral at bytes 0..3"),
    ] {
        assert_eq!(message(text).as_deref(), Some(expected), "{text}");
    }
    let unit = Quantity::parse("3个苹果")
        .err()
        .map(|error| error.to_string());
    assert_eq!(unit.as_deref(), Some("not a unit at bytes 4..7"));
}

#[test]
fn ordinals_are_found_apart() {
    let text = "第二百五十名，第三万回，共3回";
    let found: Vec<_> = ordinal::find_iter(text)
        .map(|found| (found.span.of(text), found.value.to_string()))
        .collect();
    assert_eq!(
        found,
        [
            (Some("第二百五十"), "250".into()),
            (Some("第三万"), "30000".into())
        ]
    );
    assert_eq!(find_iter(text).count(), 1);
}

#[test]
fn records_are_send_and_sync() {
    fn check<T: Send + Sync + Clone>() {}
    check::<Quantity>();
    check::<Numeral>();
    check::<Unit>();
    check::<Value>();
    check::<hanliang_quantity::Finder>();
    check::<hanliang_quantity::quantity::FindIter<'static>>();
}

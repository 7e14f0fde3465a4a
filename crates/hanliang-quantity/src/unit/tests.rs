use super::table::UNITS;
use super::{Base, Unit};
use crate::kind::UnitKind;
use crate::number::Number;

fn rows(table: &str, columns: usize) -> Vec<Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let row: Vec<&str> = line.split('\t').collect();
            assert_eq!(row.len(), columns, "{line}");
            row
        })
        .collect()
}

#[test]
fn every_row_is_well_formed_and_read() {
    for row in rows(include_str!("../../data/units.tsv"), 6) {
        assert!(UnitKind::from_dimension(row[1]).is_some(), "{row:?}");
        for form in row[5].split(' ').filter(|form| !form.ends_with('#')) {
            let unit = Unit::lookup(form);
            assert!(unit.is_some_and(|unit| unit.is_known()), "{form}");
        }
    }
    for row in rows(include_str!("../../data/currencies.tsv"), 3) {
        let code = row[1].split(' ').next().and_then(Unit::lookup);
        assert_eq!(
            code.map(|unit| unit.canonical().to_owned()).as_deref(),
            Some(row[0])
        );
    }
    for row in rows(include_str!("../../data/coins.tsv"), 3) {
        assert!(row[1].parse::<Number>().is_ok(), "{row:?}");
    }
    for row in rows(include_str!("../../data/prefixes.tsv"), 4) {
        assert!(row[1].parse::<Number>().is_ok(), "{row:?}");
    }
}

#[test]
fn classifiers_are_sorted_and_unique_and_more_than_three_hundred() {
    let rows = rows(include_str!("../../data/classifiers.tsv"), 3);
    assert!(rows.len() > 300);
    for pair in rows.windows(2) {
        assert!(pair[0][0] < pair[1][0], "{pair:?}");
    }
}

#[test]
fn groups_hold_the_longest_form_first() {
    for pair in UNITS.definitions().windows(2) {
        if pair[0].symbol.chars().next() == pair[1].symbol.chars().next() {
            assert!(pair[0].symbol.len() >= pair[1].symbol.len());
        }
        assert_ne!(pair[0].symbol, pair[1].symbol);
    }
}

#[test]
fn conversions_are_exact() {
    for (value, from, to, expected) in [
        ("1", "亩", "平方米", "2000/3"),
        ("3", "斤", "公斤", "1.5"),
        ("1", "公里", "米", "1000"),
        ("36", "公里/小时", "米/秒", "10"),
        ("37", "摄氏度", "华氏度", "98.6"),
        ("1", "度电", "千焦", "3600"),
        ("1", "公顷", "亩", "15"),
        ("1", "英里", "米", "1609.344"),
        ("5", "角", "元", "0.5"),
        ("2", "年", "个月", "24"),
        ("1", "英亩", "平方米", "4046.8564224"),
        ("1", "打", "个", "12"),
        ("1", "吨", "斤", "2000"),
        ("1", "海里", "公里", "1.852"),
        ("1", "马力", "瓦", "735.49875"),
    ] {
        let from = Unit::lookup(from).expect(from);
        let to = Unit::lookup(to).expect(to);
        let number: Number = value.parse().expect(value);
        let got = from
            .convert(number.into(), &to)
            .map(|value| value.to_string());
        assert_eq!(got.as_deref(), Ok(expected), "{from} to {to}");
    }
}

#[test]
fn currencies_and_classifiers_do_not_convert_into_one_another() {
    let unit = |form: &str| Unit::lookup(form).expect(form);
    let one = Number::ONE.into();
    assert!(unit("元").convert(one, &unit("美元")).is_err());
    assert!(unit("名").convert(one, &unit("户")).is_err());
    assert!(unit("斤").convert(one, &unit("亩")).is_err());
}

#[test]
fn prefixed_forms_are_made_from_the_rows() {
    for (form, canonical) in [
        ("千瓦", "kW"),
        ("MW", "MW"),
        ("微克", "ug"),
        ("µm", "um"),
        ("兆赫兹", "MHz"),
        ("百帕", "hPa"),
        ("千字节", "kBy"),
        ("千比特", "kbit"),
        ("纳米", "nm"),
        ("千卡", "kcal"),
    ] {
        assert_eq!(
            Unit::lookup(form)
                .map(|unit| unit.canonical().to_owned())
                .as_deref(),
            Some(canonical)
        );
    }
    assert!(matches!(
        Unit::lookup("千克").map(|unit| unit.definition().base.clone()),
        Some(Base::Physical(_))
    ));
}

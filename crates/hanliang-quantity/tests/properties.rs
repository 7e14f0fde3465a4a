//! The laws of the crate, held against generated input.

use hanliang_quantity::numeral::{self, Style, format};
use hanliang_quantity::{
    Number, Numeral, Ordinal, Quantity, Relation, Unit, find_iter, ordinal, quantity,
};
use proptest::prelude::*;

const STYLES: [Style; 8] = [
    Style::Simplified,
    Style::Traditional,
    Style::Spoken,
    Style::Financial,
    Style::FinancialTraditional,
    Style::Digits,
    Style::Arabic,
    Style::Mixed,
];

/// Pieces that numerals, quantities and what surrounds them are made of.
const PIECES: [&str; 92] = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "百",
    "千",
    "万",
    "亿",
    "兆",
    "零",
    "〇",
    "两",
    "俩",
    "廿",
    "半",
    "几",
    "数",
    "多",
    "余",
    "来",
    "点",
    "负",
    "幺",
    "洞",
    "壹",
    "拾",
    "萬",
    "億",
    "分之",
    "百分之",
    "又",
    "第",
    "约",
    "近",
    "超过",
    "至少",
    "以上",
    "以下",
    "左右",
    "内",
    "之间",
    "大于",
    "小于",
    "与",
    "和",
    "个",
    "名",
    "元",
    "块",
    "角",
    "分",
    "年",
    "月",
    "日",
    "米",
    "斤",
    "两",
    "小时",
    "秒",
    "%",
    "‰",
    "折",
    "成",
    "打",
    "对折",
    "个百分点",
    "千瓦",
    "平方米",
    "/",
    "每",
    " ",
    "、",
    "，",
    "-",
    "—",
    "至",
    "到",
    "1",
    "20",
    "3.5",
    "1,234",
    "^",
    "e5",
    "k",
    "¥",
    "人民币",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14)
        .prop_map(|pieces| pieces.concat())
}

fn decimals() -> impl Strategy<Value = Number> {
    let limit = 10_i128.pow(28) - 1;
    let mantissa = prop_oneof![
        -limit..=limit,
        -1_000_000_i128..=1_000_000,
        (0_u32..28, 1_i128..100).prop_map(move |(zeros, head)| head * 10_i128.pow(zeros) % limit),
    ];
    (mantissa, 0_u32..=28).prop_filter_map("28 digits", |(mantissa, scale)| {
        Number::from_decimal(mantissa, scale)
    })
}

fn fractions() -> impl Strategy<Value = Number> {
    (-1_000_000_i128..1_000_000, 1_i128..1_000_000)
        .prop_filter_map("a fraction", |(numerator, denominator)| {
            Number::new(numerator, denominator)
        })
}

/// Units that stand behind a numeral in any style, before it, and both.
const UNITS: [&str; 14] = [
    "公斤",
    "元",
    "个",
    "名",
    "亩",
    "平方公里",
    "小时",
    "天",
    "℃",
    "岁",
    "倍",
    "%",
    "百分之",
    "¥",
];

const RELATIONS: [Relation; 6] = [
    Relation::Exact,
    Relation::About,
    Relation::More,
    Relation::AtLeast,
    Relation::Less,
    Relation::AtMost,
];

/// A number with up to two decimal places, or a range of two below 10 000.
fn small_values() -> impl Strategy<Value = hanliang_quantity::Value> {
    let number = |mantissas: core::ops::Range<i128>| {
        (mantissas, 0_u32..3).prop_filter_map("small", |(mantissa, scale)| {
            Number::from_decimal(mantissa, scale)
        })
    };
    let end = || number(1..10_000);
    prop_oneof![
        number(1..100_000_000).prop_map(hanliang_quantity::Value::from),
        (end(), end()).prop_map(|(one, other)| hanliang_quantity::Value::between(one, other)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn what_is_written_reads_back(number in prop_oneof![decimals(), fractions()]) {
        for style in STYLES {
            let Ok(written) = format(number, style) else {
                prop_assert_eq!(style, Style::Digits);
                continue;
            };
            let read = Numeral::parse(&written);
            prop_assert_eq!(read.map(|read| read.value), Ok(number.into()), "{}", written);
        }
    }

    #[test]
    fn whole_numbers_have_every_style(number in -1_000_000_000_000_i64..1_000_000_000_000) {
        for style in STYLES {
            if let Ok(written) = format(number.into(), style) {
                let read = Numeral::parse(&written).map(|read| read.value);
                prop_assert_eq!(read, Ok(Number::from(number).into()), "{}", written);
            }
        }
    }

    #[test]
    fn a_number_displays_and_parses(number in prop_oneof![decimals(), fractions()]) {
        prop_assert_eq!(number.to_string().parse::<Number>(), Ok(number));
    }

    #[test]
    fn addition_and_multiplication_undo_themselves(one in fractions(), other in fractions()) {
        let sum = one.checked_add(other).expect("small");
        prop_assert_eq!(sum.checked_sub(other), Some(one));
        prop_assert_eq!(one < sum, other > Number::ZERO);
        if !other.is_zero() {
            let product = one.checked_mul(other).expect("small");
            prop_assert_eq!(product.checked_div(other), Some(one));
        }
    }

    #[test]
    fn a_numeral_found_parses_alone_to_the_same(text in pieces()) {
        for found in numeral::find_iter(&text) {
            let alone = found.span.of(&text).expect("on boundaries");
            let read = Numeral::parse(alone);
            prop_assert_eq!(read.map(|read| read.value), Ok(found.value), "{} in {}", alone, text);
        }
    }

    #[test]
    fn spans_are_ordered_disjoint_and_on_boundaries(text in pieces()) {
        let mut end = 0;
        for found in numeral::find_iter(&text) {
            prop_assert!(found.span.of(&text).is_some_and(|found| !found.is_empty()));
            prop_assert!(found.span.start >= end, "{}", text);
            end = found.span.end;
        }
        let mut end = 0;
        for found in find_iter(&text) {
            prop_assert!(found.span.of(&text).is_some(), "{}", text);
            prop_assert!(found.numeral.of(&text).is_some(), "{}", text);
            prop_assert!(found.context.of(&text).is_some(), "{}", text);
            prop_assert!(found.span.covers(found.numeral), "{}", text);
            prop_assert!(found.context.covers(found.span), "{}", text);
            prop_assert!(found.span.start >= end, "{} {:?}", text, found);
            end = found.span.end;
        }
        for found in ordinal::find_iter(&text) {
            prop_assert!(found.span.of(&text).is_some_and(|found| found.starts_with('第')));
        }
    }

    #[test]
    fn what_stands_after_a_full_stop_changes_nothing_before(text in pieces(), more in pieces()) {
        let one = format!("{text}。");
        let two = format!("{text}。{more}");
        let before: Vec<Quantity> = find_iter(&one).collect();
        let after: Vec<Quantity> = find_iter(&two)
            .take_while(|found| found.span.start < one.len())
            .collect();
        prop_assert_eq!(before, after, "{}", two);
    }

    #[test]
    fn any_text_is_read_without_panic(text in prop_oneof![any::<String>(), pieces()]) {
        let _ = Numeral::parse(&text);
        let _ = Quantity::parse(&text);
        let _ = Ordinal::parse(&text);
        let _ = Unit::lookup(&text);
        prop_assert!(numeral::find_iter(&text).count() <= text.len());
        prop_assert!(find_iter(&text).count() <= text.len());
    }

    #[test]
    fn a_quantity_that_is_written_reads_back(
        value in small_values(),
        unit in prop::sample::select(&UNITS[..]),
        relation in prop::sample::select(&RELATIONS[..]),
        style in prop::sample::select(&STYLES[..]),
    ) {
        let unit = Unit::lookup(unit);
        let quantity = Quantity { relation, ..Quantity::new(value, unit) };
        let Ok(written) = quantity::format(&quantity, style) else {
            // Behind 至 a magnitude may count for both ends, and a unit that
            // stands before them does not part them.
            let stands_before = matches!(quantity.symbol(), "%" | "百分之" | "¥");
            let is_shared = !value.is_single() && value.high() >= Number::from(100);
            prop_assert!(style == Style::Digits || stands_before && is_shared, "{:?}", quantity);
            return Ok(());
        };
        let read = Quantity::parse(&written);
        let parts = |one: Quantity| (one.value, one.relation, one.unit.map(|u| u.canonical().to_owned()));
        prop_assert_eq!(read.map(parts), Ok(parts(quantity)), "{}", written);
    }

    #[test]
    fn a_conversion_and_its_reverse_cancel(value in fractions(), one in 0_usize..9, other in 0_usize..9) {
        let units = ["米", "公里", "里", "英尺", "寸", "海里", "厘米", "码", "丈"]
            .map(|form| Unit::lookup(form).expect(form));
        let there = units[one].convert(value.into(), &units[other]).expect("small");
        prop_assert_eq!(units[other].convert(there, &units[one]), Ok(value.into()));
    }
}

/// Time must grow with the text, not with its square: each of these would
/// take minutes otherwise.
#[test]
fn long_monotonous_texts_are_only_long() {
    for piece in [
        "一",
        "万",
        "1",
        "、",
        "(",
        "零",
        "百",
        "1,",
        "1-",
        "1万",
        "一、",
        "5元",
        "大于5",
        "半",
        "三分之",
        "三到",
        "1 ",
        "负",
        "-",
        "几",
        "2小时",
        ".1",
        "与3",
        "至少去",
        "十 ",
        "3万2千万",
        "百分之",
        "1^",
        "1/",
        " 123",
        "共1 123",
        "1±",
        "10w+",
        "以1:22:33",
        "1/1万",
        "十几二",
        "百八",
        "三两",
        "1′22″",
        "五五",
        "百 ",
        "个半",
        "三三两两",
        "5个",
        "第",
        "¥",
        "每",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let _ = find_iter(&text).count();
        let _ = numeral::find_iter(&text).count();
        let _ = Numeral::parse(&text);
    }
}

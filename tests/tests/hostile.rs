//! Whatever comes in, a report comes out: no panic, spans that fit.

use hanliang_tests as laws;
use proptest::prelude::*;

/// Every law over one input.
fn check(bytes: &[u8]) {
    laws::report(bytes);
    let text = String::from_utf8_lossy(bytes);
    laws::repair_round_trip(&text);
    laws::quantities(&text);
    laws::document(&text);
    laws::metrics(&text);
}

#[test]
fn one_pattern_over_and_over() {
    for pattern in laws::PATTERNS {
        check(&pattern.repeat(30_000 / pattern.len()));
    }
}

/// What opens a sentence is looked at for each of its figures.
#[test]
fn one_opening_for_many_figures() {
    for opening in [
        "近两年，",
        "（2024年：",
        "占2024年",
        "预计9月竣工，",
        "“",
        "每村",
    ] {
        check((opening.to_owned() + &"1元，".repeat(10_000)).as_bytes());
    }
}

#[test]
fn nested_and_unclosed() {
    let deep = "(".repeat(20_000) + "3个" + &")".repeat(20_000);
    check(deep.as_bytes());
    check(("《“".repeat(10_000) + "3个").as_bytes());
    check("全市3个、".repeat(5_000).as_bytes());
}

#[test]
fn empty_and_tiny() {
    let tiny: [&[u8]; 9] = [
        b"",
        b"\n",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xfe\xff",
        b"\xff\xfe",
        b"1",
        b"\x81",
        b"~{",
    ];
    tiny.into_iter().for_each(check);
}

/// What a fuzzer once broke stays mended.
#[test]
fn fuzz_regressions() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/regressions");
    let mut replayed = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        check(&std::fs::read(entry.path()).unwrap());
        replayed += 1;
    }
    assert!(replayed > 0, "regressions are kept in {folder}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        check(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        check(text.as_bytes());
    }

    #[test]
    fn numerals_and_cues(words in proptest::collection::vec(
        proptest::sample::select(vec![
            "3", "一", "百", "万", "多", "余", "个", "元", "%", "由", "提高到", "占", "的", "分别",
            "其中", "、", ",", "。", "全市", "2010年", "6月底", "“", "”", "(", ")", "\n", "\n\n", "平均",
            "每", "第", "至", "党员", "增长", ".", "-",
        ]), 0..60)) {
        check(words.concat().as_bytes());
    }
}

//! Whatever comes in, a report comes out: no panic, spans that fit.

use hanliang::Pipeline;
use hanliang::span::Span;
use proptest::prelude::*;

/// Every span of a report lies on character boundaries of its text.
fn check(bytes: &[u8]) {
    let report = Pipeline::new().read(bytes);
    let text = report.text.as_str();
    let fits = |span: Span| assert!(span.of(text).is_some(), "{span:?} does not fit");
    report.edits.iter().for_each(|edit| fits(edit.target));
    report.losses.iter().for_each(|loss| fits(loss.span));
    report.document.blocks.iter().flat_map(|b| &b.ranges).for_each(|&r| fits(r));
    for metric in &report.metrics {
        fits(metric.quantity.span);
        let mentions = metric
            .item
            .iter()
            .chain(metric.time.as_ref().map(|time| &time.mention))
            .chain(metric.scope.as_ref().map(|scope| &scope.mention))
            .chain(&metric.per);
        mentions.flat_map(|m| &m.spans).for_each(|&s| fits(s));
    }
    report.labels.iter().for_each(|label| fits(label.span));
    report.missing.iter().for_each(|missing| fits(Span::at(missing.at)));
    let starts: Vec<usize> = report.metrics.iter().map(|m| m.quantity.span.start).collect();
    assert!(starts.is_sorted(), "metrics stand in the order of the text");
}

#[test]
fn one_pattern_over_and_over() {
    let patterns = [
        "(", ")", "“", "”", "《", "1", "一", "万", "、", ",", "。", "\n", "\r\n", " ", "　", "?",
        "�", "第", "个", "%", "百分之", "3-", "-", ".", "1.", "(a)", "發(fā)", "?qǐng)", "ÖÐ", "涓枃",
        "&#", "&amp;", "\\u4e2d", "%E4%B8", "锟斤拷", "年", "2010年", "由1元提高到", "分别", "其中",
        "\u{200b}", "\u{202e}", "e\u{301}", "🀄", "\t", "记者 ", "一、", "a", "\0", "图", "：",
    ];
    for pattern in patterns {
        check(pattern.repeat(60_000 / pattern.len()).as_bytes());
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
    for bytes in [&b""[..], b"\n", b"\xff", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe", b"1", b"\x81", b"~{"] {
        check(bytes);
    }
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
            "3", "一", "百", "万", "多", "余", "个", "元", "%", "由", "提高到", "占", "的", "分别", "其中", "、", ",", "。",
            "全市", "2010年", "6月底", "“", "”", "(", ")", "\n", "\n\n", "平均", "每", "第", "至", "党员", "增长", ".", "-",
        ]), 0..60)) {
        check(words.concat().as_bytes());
    }
}

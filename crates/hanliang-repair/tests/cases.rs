//! Cases that are data.

mod support;

use std::borrow::Cow;

use hanliang_repair::{Fix, Repairer, repair};
use support::{check_laws, clean_texts};

#[test]
fn negatives_come_back_as_they_are() {
    let table: toml::Table = include_str!("cases/negative.toml").parse().unwrap();
    let mut changed = Vec::new();
    for case in table["case"].as_array().unwrap() {
        let (text, why) = (case["text"].as_str().unwrap(), &case["why"]);
        let repaired = repair(text);
        if !repaired.edits.is_empty() || matches!(repaired.text, Cow::Owned(_)) {
            changed.push(format!("{why}: {:?}", repaired.edits));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn clean_texts_are_borrowed() {
    for text in clean_texts() {
        let repaired = repair(&text.text);
        assert!(
            repaired.edits.is_empty(),
            "{}: {:?}",
            text.genre,
            repaired.edits
        );
        assert!(matches!(repaired.text, Cow::Borrowed(_)));
        assert!(
            repaired.losses.is_empty(),
            "{}: {:?}",
            text.genre,
            repaired.losses
        );
    }
}

#[test]
fn forms_are_repaired() {
    let table: toml::Table = include_str!("cases/form.toml").parse().unwrap();
    for case in table["case"].as_array().unwrap() {
        let before = case["before"].as_str().unwrap();
        let repaired = repair(before);
        assert_eq!(repaired.text, case["after"].as_str().unwrap(), "{before}");
        let mut names: Vec<_> = repaired
            .edits
            .iter()
            .map(|edit| edit.damage.name())
            .collect();
        names.dedup();
        let expected: Vec<_> = case["damages"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|d| d.as_str())
            .collect();
        assert_eq!(names, expected, "{before}");
        check_laws(before, &repaired);
    }
}

#[test]
fn on_sight_without_evidence_from_the_page() {
    let all = Fix::ALL.iter().fold(Repairer::new(), |repairer, &fix| {
        repairer.with(fix).on_sight(fix)
    });
    for (before, after) in [
        ("２０．９４万亿元，ＧＤＰ增长３％", "20.94万亿元，GDP增长3%"),
        (
            "今天天气不错，，我们去公园,。回来再说。",
            "今天天气不错，我们去公园。回来再说。",
        ),
        ("中 国 人 民", "中国人民"),
    ] {
        assert_eq!(all.repair(before).text, after);
        assert_eq!(repair(before).text, before);
    }
}

#[test]
fn being_on_and_needing_no_evidence_are_two_things() {
    let spaced = "中 国 人 民";
    let on = Repairer::without_fixes().with(Fix::Spacing);
    let off = Repairer::without_fixes().on_sight(Fix::Spacing);
    assert_eq!(on.repair(spaced).text, spaced);
    assert_eq!(off.repair(spaced).text, spaced);
    assert_eq!(on.on_sight(Fix::Spacing).repair(spaced).text, "中国人民");
    let width = Repairer::without_fixes().with(Fix::FullWidth);
    assert_eq!(width.repair("３％").text, "3%");
}

#[test]
fn losses_are_named_with_their_place() {
    for (text, name, place) in [
        ("标题锟斤拷锟斤拷正文", "replacement-as-gbk", 6..24),
        ("烫烫烫烫", "unfilled-memory", 0..12),
        ("内容：屯屯屯屯屯", "unfilled-memory", 9..24),
        ("摘要\u{FFFD}\u{FFFD}正文", "replacement-character", 6..12),
        ("作者\n??????\n正文", "question-marks", 7..13),
        ("图标\u{F123}", "private-use", 6..9),
    ] {
        let repaired = repair(text);
        assert!(repaired.edits.is_empty());
        let losses: Vec<_> = repaired
            .losses
            .iter()
            .map(|l| (l.damage.name(), l.span.range()))
            .collect();
        assert_eq!(losses, [(name, place)], "{text}");
    }
}

/// Wrong decodings: what is made of each, and how many losses are reported.
#[test]
fn wrong_decodings() {
    let table: toml::Table = include_str!("cases/mojibake.toml").parse().unwrap();
    for case in table["case"].as_array().unwrap() {
        let text = |key: &str| case.get(key).and_then(|value| value.as_str()).unwrap();
        let (before, after) = (text("before"), text("after"));
        let losses = case.get("losses").and_then(toml::Value::as_integer);
        let repaired = repair(before);
        assert_eq!(repaired.text, after, "{before}");
        assert_eq!(repaired.edits.is_empty(), before == after, "{before}");
        let reported = i64::try_from(repaired.losses.len()).unwrap();
        assert_eq!(
            reported,
            losses.unwrap_or(0),
            "{before}: {:?}",
            repaired.losses
        );
        assert_eq!(repair(&repaired.text).text, after, "twice: {before}");
    }
}

/// Where too many bytes are gone, all that is left of the characters is
/// reported, whatever the tables were.
#[test]
fn what_cannot_be_undone_is_reported_whole() {
    for text in [
        "皜���函�����憭港�������������⊥�����",
        "��函巨鈭�������",
        "絏繷�W氨帝碭兵寒差",
        "闂ㄧエ浜屽崄鍏",
    ] {
        let repaired = repair(text);
        assert_eq!(repaired.text, text);
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
            let mut losses = repaired.losses.iter();
            let is_reported = losses.any(|loss| loss.span.range().contains(&at));
            assert!(is_reported, "{text}: {c}");
        }
    }
}

/// Short mojibake is left, and said to be in doubt.
#[test]
fn short_mojibake_is_refused() {
    for text in ["ÖÐ¹ú", "缃戠珯", "ä¸\u{AD}"] {
        let repaired = repair(text);
        assert!(repaired.edits.is_empty(), "{text}: {:?}", repaired.edits);
        assert_eq!(repaired.losses.len(), 1, "{text}");
    }
}

#[test]
fn hostile_input_is_read_to_its_end() {
    for unit in [
        "(", "9", "?", "涓", "Ã", "&", "&amp;", "\\u4e2d", "%E4", "\u{E5E5}", "⼀", "，", "中 ",
        "\u{200B}", "(fā", "'", "锟", "\u{FFFD}",
    ] {
        let text = unit.repeat((1 << 19) / unit.len());
        let repaired = repair(&text);
        assert!(repaired.text.len() <= text.len() * 2, "{unit:?}");
        assert_eq!(repaired.source(), text, "{unit:?}");
    }
}

#[test]
fn objects_can_be_shared() {
    fn check<T: Send + Sync + Clone + std::fmt::Debug>() {}
    check::<Repairer>();
    check::<hanliang_repair::Repaired<'_>>();
    check::<hanliang_repair::Decoded<'_>>();
    check::<hanliang_repair::Error>();
}

/// A text whose digits are gone says so; one that never had any does not.
#[test]
fn stripped_digits_are_flagged() {
    let seed = include_str!("../../../seeds/003_499f2f3ba0672700.txt");
    let signals = repair(seed).signals;
    assert_eq!(signals.len(), 1);
    assert_eq!(signals[0].kind.name(), "stripped-digits");
    assert!(signals[0].evidence.len() >= 3);
    assert!(
        signals[0]
            .evidence
            .iter()
            .all(|span| span.of(seed).is_some())
    );

    // A paragraph is enough.
    let paragraph =
        "全市共有基层党组织个，党员万名。年以来，先后投入资金亿元，新建村级活动场所个。";
    assert_eq!(repair(paragraph).signals.len(), 1);

    for text in clean_texts() {
        if text.genre != "seed 003" {
            assert!(repair(&text.text).signals.is_empty(), "{}", text.genre);
        }
        let stripped: String = text.text.chars().filter(|c| !c.is_ascii_digit()).collect();
        let digits = text.text.len() - stripped.len();
        if text.script != "other" && digits * 60 > text.text.chars().count() && digits > 60 {
            assert_eq!(repair(&stripped).signals.len(), 1, "{}", text.genre);
        }
    }
}

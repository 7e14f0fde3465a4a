//! Laws over generated and real text.

mod support;

use std::borrow::Cow;

use hanliang_repair::{Fix, Repairer, decode, decode_as, repair, repair_bytes};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use support::{DAMAGES, Damage, check_laws, clean_texts};

/// Clauses of the clean texts of one script.
fn clauses(script: &str) -> Vec<String> {
    clean_texts()
        .iter()
        .filter(|text| text.script == script)
        .flat_map(|text| text.text.split_inclusive(['。', '，', '\n', ',']))
        .filter(|clause| clause.chars().count() >= 8)
        .map(|clause| clause.trim().to_owned())
        .collect()
}

/// A page: lines of those clauses of one script that are asked for.
fn page_of(wanted: fn(&str) -> bool) -> impl Strategy<Value = String> {
    let lines = |script: &str| {
        let mut clauses = clauses(script);
        clauses.retain(|clause| wanted(clause));
        let line = prop::collection::vec(select(clauses), 2..5).prop_map(|c| c.concat());
        prop::collection::vec(line, 1..6).prop_map(|lines| lines.join("\n"))
    };
    prop_oneof![lines("simplified"), lines("traditional")]
}

/// A page: lines of clauses of one script.
fn page() -> impl Strategy<Value = String> {
    page_of(|_| true)
}

/// A page of sentences without a space. Two of them have four clauses or more, so
/// that 24 ideographs stand apart, and a mark to 40 of those.
fn page_without_spaces() -> impl Strategy<Value = String> {
    page_of(|clause| {
        let (_, apart, marks) = spaced(clause, false);
        apart >= 6 && marks * 40 >= apart && !clause.contains(' ')
    })
}

/// Pieces of damage and of what looks like it.
fn debris() -> impl Strategy<Value = String> {
    let pieces = [
        "涓",
        "枃",
        "浜�",
        "ÖÐ",
        "¹ú",
        "Ã©",
        "ä¸\u{AD}",
        "æ–",
        "锟斤拷",
        "烫烫烫",
        "\u{FFFD}",
        "?",
        "??",
        "(fā)",
        "?qǐng)?bào)",
        "發(fā)",
        "h",
        "}",
        "&amp;",
        "&ldquo;",
        "&#20013;",
        "&",
        ";",
        "\\u4e2d\\u6587",
        "\\u",
        "%E4%B8%AD%E6%96%87",
        "%",
        "⼀",
        "⻩",
        "\u{F90A}",
        "\u{200B}",
        "\u{200D}",
        "\u{202E}",
        "\u{FEFF}",
        "\u{E5E5}",
        "\u{E000}",
        "\0",
        "\u{85}",
        "\u{1B}[",
        "，，",
        ",。",
        "中 国 人 民",
        " ",
        "\n",
        "\r\n",
        "今天",
        "天氣",
        "１．２％",
        "한",
        "か",
        "👍",
        "<b>",
        "\"",
        "html",
    ];
    prop_oneof![
        4 => select(pieces.to_vec()).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
        1 => "[\u{80}-\u{FF}]{1,6}",
        1 => "[\u{4E00}-\u{9FA5}]{1,6}",
    ]
}

fn rubble() -> impl Strategy<Value = String> {
    prop::collection::vec(debris(), 0..40).prop_map(|pieces| pieces.concat())
}

fn is_ideograph(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// A page whose ideographs stand apart, those beside a comma or full stop too if
/// asked for; how many stand apart, and how many marks there are.
fn spaced(page: &str, beside_marks: bool) -> (String, usize, usize) {
    let (mut text, mut apart, mut marks) = (String::new(), 0, 0);
    let mut last = '\n';
    for c in page.chars() {
        let is_mark = |c: char| "，。".contains(c);
        marks += usize::from(is_mark(c));
        let parts = is_ideograph(last) && is_ideograph(c);
        apart += usize::from(parts);
        let beside = is_mark(last) && is_ideograph(c) || is_ideograph(last) && is_mark(c);
        if parts || beside_marks && beside {
            text.push(' ');
        }
        text.push(c);
        last = c;
    }
    (text, apart, marks)
}

/// A page with each comma and full stop between ideographs written twice, in one
/// of the ways that crawlers leave; how many there are.
fn doubled(page: &str, mut ways: u64) -> (String, usize) {
    let chars: Vec<char> = page.chars().collect();
    let (mut text, mut count) = (String::new(), 0);
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(at + 1);
        let within = before.is_some_and(|&c| is_ideograph(c))
            && after.is_none_or(|&c| is_ideograph(c) || c == '\n');
        let written: &[&str] = match c {
            '，' if within => &["，，", "，,", ",，"],
            '。' if within => &["，。", ",。", "。，", "。,"],
            '、' if within => &["、、"],
            _ => {
                text.push(c);
                continue;
            }
        };
        let way = usize::try_from(ways % 12).unwrap_or(0);
        ways = ways.rotate_right(5).wrapping_add(7);
        text.push_str(written[way % written.len()]);
        count += 1;
    }
    (text, count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn spaces_between_ideographs_are_taken_out(
        pages in (page_without_spaces(), page_without_spaces()),
        beside_marks in any::<bool>(),
    ) {
        let text = format!("{}\n{}", pages.0, pages.1);
        let (damaged, apart, marks) = spaced(&text, beside_marks);
        // Fewer, or without sentences, it may be a list or a verse.
        prop_assert!(apart >= 24 && marks * 40 >= apart && !text.contains(' '));
        let repaired = repair(&damaged);
        check_laws(&damaged, &repaired);
        prop_assert_eq!(&*repaired.text, &*text);
    }

    #[test]
    fn doubled_marks_become_one(pages in (page(), page()), ways in any::<u64>()) {
        let text = format!("{}\n{}", pages.0, pages.1);
        let (damaged, count) = doubled(&text, ways);
        let all = damaged.matches(['，', '。', ',', '、']).count();
        prop_assume!(count >= 4 && all <= count * 20);
        let repaired = repair(&damaged);
        check_laws(&damaged, &repaired);
        prop_assert_eq!(&*repaired.text, &*text);
    }

    #[test]
    fn damage_that_keeps_the_information_is_undone(text in page(), which in any::<Index>()) {
        let damage: Damage = *which.get(DAMAGES);
        let Some(damaged) = damage.keeping(&text) else { return Ok(()) };
        let repaired = repair(&damaged);
        check_laws(&damaged, &repaired);
        if damage.can_be_told() {
            prop_assert_eq!(&*repaired.text, &*text, "{}", damage.name);
        }
    }

    #[test]
    fn only_the_damaged_lines_of_a_page_change(
        pages in (page(), page()),
        which in any::<Index>(),
        mask in any::<u16>(),
    ) {
        let damage = *which.get(DAMAGES);
        let text = format!("{}\n{}", pages.0, pages.1);
        let mixed: Vec<String> = text
            .lines()
            .enumerate()
            .map(|(i, line)| match damage.keeping(line) {
                Some(damaged) if mask >> (i % 16) & 1 == 1 => damaged,
                _ => line.to_owned(),
            })
            .collect();
        let mixed = mixed.join("\n");
        let repaired = repair(&mixed);
        check_laws(&mixed, &repaired);
        if damage.can_be_told() {
            prop_assert_eq!(&*repaired.text, &*text, "{}", damage.name);
        }
    }

    #[test]
    fn where_bytes_are_lost_nothing_else_is(text in page(), which in any::<Index>()) {
        let damage = *which.get(DAMAGES);
        let Some(damaged) = damage.lossy(&text) else { return Ok(()) };
        let repaired = repair(&damaged);
        check_laws(&damaged, &repaired);
        let again = repair(&repaired.text);
        prop_assert!(again.edits.is_empty(), "{:?}", again.edits);
        // Each mark in the text is told of.
        for (at, _) in repaired.text.match_indices('\u{FFFD}') {
            prop_assert!(repaired.losses.iter().any(|loss| loss.span.contains(at)));
        }
    }

    #[test]
    fn clean_pages_are_borrowed(text in page()) {
        let repaired = repair(&text);
        prop_assert!(matches!(repaired.text, Cow::Borrowed(_)), "{:?}", repaired.edits);
        prop_assert!(repaired.edits.is_empty() && repaired.losses.is_empty());
    }

    #[test]
    fn laws_hold_on_rubble(text in rubble()) {
        let repaired = repair(&text);
        check_laws(&text, &repaired);
        let again = repair(&repaired.text);
        prop_assert!(again.edits.is_empty(), "{:?} after {:?}", again.edits, repaired.edits);
    }

    #[test]
    fn laws_hold_for_every_set_of_fixes(
        text in rubble(),
        set in any::<u16>(),
        on_sight in any::<u16>(),
    ) {
        let mut repairer = Repairer::without_fixes();
        for (i, &fix) in Fix::ALL.iter().enumerate() {
            if set >> i & 1 == 1 {
                repairer = repairer.with(fix);
            }
            if on_sight >> i & 1 == 1 {
                repairer = repairer.on_sight(fix);
            }
        }
        let repaired = repairer.repair(&text);
        check_laws(&text, &repaired);
        prop_assert!(repairer.repair(&repaired.text).edits.is_empty());
    }

    #[test]
    fn the_map_leads_back(text in rubble()) {
        let repaired = repair(&text);
        let map = repaired.map();
        for (at, c) in repaired.text.char_indices() {
            let target = hanliang_repair::Span::new(at, at + c.len_utf8());
            let source = map.to_source(target);
            prop_assert!(source.of(&text).is_some());
            let changed = repaired.edits.iter().any(|edit| edit.target.overlaps(target));
            if !changed {
                prop_assert_eq!(source.of(&text), target.of(&repaired.text));
            }
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let decoded = decode(&bytes);
        for loss in &decoded.losses {
            // A mark, or characters in doubt beside one.
            let lost = loss.span.of(&decoded.text).unwrap_or_default();
            let in_doubt = loss.detail.as_ref().is_some_and(|detail| detail.ends_with("in doubt"));
            prop_assert!(lost == "\u{FFFD}" || in_doubt && !lost.is_empty(), "{:?}", loss);
        }
        let _ = decode_as(&bytes, "gb2312");
        let repaired = repair_bytes(&bytes);
        check_laws(&repaired.source(), &repaired);
    }

    #[test]
    fn stray_bytes_are_the_only_loss(text in page(), at in any::<Index>(), stray in 0xF8_u8..=0xFF) {
        let mut bytes = text.clone().into_bytes();
        let at = at.index(bytes.len());
        let at = (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        bytes.insert(at, stray);
        let decoded = decode(&bytes);
        prop_assert_eq!(decoded.encoding, "UTF-8");
        prop_assert_eq!(decoded.losses.len(), 1);
        prop_assert_eq!(decoded.text.replace('\u{FFFD}', ""), text);
    }
}

#[test]
fn a_second_repair_finds_nothing_that_the_first_refused() {
    for text in ["ÖÐ\0&ldquo;ÖÐ欿", "¡¥\u{88}\\u4e2d\\u6587\u{80} ¤¡一"] {
        let repaired = repair(text);
        assert_eq!(repair(&repaired.text).text, repaired.text, "{text:?}");
    }
}

#[test]
fn two_pairs_of_one_character_are_not_mixed() {
    // ” after 人, read twice as GBK, holds a space that GBK has twice.
    let text = "指導督促高校持續推進“雙帶頭人”培育工程。連續七個月正成長，";
    for damage in DAMAGES {
        let Some(damaged) = damage.keeping(text) else {
            continue;
        };
        if damage.can_be_told() {
            assert_eq!(repair(&damaged).text, text, "{}", damage.name);
        }
    }
}

/// A page may be one line without any ASCII, longer than what is weighed at a
/// time: no character is cut in two there, in any layer.
#[test]
fn long_lines_are_not_cut_inside_of_characters() {
    for script in ["simplified", "traditional"] {
        let clauses = clauses(script).concat();
        let text: String = clauses.chars().filter(|c| !c.is_ascii()).collect();
        let text: String = text.chars().cycle().take(6000).collect();
        for damage in DAMAGES {
            let Some(damaged) = damage.keeping(&text) else {
                continue;
            };
            assert!(repair(&damaged).text == text, "{} {script}", damage.name);
        }
    }
}

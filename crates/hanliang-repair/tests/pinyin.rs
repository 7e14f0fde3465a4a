//! The splicing of readings: what the damage does, the inverse undoes; and
//! nothing else is touched.

mod splicing;

use std::collections::BTreeSet;

use hanliang_repair::Damage;
use hanliang_repair::pinyin::{Splicer, Vacant};
use proptest::prelude::*;
use splicing::{check, fixer, pages, seed_keys, shuffled, spliced};

const LEFT_ALONE: &str = include_str!("cases/pinyin_left_alone.tsv");

#[test]
fn left_alone() {
    for line in LEFT_ALONE.lines().filter(|line| !line.starts_with('#')) {
        let (why, text) = line.split_once('\t').unwrap();
        let repaired = hanliang_repair::repair(text);
        assert_eq!(repaired.text, text, "{why}");
        assert_eq!(repaired.edits, [], "{why}");
    }
    for page in pages() {
        assert_eq!(hanliang_repair::repair(page).edits, []);
    }
}

#[test]
fn the_seed_and_where_it_was_changed() {
    let seed = include_str!("../../../seeds/001_f299fb9804765b73.txt");
    let clean = include_str!("../../../tests/gold/text/001.txt");
    let repaired = hanliang_repair::repair(seed);
    assert_eq!(repaired.text, clean);
    assert_eq!(repaired.losses, []);
    check(seed, &repaired);
    let straddles: Vec<_> = (repaired.edits.iter())
        .filter(|edit| edit.damage == Damage::PinyinStraddle)
        .map(|edit| (edit.before.as_str(), edit.after.as_str()))
        .collect();
    assert_eq!(straddles, [("?qǐng)?bào)", "報"), ("?jiǎn)栴}", "問題")]);
}

#[test]
fn a_swallowed_byte_is_a_loss_and_never_guessed() {
    // The 8 went with the last byte of 入.
    let page = format!(
        "{}\n關帝廟重修,當?shù)赝度?70萬元。",
        spliced(&Splicer::new(seed_keys()), pages().next().unwrap())
    );
    let repaired = fixer().repair(&page);
    assert!(
        repaired.text.ends_with("當地投入?70萬元。"),
        "{}",
        repaired.text
    );
    let loss = repaired.losses.first().unwrap();
    assert_eq!(loss.damage, Damage::PinyinSwallowed);
    assert_eq!(loss.span.of(&repaired.text), Some("?"));
}

/// A cut at ！ leaves two marks of 。“ and three of 。”: which one a quotation
/// mark is follows from those that were found before it.
#[test]
fn quotation_marks_close_what_was_found_to_be_open() {
    let talk = "老人在門檻上坐了半天。“今年的收成好，家里的開支全夠了。”\n\
                他轉過頭來，望著遠處的山。“等天黑了，再到街上看燈。”";
    let page = format!("{}\n{talk}", pages().collect::<Vec<_>>().join("\n"));
    let site = Splicer::new([]).cut_at(['！']);
    let damaged = spliced(&site, &page);
    assert!(damaged.contains("?！?\n"), "{damaged}");
    let repaired = fixer().repair(&damaged);
    for (got, want) in repaired.text.lines().zip(page.lines()) {
        assert_eq!(got, want);
    }
}

#[test]
fn hostile_pages_are_read_to_their_end() {
    for piece in [
        "(",
        ")",
        "?",
        "1",
        "發(fā)",
        "日?qǐng)",
        "?;鶎狱h",
        "(fā)?",
        "發?!",
    ] {
        let page = piece.repeat(60_000 / piece.len());
        let repaired = fixer().repair(&page);
        check(&page, &repaired);
    }
}

/// Pieces that damaged pages are made of, and some that they are not.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[一-龥]{1,4}",
        "[a-z]{1,3}",
        prop::sample::select(vec![
            "發(fā)展",
            "業(yè)",
            "日?qǐng)?bào)",
            "?jiǎn)栴}",
            "?;鶎狱h",
            "?!?",
            "(",
            ")",
            "?",
            "\u{FFFD}",
            "qǐng)",
            "，",
            "。",
            "“",
            "”",
            "\n",
            "}",
            "h",
            "€",
            "\u{E000}",
            "7",
            "𠀀",
            "(yè )",
            "？",
            "！",
        ])
        .prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_harm_to_its_edits(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        let repaired = fixer().repair(&text);
        check(&text, &repaired);
        prop_assert_eq!(&fixer().repair(&text), &repaired);
    }

    #[test]
    fn repair_is_idempotent(seed in any::<u64>(), at in 0..10_usize) {
        let page = pages().nth(at).unwrap_or_default();
        let site = Splicer::new(shuffled(&seed_keys(), seed, 900)).vacant(Vacant::Dropped);
        let once = fixer().repair(&spliced(&site, page)).text.into_owned();
        let again = fixer().repair(&once);
        prop_assert_eq!(&again.text, &once);
    }

    #[test]
    fn aligned_readings_come_out_whatever_the_list(seed in any::<u64>(), share in 100..400_u64, at in 0..10_usize) {
        let page = pages().nth(at).unwrap_or_default();
        let all: Vec<char> = Splicer::all_keys().collect();
        let site = Splicer::new(shuffled(&all, seed, share));
        let damaged = spliced(&site, page);
        // Only lists that broke nothing on this page.
        prop_assume!(!damaged.lines().zip(page.lines()).any(|(seen, want)| {
            seen.matches('?').count() > want.matches('?').count()
        }));
        // Readings of few characters may be the author's.
        let heads = damaged.match_indices('(').filter_map(|(at, _)| damaged.get(..at));
        let read = heads.filter_map(|head| head.chars().next_back());
        if read.collect::<BTreeSet<char>>().len() > 4 {
            prop_assert_eq!(fixer().repair(&damaged).text, page);
        }
    }
}

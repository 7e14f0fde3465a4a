//! The splicing of readings: what the damage does, the inverse undoes; and
//! nothing else is touched.

use hanliang_repair::pinyin::{Mark, Splicer, Vacant};
use hanliang_repair::{Damage, Fix, Repaired, Repairer};
use proptest::prelude::*;

const PAGES: &str = include_str!("cases/pinyin_pages.txt");
const LEFT_ALONE: &str = include_str!("cases/pinyin_left_alone.tsv");

/// The keys that seed 001 shows, in the order in which it shows them.
fn seed_keys() -> Vec<char> {
    let seed = include_str!("../../../seeds/001_f299fb9804765b73.txt");
    let chars: Vec<char> = seed.chars().collect();
    let all: Vec<char> = Splicer::all_keys().collect();
    let mut keys = Vec::new();
    for window in chars.windows(2) {
        if window[1] == '(' && all.contains(&window[0]) && !keys.contains(&window[0]) {
            keys.push(window[0]);
        }
    }
    keys
}

fn pages() -> impl Iterator<Item = &'static str> {
    PAGES
        .split("\n\n")
        .skip(1)
        .map(|page| page.trim_end_matches('\n'))
}

fn fixer() -> Repairer {
    Repairer::without_fixes().with(Fix::Pinyin)
}

/// A page as a site would show it: readings and cuts do not reach over the
/// ends of lines.
fn spliced(site: &Splicer, page: &str) -> String {
    let lines: Vec<String> = page.lines().map(|line| site.splice(line)).collect();
    lines.join("\n")
}

/// The characters that differ, by the lines' longest common ends.
fn wrong(got: &str, want: &str) -> usize {
    let (got, want): (Vec<char>, Vec<char>) = (got.chars().collect(), want.chars().collect());
    let head = got.iter().zip(&want).take_while(|(a, b)| a == b).count();
    let room = got.len().min(want.len()) - head;
    let tail = (got.iter().rev().zip(want.iter().rev()))
        .take(room)
        .take_while(|(a, b)| a == b)
        .count();
    (got.len() - head - tail).max(want.len() - head - tail)
}

/// Keys in an order that a number decides, `share` of 1000 of them.
fn shuffled(keys: &[char], seed: u64, share: u64) -> Vec<char> {
    let mut state = seed | 1;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut kept: Vec<(u64, char)> = keys
        .iter()
        .filter_map(|&key| (next() % 1000 < share).then_some((next(), key)))
        .collect();
    kept.sort_unstable();
    kept.into_iter().map(|(_, key)| key).collect()
}

/// Edits replay, spans are on boundaries and in order.
fn check(source: &str, repaired: &Repaired<'_>) {
    let mut target = String::new();
    let mut at = 0;
    for edit in &repaired.edits {
        assert!(at <= edit.source.start, "in order");
        assert_eq!(edit.source.of(source), Some(edit.before.as_str()));
        target.push_str(source.get(at..edit.source.start).unwrap_or_default());
        assert_eq!(target.len(), edit.target.start);
        target.push_str(&edit.after);
        assert_eq!(target.len(), edit.target.end);
        assert!((0.0..=1.0).contains(&edit.confidence), "{edit:?}");
        at = edit.source.end;
    }
    target.push_str(source.get(at..).unwrap_or_default());
    assert_eq!(target, repaired.text);
    for loss in &repaired.losses {
        assert!(loss.span.of(&repaired.text).is_some(), "{loss:?}");
    }
}

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

/// What a site's pages look like after repair.
#[derive(Debug, Default)]
struct Figures {
    characters: usize,
    wrong: usize,
    /// Lines that were out of step, and those of them that came back exact.
    broken: usize,
    exact: usize,
}

impl Figures {
    fn add(&mut self, other: &Self) {
        self.characters += other.characters;
        self.wrong += other.wrong;
        self.broken += other.broken;
        self.exact += other.exact;
    }
}

fn figures(site: &Splicer) -> Figures {
    let mut figures = Figures::default();
    for page in pages() {
        let damaged = spliced(site, page);
        let repaired = fixer().repair(&damaged);
        check(&damaged, &repaired);
        for ((got, want), seen) in repaired.text.lines().zip(page.lines()).zip(damaged.lines()) {
            figures.characters += want.chars().count();
            let wrong = wrong(got, want);
            figures.wrong += wrong;
            // Nothing but readings was added if all of the line is still there.
            let mut rest = seen.chars();
            if !want.chars().all(|c| rest.any(|s| s == c)) {
                figures.broken += 1;
                figures.exact += usize::from(wrong == 0);
                if wrong > 0 {
                    println!("damaged {seen}\n    got {got}\n   want {want}");
                }
            }
        }
    }
    figures
}

#[test]
fn what_keeps_the_information_comes_back() {
    for seed in [3, 5, 7] {
        let figures = figures(&Splicer::new(shuffled(&seed_keys(), seed, 1000)));
        assert_eq!(figures.wrong, 0, "{figures:?}");
    }
}

/// The law where cells were lost, on the list of keys that a real page shows:
/// 99.95 % of characters, 85 % of the lines that were out of step.
#[test]
fn where_cells_are_lost_the_law_holds_for_keys_as_they_occur() {
    let mut sum = Figures::default();
    let mut sites = vec![Splicer::new(seed_keys())];
    sites.extend([3, 5, 7, 11].map(|seed| Splicer::new(shuffled(&seed_keys(), seed, 1000))));
    sites.push(Splicer::new(seed_keys()).mark(Mark::Replacement));
    for site in sites {
        sum.add(&figures(&site.vacant(Vacant::Dropped)));
    }
    println!("{sum:?}");
    assert!(sum.wrong * 2000 <= sum.characters, "{sum:?}");
    assert!(sum.exact * 100 >= sum.broken * 85, "{sum:?}");
}

#[test]
fn where_cells_are_lost_few_characters_are_wrong() {
    let all: Vec<char> = Splicer::all_keys().collect();
    let dropped = |keys: Vec<char>| Splicer::new(keys).vacant(Vacant::Dropped);
    let sites = [
        dropped(seed_keys()),
        dropped(shuffled(&all, 13, 100)),
        dropped(shuffled(&all, 17, 200)).mark(Mark::Replacement),
        dropped(shuffled(&all, 19, 300)).cut_at("；！？".chars()),
        dropped(shuffled(&all, 29, 500)).cut_at("！".chars()),
        dropped(shuffled(&all, 31, 1000)),
        dropped(shuffled(&all, 37, 400))
            .without_tones()
            .with_blank(),
        dropped(shuffled(&seed_keys(), 23, 1000)).cut_at("；！？，".chars()),
    ];
    let mut sum = Figures::default();
    for site in &sites {
        sum.add(&figures(site));
    }
    println!("{sum:?}");
    // Today's figures as floors: lists of up to all keys, so that a line in
    // three is broken, in some places twice.
    assert!(sum.broken >= 60, "{sum:?}");
    assert!(sum.wrong * 200 <= sum.characters, "{sum:?}");
    assert!(sum.exact * 100 >= sum.broken * 80, "{sum:?}");
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

#[test]
fn hostile_pages_take_linear_time() {
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
    fn aligned_readings_come_out_whatever_the_list(seed in any::<u64>(), share in 100..1000_u64, at in 0..10_usize) {
        let page = pages().nth(at).unwrap_or_default();
        let all: Vec<char> = Splicer::all_keys().collect();
        let site = Splicer::new(shuffled(&all, seed, share));
        let damaged = spliced(&site, page);
        // Only lists that broke nothing on this page.
        prop_assume!(!damaged.lines().zip(page.lines()).any(|(seen, want)| {
            seen.matches('?').count() > want.matches('?').count()
        }));
        if damaged.matches(')').count() > 3 {
            prop_assert_eq!(fixer().repair(&damaged).text, page);
        }
    }
}

//! What comes back of pages whose readings were spliced in: all of it where the
//! damage keeps the information, nearly all where cells were lost.

mod splicing;
mod support;
mod traditional;

use encoding_rs::GBK;
use hanliang_repair::pinyin::{Mark, Splicer, Vacant};
use hanliang_repair::{Damage, Edit, Span};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use splicing::{check, fixer, pages, seed_keys, shuffled, spliced, wrong};
use support::clean_texts;
use traditional::traditional_forms;

/// Pages of at least so many characters, as short texts share one.
const PAGE: usize = 600;

/// Simplified pages: news, orders, reports, interviews, poems.
fn simplified_pages() -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    for text in clean_texts() {
        match pages.last_mut() {
            _ if text.script != "simplified" => {}
            Some(page) if page.chars().count() < PAGE => *page += &text.text,
            _ => pages.push(text.text),
        }
    }
    pages
}

/// The same as a site makes them traditional, character by character; and pages
/// that were written so.
fn traditional_pages() -> Vec<String> {
    let forms = traditional_forms();
    // A character that GBK lacks does not reach the filter.
    let gbk = Splicer::new([]);
    simplified_pages()
        .iter()
        .map(|page| {
            page.chars()
                .map(|c| forms.get(&c).copied().unwrap_or(c))
                .filter(|&c| c == '\n' || gbk.splice(c.encode_utf8(&mut [0; 4])).contains(c))
                .collect()
        })
        .chain(pages().map(str::to_owned))
        .collect()
}

/// How many bytes of ASCII a broken character can swallow.
fn ascii(line: &str) -> usize {
    line.bytes()
        .filter(|byte| (0x20..0x40).contains(byte) && !b"()?".contains(byte))
        .count()
}

/// What a site's pages look like after repair.
#[derive(Debug, Default)]
struct Figures {
    characters: usize,
    wrong: usize,
    /// Lines that were out of step and lost no byte of ASCII, and those of them
    /// that came back exact.
    broken: usize,
    exact: usize,
    /// Lines that lost a byte of ASCII: nothing brings it back.
    swallowed: usize,
    /// Pieces that were left because none of their readings is sure.
    unsure: usize,
    /// Lines that are wrong, with no loss and no doubt of any piece stated.
    certain: usize,
    /// Pieces stated to be right about as often as not, and those of them that
    /// are.
    even: usize,
    even_right: usize,
}

impl Figures {
    fn add(&mut self, other: &Self) {
        self.characters += other.characters;
        self.wrong += other.wrong;
        self.broken += other.broken;
        self.exact += other.exact;
        self.swallowed += other.swallowed;
        self.unsure += other.unsure;
        self.certain += other.certain;
        self.even += other.even;
        self.even_right += other.even_right;
    }

    /// Whether so many of 100 000 characters are right, and so many of 1000 lines
    /// that were out of step exact.
    fn reach(&self, characters: usize, lines: usize) -> bool {
        (self.characters - self.wrong) * 100_000 >= self.characters * characters
            && self.exact * 1000 >= self.broken * lines
    }
}

/// Whether all characters of an edit belong in the line: without any of them it is
/// further from what was wanted by so many.
fn is_right(edit: &Edit, start: usize, got: &str, want: &str) -> bool {
    let (before, behind) = (edit.target.start - start, edit.target.end - start);
    let count = edit.after.chars().count();
    let mut without = got.to_owned();
    without.replace_range(before..behind, &"\0".repeat(count));
    wrong(&without, want) == wrong(got, want) + count
}

fn figures(site: &Splicer, pages: &[String]) -> Figures {
    let mut figures = Figures::default();
    for page in pages {
        let damaged = spliced(site, page);
        let repaired = fixer().repair(&damaged);
        check(&damaged, &repaired);
        for loss in &repaired.losses {
            if loss.damage == Damage::PinyinStraddle {
                let left = loss.span.of(&repaired.text).unwrap_or_default();
                assert!(!left.is_empty() && damaged.contains(left), "{loss:?}");
                figures.unsure += 1;
            }
        }
        let mut end = 0;
        for ((got, want), seen) in repaired.text.lines().zip(page.lines()).zip(damaged.lines()) {
            let line = Span::new(end, end + got.len());
            end = line.end + 1;
            let mut is_stated = repaired.losses.iter().any(|loss| line.covers(loss.span));
            for edit in &repaired.edits {
                if !line.covers(edit.target) {
                    continue;
                }
                is_stated |= edit.confidence < 0.9;
                if (0.4..0.6).contains(&edit.confidence) {
                    figures.even += 1;
                    figures.even_right += usize::from(is_right(edit, line.start, got, want));
                }
            }
            figures.characters += want.chars().count();
            let wrong = if got == want { 0 } else { wrong(got, want) };
            figures.wrong += wrong;
            // Nothing but readings was added if all of the line is still there.
            let mut rest = seen.chars();
            if want.chars().all(|c| rest.any(|s| s == c)) {
                continue;
            }
            if ascii(seen) < ascii(want) {
                figures.swallowed += 1;
                continue;
            }
            figures.broken += 1;
            figures.exact += usize::from(wrong == 0);
            figures.certain += usize::from(wrong > 0 && !is_stated);
            if wrong > 0 {
                println!("damaged {seen}\n    got {got}\n   want {want}");
            }
        }
    }
    figures
}

/// Several lists or orders of a kind together.
fn sum(sites: impl IntoIterator<Item = Splicer>) -> Figures {
    let pages = traditional_pages();
    let mut sum = Figures::default();
    for site in sites {
        sum.add(&figures(&site, &pages));
    }
    println!("{sum:?}");
    sum
}

fn all_keys() -> Vec<char> {
    Splicer::all_keys().collect()
}

fn dropped(keys: Vec<char>) -> Splicer {
    Splicer::new(keys).vacant(Vacant::Dropped)
}

/// What is reached today, as floors: of 100 000 characters and of 1000 lines out of
/// step. Lists, orders and pages are the same each time, so that a floor is two or
/// three characters and at most one line below; the aim where cells were lost is
/// 99 950 and 850.
#[test]
fn where_cells_are_lost_nearly_all_comes_back() {
    let some = |seed, share| dropped(shuffled(&all_keys(), seed, share));
    let seed = |seed| dropped(shuffled(&seed_keys(), seed, 1000));
    let groups: [(&str, Vec<Splicer>, usize, usize); 8] = [
        (
            "the keys of the seed in any order",
            [3, 5, 7, 11].map(seed).into(),
            99_983,
            600,
        ),
        (
            "the keys of the seed, and cuts",
            ["；！？", "；！？，", "！。"]
                .map(|cuts| dropped(seed_keys()).cut_at(cuts.chars()))
                .into(),
            99_890,
            710,
        ),
        (
            "a tenth of all keys",
            [13, 14, 15, 16].map(|seed| some(seed, 100)).into(),
            99_963,
            950,
        ),
        (
            "a fifth, U+FFFD",
            [17, 18]
                .map(|seed| some(seed, 200).mark(Mark::Replacement))
                .into(),
            99_911,
            940,
        ),
        (
            "three tenths and four cuts",
            [19, 20, 21]
                .map(|seed| some(seed, 300).cut_at("；！？。".chars()))
                .into(),
            99_710,
            830,
        ),
        (
            "all keys",
            [22, 23].map(|seed| some(seed, 1000)).into(),
            99_630,
            960,
        ),
        (
            "half of them without tones",
            [37, 38]
                .map(|seed| some(seed, 500).without_tones().with_blank())
                .into(),
            99_800,
            785,
        ),
        (
            "cuts alone",
            ["；！？，", "；！？。", "，！"]
                .map(|cuts| dropped(Vec::new()).cut_at(cuts.chars()))
                .into(),
            99_870,
            750,
        ),
    ];
    let mut total = Figures::default();
    for (name, sites, characters, lines) in groups {
        let figures = sum(sites);
        assert!(figures.reach(characters, lines), "{name}: {figures:?}");
        total.add(&figures);
    }
    assert!(total.broken > 900 && total.unsure > 0, "{total:?}");
    assert!(total.reach(99_866, 861), "{total:?}");
    // What is wrong is said to be lost or in doubt, but in four lines of a thousand.
    assert!(total.certain * 1000 <= total.broken * 4, "{total:?}");
    // Of what is stated to be right as often as not, about half is.
    assert!(total.even >= 40, "{total:?}");
    let percent = total.even_right * 100 / total.even;
    assert!((40..=60).contains(&percent), "{total:?}");
}

/// No cell is lost; but two characters can have given the same bytes.
#[test]
fn where_no_cell_is_lost_all_but_the_ambiguous_comes_back() {
    let sites = [3, 5].map(|seed| Splicer::new(shuffled(&all_keys(), seed, 1000)));
    let figures = sum(sites);
    assert!(
        figures.broken > 200 && figures.reach(99_780, 995),
        "{figures:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_keeps_the_information_comes_back(seed in any::<u64>(), share in 500..=1000_u64, at in any::<Index>()) {
        let pages = traditional_pages();
        let page = at.get(&pages);
        let damaged = spliced(&Splicer::new(shuffled(&seed_keys(), seed, share)), page);
        let repaired = fixer().repair(&damaged);
        check(&damaged, &repaired);
        for ((got, want), seen) in repaired.text.lines().zip(page.lines()).zip(damaged.lines()) {
            if ascii(seen) >= ascii(want) {
                prop_assert_eq!(got, want);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// No two bytes of simplified text are a key, not even those of neighbours:
    /// keys are outside the set that has all simplified characters. (A letter
    /// behind one can make a key with its second byte.)
    #[test]
    fn simplified_pages_are_no_prey(seed in any::<u64>(), share in 0..=1000_u64, at in any::<Index>()) {
        let site = Splicer::new(shuffled(&all_keys(), seed, share));
        let is_gb2312 = |c: &char| {
            let mut buffer = [0; 4];
            let (bytes, ..) = GBK.encode(c.encode_utf8(&mut buffer));
            matches!(*c, '\n' | '0'..='9') || matches!(*bytes, [0xA1..=0xF7, 0xA1..=0xFE])
        };
        let pages = simplified_pages();
        let page: String = at.get(&pages).chars().filter(is_gb2312).collect();
        let damaged = spliced(&site, &page);
        prop_assert_eq!(&*damaged, page.trim_end_matches('\n'));
        prop_assert_eq!(&fixer().repair(&damaged).edits, &[]);
    }
}

proptest! {
    // A page full of marks takes all the work that a page is given.
    #![proptest_config(ProptestConfig {
        cases: 10,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// A question mark that a page is full of is no broken character, whether
    /// it has readings or not.
    #[test]
    fn question_marks_of_the_author_stay(
        seed in any::<u64>(),
        share in 0..=1000_u64,
        at in any::<Index>(),
        marks in select(vec!["?", "??", "???", "?!", "\u{FFFD}"]),
        every in 1..6_usize,
    ) {
        let mut stops = 0;
        let mut page = String::new();
        for c in at.get(&traditional_pages()).chars() {
            let is_stop = "。，；,;！".contains(c);
            stops += usize::from(is_stop);
            if is_stop && stops % every == 0 {
                page += marks;
            } else {
                page.push(c);
            }
        }
        prop_assert_eq!(&fixer().repair(&page).edits, &[]);
        let damaged = spliced(&Splicer::new(shuffled(&seed_keys(), seed, share)), &page);
        prop_assume!(damaged.matches(marks).count() == page.matches(marks).count());
        let repaired = fixer().repair(&damaged);
        prop_assert!(repaired.edits.iter().all(|edit| !edit.before.contains(marks)), "{:?}", repaired.edits);
    }
}

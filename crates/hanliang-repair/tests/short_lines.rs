//! Short lines of pairs that were read with the other table of pairs, by
//! themselves, together and among sound ones; and sound lines that look like
//! them.

mod support;
mod traditional;

use std::collections::BTreeSet;

use encoding_rs::{BIG5, Encoding, GB18030, GBK};
use hanliang_repair::repair;
use support::{check_laws, clean_texts};
use traditional::traditional_forms;

const README: &str = include_str!("../README.md");

/// Two tables of pairs: the right one and the wrong one.
struct Mistake {
    name: &'static str,
    right: &'static Encoding,
    wrong: &'static Encoding,
    is_traditional: bool,
}

const MISTAKES: [Mistake; 2] = [
    Mistake {
        name: "GBK as Big5",
        right: GBK,
        wrong: BIG5,
        is_traditional: false,
    },
    Mistake {
        name: "Big5 as GBK",
        right: BIG5,
        wrong: GB18030,
        is_traditional: true,
    },
];

impl Mistake {
    /// The text after the damage, `None` if any of it is lost on the way.
    fn of(&self, text: &str) -> Option<String> {
        let (bytes, _, unmappable) = self.right.encode(text);
        let damaged = self.wrong.decode_without_bom_handling(&bytes).0;
        let is_kept = !unmappable && !damaged.contains('\u{FFFD}') && damaged != text;
        is_kept.then(|| damaged.into_owned())
    }

    /// The clauses of the clean texts of so many characters, and what the damage
    /// makes of each.
    fn clauses(&self, length: usize) -> Vec<(String, String)> {
        let clauses = clauses(self.is_traditional);
        let clauses = clauses
            .iter()
            .filter(|clause| clause.chars().count() == length);
        clauses
            .filter_map(|clause| Some((clause.clone(), self.of(clause)?)))
            .collect()
    }
}

/// What stands between the marks of the clean texts, in one script.
fn clauses(is_traditional: bool) -> BTreeSet<String> {
    let forms = traditional_forms();
    let is_ideograph = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let mut clauses = BTreeSet::new();
    for text in clean_texts() {
        let written = match (is_traditional, text.script.as_str()) {
            (true, "simplified") => {
                let chars = text.text.chars();
                chars.map(|c| forms.get(&c).copied().unwrap_or(c)).collect()
            }
            (true, "traditional") | (false, "simplified") => text.text,
            _ => continue,
        };
        let parts = written.split(|c| !is_ideograph(c));
        clauses.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
    }
    clauses
}

/// How many of the damaged lines are exact, and how many are left, when there are
/// so many of them on a page, with as many sound ones in between or none.
fn repaired(mistake: &Mistake, length: usize, lines: usize, is_mixed: bool) -> (usize, usize) {
    let sound: Vec<String> = clauses(mistake.is_traditional)
        .into_iter()
        .filter(|clause| clause.chars().count() == 7)
        .collect();
    let mut sound = sound.iter().cycle();
    let (mut exact, mut left) = (0, 0);
    for clauses in mistake.clauses(length).chunks_exact(lines) {
        let (mut damaged, mut wanted) = (String::new(), Vec::new());
        for (clause, shown) in clauses {
            damaged += shown;
            damaged.push('\n');
            wanted.push((clause.as_str(), shown.as_str()));
            if let Some(clause) = sound.next().filter(|_| is_mixed) {
                damaged += clause;
                damaged.push('\n');
                wanted.push((clause, clause));
            }
        }
        let repaired = repair(&damaged);
        check_laws(&damaged, &repaired);
        assert_eq!(repair(&repaired.text).edits, [], "again");
        assert_eq!(repaired.text.lines().count(), wanted.len());
        for (got, (clause, shown)) in repaired.text.lines().zip(wanted) {
            if clause == shown {
                assert_eq!(got, clause, "sound");
                continue;
            }
            // Nothing in between: a line comes back as it was, or stays.
            assert!(got == clause || got == shown, "{clause} {shown} {got}");
            exact += usize::from(got == clause);
            left += usize::from(got == shown);
        }
    }
    (exact, left)
}

/// The table of short lines in the README: what is exact, in percent.
#[test]
fn table_of_short_lines() {
    let floors = [
        [30, 65, 79, 92, 97],
        [97, 95, 95, 99, 99],
        [90, 89, 92, 98, 99],
        [12, 50, 69, 88, 95],
        [79, 88, 94, 97, 99],
        [69, 81, 90, 96, 99],
    ];
    let pages = [
        ("by themselves", 1, false),
        ("five to a page", 5, false),
        ("five among five sound ones", 5, true),
    ];
    let kinds = MISTAKES
        .iter()
        .flat_map(|mistake| pages.iter().map(move |page| (mistake, page)));
    let (mut unknown, mut low) = (Vec::new(), Vec::new());
    for ((mistake, &(what, lines, is_mixed)), floors) in kinds.zip(floors) {
        let mut row = format!("| {}, {what} |", mistake.name);
        for (length, floor) in [3, 4, 5, 6, 8].into_iter().zip(floors) {
            let (exact, left) = repaired(mistake, length, lines, is_mixed);
            let percent = exact * 100 / (exact + left);
            row += &format!(" {percent} |");
            if percent < floor {
                low.push(format!("{} {what}: {length}: {percent}", mistake.name));
            }
        }
        println!("{row}");
        if !README.lines().any(|line| line == row) {
            unknown.push(row);
        }
    }
    assert!(low.is_empty(), "{low:#?}");
    assert!(unknown.is_empty(), "not in the README: {unknown:#?}");
}

/// The ideographs of a table in its order, from these lead bytes on; with all
/// second bytes, or only those beyond ASCII.
fn in_order(
    encoding: &'static Encoding,
    leads: core::ops::RangeInclusive<u8>,
    is_all: bool,
) -> Vec<char> {
    let bytes: Vec<u8> = leads
        .flat_map(|lead| (0x40..=0xFE_u8).map(move |trail| (lead, trail)))
        .filter(|&(_, trail)| trail > 0xA0 || is_all && trail < 0x7F)
        .flat_map(|(lead, trail)| [lead, trail])
        .collect();
    let text = encoding.decode_without_bom_handling(&bytes).0;
    let ideographs = text
        .chars()
        .filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    ideographs.collect()
}

/// Lists of rare characters and of names: no words, and no damage.
fn lists() -> Vec<String> {
    let surnames: Vec<char> = "王李张陈黄周吴徐孙胡朱高林何郭馬羅梁宋鄭谢韩唐冯"
        .chars()
        .collect();
    let rare = [
        in_order(GBK, 0xD8..=0xF7, false),
        in_order(BIG5, 0xC9..=0xF9, true),
        in_order(GBK, 0x81..=0xA0, true),
    ];
    let mut lists = Vec::new();
    // A step of its own through each table, so that no two are neighbours there.
    for (all, step) in rare.iter().zip([1009, 2003, 997]) {
        let mut next = all.iter().cycle().step_by(step);
        for (i, surname) in surnames.iter().cycle().take(3000).enumerate() {
            let mut take = |count: usize| -> String { next.by_ref().take(count).collect() };
            lists.push(match i % 4 {
                0 => take(3 + i % 9),
                1 => format!("{surname}{}", take(2)),
                2 => format!("{surname}{} {}", take(1), take(3)),
                _ => format!("{surname}{}、{}、{}", take(2), take(2), take(3)),
            });
        }
    }
    lists
}

#[test]
fn lists_of_rare_characters_stay() {
    for list in lists() {
        let repaired = repair(&list);
        let edits = repaired.edits.iter();
        let by_pairs = edits.filter(|edit| {
            ["mojibake-gbk-as-big5", "mojibake-big5-as-gbk"].contains(&edit.damage.name())
        });
        assert_eq!(by_pairs.count(), 0, "{list}: {:?}", repaired.edits);
    }
}

/// Nor does it make damage of them that the page has it elsewhere.
#[test]
fn sound_lines_beside_damaged_ones_stay() {
    let damaged = [
        MISTAKES[0].of("全县各级各部门要认真抓好落实，确保今年各项任务圆满完成"),
        MISTAKES[1].of("全縣各級各部門要認真抓好落實，確保今年各項任務圓滿完成"),
    ];
    let sound = "旮旮旯旯\nホロホロ鳥\nさらい取る\nいざり寄せる\n引き続い\n雪种\n殘障\n螺槳\n\
                 饕餮\n龃龉\n魑魅魍魉\n囹圄\n惟雄\n塵塚\n王祎婷\n李垚垚\n陳鈺琪\n";
    for head in damaged.into_iter().flatten() {
        let page = format!("{head}\n{sound}");
        let repaired = repair(&page);
        assert!(!repaired.text.starts_with(&head), "{}", repaired.text);
        assert!(repaired.text.ends_with(sound), "{}", repaired.text);
    }
}

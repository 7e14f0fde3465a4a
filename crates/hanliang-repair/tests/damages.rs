//! The table of damages in the README: each line of the clean texts and of the
//! seeds, from eight characters on and up to a hundred, damaged in each way and
//! repaired.

mod support;

use encoding_rs::{BIG5, Encoding, GB18030, GBK};
use hanliang_repair::{Repaired, decode_as, repair, repair_bytes};
use support::{DAMAGES, check_laws, clean_texts};

const README: &str = include_str!("../README.md");

/// How many characters of a line are tried.
const LONGEST: usize = 100;

/// What came of the lines of one damage.
#[derive(Default)]
struct Row {
    name: String,
    tried: usize,
    /// As they were, with one mark for each character whose bytes are gone.
    exact: usize,
    /// Right outside of the losses that are reported.
    reported: usize,
    wrong: usize,
}

impl Row {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    fn count(&mut self, repaired: &Repaired<'_>, text: &str) {
        self.tried += 1;
        if repaired.text == text {
            self.exact += 1;
        } else if is_right_outside_of_losses(repaired, text) {
            self.reported += 1;
        } else {
            self.wrong += 1;
        }
    }

    /// As a row of the table, and whether it keeps its bounds, in percent.
    fn check(&self, least_exact: usize, most_wrong: usize) -> (String, bool) {
        let Self {
            name,
            tried,
            exact,
            reported,
            wrong,
        } = self;
        let row = format!("| {name} | {tried} | {exact} | {reported} | {wrong} |");
        let holds = exact * 100 >= tried * least_exact && wrong * 100 <= tried * most_wrong;
        (row, holds)
    }
}

/// Whether there are losses, and all that stands outside of them is in the
/// text, in its order.
fn is_right_outside_of_losses(repaired: &Repaired<'_>, text: &str) -> bool {
    let mut rest = text.chars();
    let outside = repaired.text.char_indices().filter(|&(at, c)| {
        c != '\u{FFFD}' && !repaired.losses.iter().any(|loss| loss.span.contains(at))
    });
    let mut outside = outside.map(|(_, c)| c);
    !repaired.losses.is_empty() && outside.all(|c| rest.any(|next| next == c))
}

/// The lines of one script, or of both.
fn lines(script: Option<&str>) -> Vec<String> {
    clean_texts()
        .iter()
        .filter(|text| text.script != "other")
        .filter(|text| script.is_none_or(|script| text.script == script))
        .flat_map(|text| text.text.lines())
        .filter(|line| line.chars().count() >= 8)
        .map(|line| line.chars().take(LONGEST).collect())
        .collect()
}

/// Wrong decodings that keep every byte.
fn wrong_decodings() -> Vec<(Row, usize, usize)> {
    let rows = DAMAGES.iter().map(|damage| {
        let mut row = Row::new(damage.name);
        for line in lines(None) {
            // Three bytes make one and a half pairs: a line of odd length
            // loses its end, and is tried without it.
            let ends = line.char_indices().map(|(at, _)| at).rev().take(2);
            let kept = core::iter::once(line.len())
                .chain(ends)
                .filter_map(|end| line.get(..end))
                .find_map(|line| Some((line, damage.keeping(line)?)));
            let Some((line, damaged)) = kept else {
                continue;
            };
            let repaired = repair(&damaged);
            check_laws(&damaged, &repaired);
            row.count(&repaired, line);
        }
        // Between two tables of ideographs some lines stay in doubt, and a line
        // of ideographs in use may be no suspect.
        let (exact, wrong) = if damage.can_be_told() {
            (95, 2)
        } else {
            (80, 10)
        };
        (row, exact, wrong)
    });
    rows.collect()
}

/// Wrong decodings that lose bytes.
fn lossy_decodings() -> Vec<(Row, usize, usize)> {
    type Lose = fn(&str) -> String;
    let as_gbk: Lose = |text| {
        GB18030
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into()
    };
    let without_private_use: Lose = |text| {
        let shown = GB18030.decode_without_bom_handling(text.as_bytes()).0;
        let kept = shown
            .chars()
            .filter(|c| !matches!(c, '\u{E000}'..='\u{F8FF}'));
        kept.collect()
    };
    let as_latin1_without_controls: Lose = |text| {
        let shown = text.bytes().map(char::from);
        shown
            .filter(|c| !matches!(c, '\u{80}'..='\u{9F}'))
            .collect()
    };
    let as_windows_1252: Lose = |text| {
        let bytes = text
            .bytes()
            .filter(|b| !matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D));
        let bytes: Vec<u8> = bytes.collect();
        encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(&bytes)
            .0
            .into()
    };
    let as_big5: Lose = |text| BIG5.decode_without_bom_handling(text.as_bytes()).0.into();
    let ways: [(&str, Lose, usize); 5] = [
        ("UTF-8 as GBK, all lines", as_gbk, 2),
        (
            "the same, private-use characters dropped",
            without_private_use,
            40,
        ),
        (
            "UTF-8 as Windows-1252, five bytes dropped",
            as_windows_1252,
            5,
        ),
        (
            "UTF-8 as Latin-1, controls dropped",
            as_latin1_without_controls,
            10,
        ),
        ("UTF-8 as Big5, all lines", as_big5, 40),
    ];
    let rows = ways.into_iter().map(|(name, damage, most_wrong)| {
        let mut row = Row::new(name);
        for line in lines(None) {
            let damaged = damage(&line);
            let repaired = repair(&damaged);
            check_laws(&damaged, &repaired);
            row.count(&repaired, &line);
        }
        (row, 0, most_wrong)
    });
    rows.collect()
}

/// Pairs of bytes as letters, of which those that no one sees were taken out or
/// made blanks.
fn unseen_bytes() -> Vec<(Row, usize, usize)> {
    type Lose = fn(char) -> Option<char>;
    let taken_out: Lose = |c| (c != '\u{AD}').then_some(c);
    let blanks: Lose = |c| {
        Some(if matches!(c, '\u{AD}' | '\u{A0}') {
            ' '
        } else {
            c
        })
    };
    let ways: [(&str, &'static Encoding, Lose, usize, usize); 4] = [
        ("GBK as Windows-1252, AD taken out", GBK, taken_out, 85, 8),
        (
            "GBK as Windows-1252, AD and A0 as blanks",
            GBK,
            blanks,
            90,
            4,
        ),
        (
            "Big5 as Windows-1252, AD taken out",
            BIG5,
            taken_out,
            50,
            40,
        ),
        (
            "Big5 as Windows-1252, AD and A0 as blanks",
            BIG5,
            blanks,
            50,
            30,
        ),
    ];
    let rows = ways.into_iter().map(|(name, encoding, lose, least, most)| {
        let mut row = Row::new(name);
        for line in lines(None) {
            let Some(bytes) = encode(&line, encoding) else {
                continue;
            };
            let shown = encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(&bytes)
                .0;
            let damaged: String = shown.chars().filter_map(lose).collect();
            if damaged == shown {
                continue;
            }
            let repaired = repair(&damaged);
            check_laws(&damaged, &repaired);
            row.count(&repaired, &line);
        }
        (row, least, most)
    });
    rows.collect()
}

fn encode(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, used, unmappable) = encoding.encode(text);
    (!unmappable && used == encoding).then(|| bytes.into_owned())
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// Bytes of one encoding, as they are, cut off, with a byte too many and with
/// one that is gone.
fn bytes() -> Vec<(Row, usize, usize)> {
    let mut rows = Vec::new();
    let mut utf16_le = Row::new("UTF-16LE without mark");
    let mut utf16_be = Row::new("UTF-16BE without mark");
    for line in lines(None) {
        utf16_le.count(&repair_bytes(&utf16(&line, u16::to_le_bytes)), &line);
        utf16_be.count(&repair_bytes(&utf16(&line, u16::to_be_bytes)), &line);
    }
    rows.extend([(utf16_le, 100, 0), (utf16_be, 100, 0)]);
    for (name, encoding, script) in [
        ("UTF-8", encoding_rs::UTF_8, None),
        ("GBK", GBK, None),
        ("GB18030 with four bytes", GB18030, Some("simplified")),
        ("Big5", BIG5, Some("traditional")),
    ] {
        let row = |what: &str| Row::new(&format!("{name}{what}"));
        let mut whole = row("");
        let mut declared = row(" that says it is another");
        let mut cut_off = row(", last character cut");
        let mut stray = row(", a byte too many");
        let mut half = row(", half a character");
        for (i, line) in lines(script).into_iter().enumerate() {
            let line = if encoding == GB18030 {
                format!("{line}㐂")
            } else {
                line
            };
            let Some(bytes) = encode(&line, encoding) else {
                continue;
            };
            whole.count(&repair_bytes(&bytes), &line);
            let label = if encoding == BIG5 { "gb2312" } else { "big5" };
            declared.count(
                &hanliang_repair::Repairer::new().repair_decoded(decode_as(&bytes, label)),
                &line,
            );
            let inner = line.char_indices().filter(|(_, c)| !c.is_ascii());
            let inner: Vec<(usize, char)> = inner.collect();
            let chosen = (i * 7).checked_rem(inner.len());
            let (Some(&(last, end)), Some(&(place, c))) =
                (inner.last(), chosen.and_then(|chosen| inner.get(chosen)))
            else {
                continue;
            };
            let (Some(head), Some(tail)) = (line.get(..place), line.get(place..)) else {
                continue;
            };
            let behind = tail.get(c.len_utf8()..).unwrap_or_default();
            if last + end.len_utf8() == line.len() {
                let kept = line.get(..last).unwrap_or_default();
                let cut = bytes.get(..bytes.len() - 1).unwrap_or_default();
                cut_off.count(&repair_bytes(cut), &format!("{kept}\u{FFFD}"));
            }
            let part = |text: &str| encode(text, encoding).unwrap_or_default();
            let too_many = [part(head), vec![0xFF], part(tail)].concat();
            stray.count(&repair_bytes(&too_many), &format!("{head}\u{FFFD}{tail}"));
            let mut broken = part(&format!("{head}{c}"));
            broken.pop();
            broken.extend(part(behind));
            half.count(&repair_bytes(&broken), &format!("{head}\u{FFFD}{behind}"));
        }
        let is_utf8 = encoding == encoding_rs::UTF_8;
        rows.push((whole, 100, 0));
        rows.push((declared, 99, 1));
        rows.push((cut_off, 98, 2));
        rows.push((stray, 94, 6));
        rows.push((
            half,
            if is_utf8 { 95 } else { 40 },
            if is_utf8 { 2 } else { 55 },
        ));
    }
    rows
}

#[test]
fn table_of_damages() {
    let mut table = String::from("| damage | lines | exact | reported | wrong |\n");
    table += "| --- | ---: | ---: | ---: | ---: |\n";
    let (mut broken, mut unknown) = (Vec::new(), Vec::new());
    for (row, least_exact, most_wrong) in [
        wrong_decodings(),
        lossy_decodings(),
        unseen_bytes(),
        bytes(),
    ]
    .into_iter()
    .flatten()
    {
        if row.tried == 0 {
            continue;
        }
        let (row, holds) = row.check(least_exact, most_wrong);
        if !holds {
            broken.push(row.clone());
        }
        if !README.lines().any(|line| line == row) {
            unknown.push(row.clone());
        }
        table += &row;
        table.push('\n');
    }
    println!("{table}");
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(unknown.is_empty(), "not in the README: {unknown:#?}");
}

/// Whole pages: what their lines share tells more than each of them.
#[test]
fn whole_pages() {
    for damage in DAMAGES {
        for text in clean_texts() {
            let Some(damaged) = damage
                .keeping(&text.text)
                .filter(|_| text.script != "other")
            else {
                continue;
            };
            let is_right = repair(&damaged).text == text.text;
            assert!(
                is_right || !damage.can_be_told(),
                "{} {}",
                damage.name,
                text.genre
            );
        }
    }
}

//! Each damage of bytes and of forms, made on real text and undone.

mod support;

use std::borrow::Cow;

use encoding_rs::{BIG5, GB18030, GBK};
use hanliang_repair::{decode, decode_as, repair};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use support::{check_laws, clean_texts};

/// Lines of the clean Chinese texts; without those that have code in them,
/// where an entity is left.
fn lines() -> Vec<String> {
    clean_texts()
        .iter()
        .filter(|text| text.script != "other")
        .flat_map(|text| text.text.lines().map(str::trim).map(str::to_owned))
        .filter(|line| line.chars().filter(|&c| is_han(c)).count() >= 12 && !line.contains('`'))
        .collect()
}

fn page() -> impl Strategy<Value = String> {
    prop::collection::vec(select(lines()), 1..6).prop_map(|lines| lines.join("\n"))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// The text with `mark` behind every so manieth ideograph that has another
/// one behind it.
fn sprinkled(text: &str, mark: &str, step: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (i, &c) in chars.iter().enumerate() {
        out.push(c);
        let inside = is_han(c) && chars.get(i + 1).is_some_and(|&next| is_han(next));
        if inside && i % step == 0 {
            out.push_str(mark);
        }
    }
    out
}

/// Runs of ideographs and Chinese punctuation, each written by `encode`; those
/// of fewer than four characters, and those that touch ASCII, stay.
fn encoded(text: &str, encode: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut before = '\n';
    while let Some(c) = rest.chars().next() {
        let chinese = |c: char| is_han(c) || matches!(c, '，' | '。' | '、');
        let length = rest.find(|c| !chinese(c)).unwrap_or(rest.len());
        let (run, tail) = rest.split_at(length.max(c.len_utf8()));
        let after = tail.chars().next().unwrap_or('\n');
        let free = |c: char| c == '\n' || !c.is_ascii();
        if run.chars().filter(|&c| is_han(c)).count() >= 4 && free(before) && free(after) {
            out.push_str(&encode(run));
        } else {
            out.push_str(run);
        }
        before = run.chars().next_back().unwrap_or('\n');
        rest = tail;
    }
    out
}

fn percent(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("%{byte:02X}")).collect()
}

/// A form of damage, and a text after it.
type Form = (&'static str, fn(&str) -> String);

const FORMS: [Form; 14] = [
    ("zero-width", |t| sprinkled(t, "\u{200B}", 5)),
    ("zero-width", |t| sprinkled(t, "\u{2060}", 3)),
    ("direction-mark", |t| sprinkled(t, "\u{200E}", 7)),
    ("direction-mark", |t| sprinkled(t, "\u{202D}", 9)),
    ("byte-order-mark", |t| sprinkled(t, "\u{FEFF}", 11)),
    ("control-character", |t| sprinkled(t, "\u{1}", 4)),
    ("html-entity", |t| {
        t.replace('，', "&#65292;").replace('。', "&#x3002;")
    }),
    ("html-entity", |t| t.replace('，', "&amp;#xff0c;")),
    ("unicode-escape", |t| {
        let escape = |c: char| format!("\\u{:04x}", u32::from(c));
        encoded(t, |run| run.chars().map(escape).collect())
    }),
    ("unicode-escape", |t| {
        let escape = |c: char| format!("%u{:04X}", u32::from(c));
        encoded(t, |run| run.chars().map(escape).collect())
    }),
    ("percent-encoding", |t| {
        encoded(t, |run| percent(run.as_bytes()))
    }),
    ("percent-encoding", |t| {
        encoded(t, |run| percent(&GB18030.encode(run).0))
    }),
    ("kangxi-radical", |t| {
        // Not in the order of their code points, as a list would be.
        let damaged = t
            .replace('人', "⼈")
            .replace('大', "⼤")
            .replace('一', "⼀");
        let radicals: Vec<char> = damaged
            .chars()
            .filter(|c| matches!(c, '⼀' | '⼈' | '⼤'))
            .collect();
        if radicals.is_sorted() {
            t.to_owned()
        } else {
            damaged
        }
    }),
    ("private-use", |t| t.replace('\u{3000}', "\u{E5E5}")),
];

fn hz(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for c in text.chars() {
        let mut buffer = [0; 4];
        match &*GBK.encode(c.encode_utf8(&mut buffer)).0 {
            b"~" => out.extend(b"~~"),
            [ascii] => out.push(*ascii),
            [lead @ 0xA1..=0xF7, trail @ 0xA1..=0xFE] => {
                out.extend([b'~', b'{', lead & 0x7F, trail & 0x7F, b'~', b'}']);
            }
            _ => return None,
        }
    }
    Some(out)
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The bytes of a text in each encoding that has all of its characters.
fn in_each_encoding(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-16LE", utf16(text, u16::to_le_bytes)),
        ("UTF-16BE", utf16(text, u16::to_be_bytes)),
        ("GB18030", GB18030.encode(text).0.into_owned()),
    ];
    let (big5, _, lacking) = BIG5.encode(text);
    if !lacking {
        all.push(("Big5", big5.into_owned()));
    }
    if let Some(hz) = hz(text) {
        all.push(("HZ-GB-2312", hz));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn each_form_is_undone(text in page(), which in any::<Index>()) {
        let (name, deform) = *which.get(&FORMS);
        let indented = |line: &str| format!("\u{3000}\u{3000}{}", line.trim_start_matches(|c| !is_han(c)));
        let text = text.lines().map(indented).collect::<Vec<_>>().join("\n");
        let damaged = deform(&text);
        let repaired = repair(&damaged);
        check_laws(&damaged, &repaired);
        prop_assert_eq!(&*repaired.text, &*text, "{}", name);
        prop_assert!(repaired.edits.iter().all(|edit| edit.damage.name() == name));
    }

    #[test]
    fn what_was_encoded_after_a_wrong_decoding_is_undone(line in select(lines()), hidden in any::<bool>()) {
        // Beside the first of these an escape is code, and the last are left by
        // themselves.
        prop_assume!(!line.contains(['+', '=', '[', ']', '{', '}', '/', '|', '*', '-', '_', '"', '\'', '₂', '℃']));
        let escaped = |text: &str| -> String {
            let units = text.encode_utf16().map(|unit| match u8::try_from(unit) {
                Ok(byte @ ..0x80) => char::from(byte).to_string(),
                _ => format!("\\u{unit:04x}"),
            });
            units.collect()
        };
        let damaged = if hidden {
            escaped(&sprinkled(&line, "\u{200B}", 3))
        } else {
            escaped(&line.bytes().map(char::from).collect::<String>())
        };
        let repaired = repair(&damaged);
        check_laws(&damaged, &repaired);
        prop_assert_eq!(&*repaired.text, &*line);
    }

    #[test]
    fn each_encoding_is_read_without_loss(text in page(), rare in any::<bool>()) {
        // Of four bytes in GB18030.
        let text = if rare { format!("{text}㐂𠀾") } else { text };
        for (name, bytes) in in_each_encoding(&text) {
            let decoded = decode(&bytes);
            prop_assert_eq!(&*decoded.text, &*text, "{}", name);
            prop_assert_eq!(decoded.encoding, name);
            prop_assert!(decoded.losses.is_empty());
        }
    }

    #[test]
    fn a_lying_label_does_no_harm(text in page(), label in select(vec![
        "gb2312", "big5", "utf-8", "iso-8859-1", "windows-1252", "shift_jis", "utf-16le",
    ])) {
        for (name, bytes) in in_each_encoding(&text) {
            let decoded = decode_as(&bytes, label);
            prop_assert_eq!(&*decoded.text, &*text, "{} as {}", name, label);
        }
    }

    #[test]
    fn a_cut_character_is_the_only_loss(text in page()) {
        let text = text.trim_end_matches(|c| !is_han(c));
        for (name, bytes) in in_each_encoding(text) {
            if name == "HZ-GB-2312" {
                continue;
            }
            let decoded = decode(&bytes[..bytes.len() - 1]);
            let kept = text.trim_end_matches(|c| text.ends_with(c));
            prop_assert!(decoded.text.starts_with(kept), "{}", name);
            prop_assert!(decoded.text.ends_with('\u{FFFD}'), "{}", name);
            prop_assert_eq!(decoded.losses.len(), 1);
            prop_assert_eq!(decoded.losses[0].damage.name(), "truncated-character");
        }
    }

    #[test]
    fn a_cut_line_in_another_encoding_loses_one_character(
        text in page(),
        line in select(lines()),
        length in 1..=2_usize,
    ) {
        let line = line.trim_end_matches(|c| !is_han(c));
        // Most of the page is in one encoding.
        let text = vec![&*text; 3 + 3 * line.len() / text.len()].join("\n");
        let kept: String = line.chars().take(line.chars().count() - 1).collect();
        let wanted = format!("{text}\n{kept}\u{FFFD}\n{text}");
        for (name, around) in in_each_encoding(&format!("{text}\n")) {
            for (other, within) in in_each_encoding(line) {
                let are_lines = |name: &str| ["UTF-8", "GB18030", "Big5"].contains(&name);
                let is_mixed = (name == "UTF-8") != (other == "UTF-8");
                if !are_lines(name) || !are_lines(other) || !is_mixed {
                    continue;
                }
                let gone = if other == "UTF-8" { length } else { 1 };
                let behind = &around[..around.len() - 1];
                let bytes = [&around, &within[..within.len() - gone], b"\n", behind].concat();
                let decoded = decode(&bytes);
                let lost = decoded.text.matches('\u{FFFD}').count();
                prop_assert_eq!(lost, 1, "{} in {}", other, name);
                if other == "UTF-8" {
                    prop_assert_eq!(&*decoded.text, &*wanted);
                }
                // Which byte is gone, the words may leave in doubt.
                let is_sure = |at| !decoded.losses.iter().any(|loss| loss.span.contains(at));
                let sure = decoded.text.char_indices().filter(|&(at, _)| is_sure(at));
                let mut rest = wanted.chars();
                prop_assert!(sure.into_iter().all(|(_, c)| rest.any(|next| next == c)), "{}", decoded.text);
            }
        }
    }

    #[test]
    fn clean_lines_are_borrowed(text in page()) {
        prop_assert!(matches!(repair(&text).text, Cow::Borrowed(_)));
    }
}

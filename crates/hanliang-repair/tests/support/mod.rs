//! Damage made on purpose, and the clean texts it is made on.
#![allow(dead_code, reason = "each test binary uses its part")]
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a table or a span that is wrong fails the test"
)]

use encoding_rs::{BIG5, Encoding, GB18030, GBK, WINDOWS_1252};
use hanliang_repair::{Repaired, Span};

/// A clean text.
pub(crate) struct Text {
    pub(crate) genre: String,
    pub(crate) script: String,
    pub(crate) text: String,
}

/// The clean texts, and the seeds that are clean.
pub(crate) fn clean_texts() -> Vec<Text> {
    let table: toml::Table = include_str!("../cases/clean.toml").parse().unwrap();
    let mut texts: Vec<Text> = table["text"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| Text {
            genre: row["genre"].as_str().unwrap().to_owned(),
            script: row["script"].as_str().unwrap().to_owned(),
            text: row["text"].as_str().unwrap().to_owned(),
        })
        .collect();
    for (name, script, text) in [
        (
            "seed 000",
            "simplified",
            include_str!("../../../../tests/gold/text/000.txt"),
        ),
        (
            "seed 001 repaired",
            "traditional",
            include_str!("../../../../tests/gold/text/001.txt"),
        ),
        (
            "seed 002",
            "simplified",
            include_str!("../../../../tests/gold/text/002.txt"),
        ),
        (
            "seed 003",
            "simplified",
            include_str!("../../../../tests/gold/text/003.txt"),
        ),
        (
            "seed 004",
            "simplified",
            include_str!("../../../../tests/gold/text/004.txt"),
        ),
    ] {
        texts.push(Text {
            genre: name.to_owned(),
            script: script.to_owned(),
            text: text.to_owned(),
        });
    }
    texts
}

/// A way to read bytes with the wrong table.
#[derive(Clone, Copy)]
pub(crate) struct Damage {
    pub(crate) name: &'static str,
    steps: &'static [(Table, Table)],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Table {
    Utf8,
    Gbk,
    Big5,
    Latin1,
    Windows1252,
}

/// Every wrong decoding that is undone.
pub(crate) const DAMAGES: &[Damage] = &[
    Damage {
        name: "UTF-8 as GBK",
        steps: &[(Table::Utf8, Table::Gbk)],
    },
    Damage {
        name: "UTF-8 as Latin-1",
        steps: &[(Table::Utf8, Table::Latin1)],
    },
    Damage {
        name: "UTF-8 as Windows-1252",
        steps: &[(Table::Utf8, Table::Windows1252)],
    },
    Damage {
        name: "UTF-8 as Big5",
        steps: &[(Table::Utf8, Table::Big5)],
    },
    Damage {
        name: "GBK as Latin-1",
        steps: &[(Table::Gbk, Table::Latin1)],
    },
    Damage {
        name: "GBK as Windows-1252",
        steps: &[(Table::Gbk, Table::Windows1252)],
    },
    Damage {
        name: "GBK as Big5",
        steps: &[(Table::Gbk, Table::Big5)],
    },
    Damage {
        name: "Big5 as Latin-1",
        steps: &[(Table::Big5, Table::Latin1)],
    },
    Damage {
        name: "Big5 as GBK",
        steps: &[(Table::Big5, Table::Gbk)],
    },
    Damage {
        name: "UTF-8 as Latin-1, twice",
        steps: &[(Table::Utf8, Table::Latin1), (Table::Utf8, Table::Latin1)],
    },
    Damage {
        name: "UTF-8 as Windows-1252, twice",
        steps: &[
            (Table::Utf8, Table::Windows1252),
            (Table::Utf8, Table::Windows1252),
        ],
    },
    Damage {
        name: "UTF-8 as GBK, twice",
        steps: &[(Table::Utf8, Table::Gbk), (Table::Utf8, Table::Gbk)],
    },
    Damage {
        name: "UTF-8 as Latin-1, then as GBK",
        steps: &[(Table::Utf8, Table::Latin1), (Table::Utf8, Table::Gbk)],
    },
    Damage {
        name: "GBK as Latin-1, then UTF-8 as Latin-1",
        steps: &[(Table::Gbk, Table::Latin1), (Table::Utf8, Table::Latin1)],
    },
    Damage {
        name: "GBK as Latin-1, then UTF-8 as GBK",
        steps: &[(Table::Gbk, Table::Latin1), (Table::Utf8, Table::Gbk)],
    },
];

impl Damage {
    /// The text after the damage, `None` if the right table lacks a
    /// character of it.
    pub(crate) fn lossy(self, text: &str) -> Option<String> {
        let mut text = text.to_owned();
        for &(right, wrong) in self.steps {
            text = decode(&encode(&text, right)?, wrong);
        }
        Some(text)
    }

    /// Whether every line can be undone. Where GBK was read as Big5, both
    /// sides are ideographs in daily use, and short lines stay in doubt: the
    /// table of damages counts them.
    pub(crate) fn can_be_told(self) -> bool {
        self.name != "GBK as Big5"
    }

    /// The text after the damage, `None` if any of it is lost on the way.
    pub(crate) fn keeping(self, text: &str) -> Option<String> {
        let mut damaged = text.to_owned();
        for &(right, wrong) in self.steps {
            damaged = decode(&encode(&damaged, right)?, wrong);
            if damaged.contains('\u{FFFD}') {
                return None;
            }
        }
        (damaged != text).then_some(damaged)
    }
}

fn encode(text: &str, table: Table) -> Option<Vec<u8>> {
    let encoding: &Encoding = match table {
        Table::Utf8 => return Some(text.as_bytes().to_vec()),
        Table::Gbk => GBK,
        Table::Big5 => BIG5,
        Table::Latin1 | Table::Windows1252 => WINDOWS_1252,
    };
    let (bytes, _, unmappable) = encoding.encode(text);
    (!unmappable).then(|| bytes.into_owned())
}

fn decode(bytes: &[u8], table: Table) -> String {
    let encoding: &Encoding = match table {
        Table::Latin1 => return bytes.iter().map(|&byte| char::from(byte)).collect(),
        Table::Utf8 => return String::from_utf8_lossy(bytes).into_owned(),
        Table::Gbk => GB18030,
        Table::Big5 => BIG5,
        Table::Windows1252 => WINDOWS_1252,
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// The laws of every repair: edits and losses in order, on boundaries, true
/// to both texts, and the edits replayed give the text.
pub(crate) fn check_laws(source: &str, repaired: &Repaired<'_>) {
    let target = &*repaired.text;
    let mut replayed = String::new();
    let mut at = 0;
    let mut before: Option<(Span, Span)> = None;
    for edit in &repaired.edits {
        assert_eq!(edit.source.of(source), Some(&*edit.before), "{edit:?}");
        assert_eq!(edit.target.of(target), Some(&*edit.after), "{edit:?}");
        assert_ne!(edit.before, edit.after);
        assert!((0.0..=1.0).contains(&edit.confidence), "{edit:?}");
        if let Some((s, t)) = before {
            assert!(
                s.end <= edit.source.start && t.end <= edit.target.start,
                "{edit:?}"
            );
        }
        before = Some((edit.source, edit.target));
        replayed.push_str(&source[at..edit.source.start]);
        replayed.push_str(&edit.after);
        at = edit.source.end;
    }
    replayed.push_str(&source[at..]);
    assert_eq!(replayed, target);
    assert_eq!(repaired.source(), source);
    assert!(repaired.losses.is_sorted_by_key(|loss| loss.span));
    for loss in &repaired.losses {
        assert!(loss.span.of(target).is_some(), "{loss:?}");
    }
    if repaired.edits.is_empty() {
        assert_eq!(source, target);
    }
}

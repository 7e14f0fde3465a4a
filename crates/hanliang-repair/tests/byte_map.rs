//! From places in the text back to the bytes.

mod support;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, UTF_8};
use hanliang_repair::{Decoded, Repairer, Span, decode, decode_as, repair_bytes};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use support::clean_texts;

/// Each character of the text is what the bytes at its place say by themselves
/// in one of the encodings, the places follow one another, and between them
/// stands nothing but what `skipped` allows.
fn check(bytes: &[u8], decoded: &Decoded<'_>, encodings: &[&'static Encoding], skipped: &[&[u8]]) {
    let map = decoded.byte_map(bytes);
    let mut end = decoded.text.chars().next().map_or(0, |first| {
        map.to_bytes(Span::new(0, first.len_utf8())).start
    });
    for (at, c) in decoded.text.char_indices() {
        let place = map.to_bytes(Span::new(at, at + c.len_utf8()));
        let here = bytes.get(place.range()).unwrap_or_default();
        let between = bytes.get(end..place.start);
        assert!(
            place.start == end || between.is_some_and(|between| skipped.contains(&between)),
            "{place:?} behind {end} for {c:?}"
        );
        end = place.end;
        let says = |encoding: &&'static Encoding| {
            let read = encoding.decode_without_bom_handling(here).0;
            read.contains(c)
        };
        assert!(
            !here.is_empty() && (c == '\u{FFFD}' || encodings.iter().any(says)),
            "{c:?} is {here:X?}"
        );
    }
    let rest = bytes.get(end..).unwrap_or_default();
    assert!(decoded.text.is_empty() || rest.is_empty() || skipped.contains(&rest));
    assert_eq!(map.to_bytes(Span::new(0, decoded.text.len())).end, end);
}

const MIXED: [&Encoding; 3] = [UTF_8, GB18030, BIG5];

fn lines() -> Vec<String> {
    let texts = clean_texts();
    let lines = texts.iter().flat_map(|text| text.text.lines());
    let long = lines.filter(|line| line.chars().count() >= 12);
    long.map(str::to_owned).collect()
}

/// A page whose lines are in several encodings.
fn mixed() -> impl Strategy<Value = Vec<u8>> {
    let line = (select(lines()), select(vec![UTF_8, GBK, BIG5]));
    prop::collection::vec(line, 1..8).prop_map(|lines| {
        let encoded = lines.iter().map(|(line, encoding)| {
            let (bytes, _, lacks) = encoding.encode(line);
            if lacks {
                line.clone().into_bytes()
            } else {
                bytes.into_owned()
            }
        });
        encoded.collect::<Vec<_>>().join(&b'\n')
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn each_character_of_a_mixed_page_is_found(bytes in mixed()) {
        check(&bytes, &decode(&bytes), &MIXED, &[]);
    }

    #[test]
    fn each_character_beside_broken_bytes_is_found(
        bytes in mixed(),
        breaks in prop::collection::vec((any::<Index>(), any::<Option<u8>>()), 1..5),
    ) {
        let mut bytes = bytes;
        for (at, stray) in breaks {
            let at = at.index(bytes.len());
            match stray {
                Some(stray) => bytes.insert(at, stray),
                None if bytes.len() > 1 => drop(bytes.remove(at)),
                None => {}
            }
        }
        let decoded = decode(&bytes);
        if MIXED.iter().any(|encoding| encoding.name().eq_ignore_ascii_case(decoded.encoding)) {
            check(&bytes, &decoded, &MIXED, &[]);
        }
    }

    #[test]
    fn places_in_any_bytes_are_in_order(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for decoded in [decode(&bytes), decode_as(&bytes, "gb18030"), decode_as(&bytes, "euc-jp")] {
            let map = decoded.byte_map(&bytes);
            let mut end = 0;
            for (at, c) in decoded.text.char_indices() {
                let place = map.to_bytes(Span::new(at, at + c.len_utf8()));
                prop_assert!(end <= place.start && place.end <= bytes.len());
                end = place.start;
            }
        }
    }

    #[test]
    fn a_loss_names_the_bytes_at_its_place(bytes in mixed(), at in any::<Index>(), stray in 0xF8_u8..) {
        let mut bytes = bytes;
        bytes.insert(at.index(bytes.len()), stray);
        let decoded = decode(&bytes);
        let map = decoded.byte_map(&bytes);
        for loss in &decoded.losses {
            let place = map.to_bytes(loss.span);
            let detail = loss.detail.as_deref().unwrap_or_default();
            let hex: Vec<String> = bytes[place.range()].iter().map(|b| format!("{b:02X}")).collect();
            let told = format!("{} at byte {}", hex.join(" "), place.start);
            prop_assert!(detail.starts_with(&told), "{} is {}", detail, told);
        }
    }
}

#[test]
fn each_encoding_leads_back() {
    let text = "統計 3.5万人、A型。ﾊﾝ 人口";
    let mut checked = 0;
    for encoding in [EUC_JP, SHIFT_JIS, ISO_2022_JP, EUC_KR, GB18030, BIG5] {
        let bytes = encoding.encode(text).0;
        let decoded = decode_as(&bytes, encoding.name());
        if decoded.encoding.eq_ignore_ascii_case(encoding.name()) && encoding != ISO_2022_JP {
            check(&bytes, &decoded, &[encoding], &[]);
            checked += 1;
        }
    }
    assert!(checked >= 4, "{checked}");
    let marked = [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat();
    let map = decode(&marked).byte_map(&marked);
    assert_eq!(map.to_bytes(Span::new(0, 3)), Span::new(3, 6));
    for utf16 in [u16::to_le_bytes, u16::to_be_bytes] {
        let text = "\u{FEFF}人口𠮷5万。";
        let bytes: Vec<u8> = text.encode_utf16().flat_map(utf16).collect();
        let decoded = decode(&bytes);
        let at = decoded.text.find("5万").expect("it is there");
        let place = decoded.byte_map(&bytes).to_bytes(Span::new(at, at + 4));
        assert_eq!(place, Span::new(10, 14));
    }
}

#[test]
fn shifts_stand_for_nothing() {
    let bytes = b"a~~b ~{VPND~}c~\n~{IVND\nd~";
    let decoded = decode(bytes);
    assert_eq!(
        &*decoded.text,
        "a~b 中文c\u{672A}\u{6587}\nd~".replace("\u{672A}\u{6587}", &shifted("IVND"))
    );
    let place = |of: &str| {
        let at = decoded.text.find(of).expect(of);
        decoded
            .byte_map(bytes)
            .to_bytes(Span::new(at, at + of.len()))
    };
    assert_eq!(place("~b"), Span::new(1, 4));
    assert_eq!(place("中文"), Span::new(7, 11));
    assert_eq!(place("文c"), Span::new(9, 14));
    assert_eq!(place("\nd~"), Span::new(22, 25));
}

/// Pairs of HZ as they are read between `~{` and `~}`.
fn shifted(pairs: &str) -> String {
    let bytes: Vec<u8> = pairs.bytes().map(|byte| byte | 0x80).collect();
    GBK.decode(&bytes).0.into_owned()
}

#[test]
fn a_repaired_text_leads_through_its_edits() {
    let page = GBK
        .encode("据统计，全市共有&nbsp;党员11.8万名，占&nbsp;8.2%。")
        .0;
    let repaired = repair_bytes(&page);
    let at = repaired.text.find("11.8万名").expect("it is there");
    let place = repaired.byte_map(&page).to_bytes(Span::new(at, at + 10));
    assert_eq!(page.get(place.range()), Some(&*GBK.encode("11.8万名").0));
}

#[test]
fn lines_have_encodings_and_places_of_their_own() {
    let lines = [
        "全市共有党员，分布在各村。\r\n",
        "全市共有黨員，分佈在各村。\n",
        "人口增加，面积未变。",
    ];
    let encodings = [GBK, BIG5, UTF_8];
    let encoded: Vec<Vec<u8>> = lines
        .iter()
        .zip(encodings)
        .map(|(line, encoding)| encoding.encode(line).0.into_owned())
        .collect();
    let input = encoded.concat();
    let mut offset = 0;
    let read: Vec<_> = Repairer::new()
        .lines(&input[..])
        .map(|line| line.expect("no reader fails"))
        .collect();
    assert_eq!(read.len(), lines.len());
    for ((chunk, line), bytes) in read.iter().zip(lines).zip(&encoded) {
        assert_eq!(
            (chunk.offset, &chunk.bytes, &*chunk.repaired.text),
            (offset, bytes, line)
        );
        offset += bytes.len() as u64;
    }
    assert_eq!(Repairer::new().lines(&b""[..]).count(), 0);
}

//! Inputs larger than memory, chunk by chunk.
#![allow(clippy::unwrap_used, reason = "a chunk that fails, fails the test")]

use std::io::BufReader;

use hanliang_repair::{Repairer, repair_bytes};

fn together(bytes: &[u8], size: usize) -> (String, Vec<&'static str>) {
    let mut text = String::new();
    let mut encodings = Vec::new();
    let mut offset = 0;
    for chunk in Repairer::new()
        .chunks(BufReader::with_capacity(700, bytes))
        .size(size)
    {
        let chunk = chunk.unwrap();
        assert!(chunk.offset >= offset);
        offset = chunk.offset;
        text.push_str(&chunk.repaired.text);
        encodings.push(chunk.repaired.encoding);
    }
    (text, encodings)
}

#[test]
fn blocks_make_the_whole() {
    let page = include_str!("../../../tests/gold/text/000.txt");
    let long_line = page.replace('\n', "");
    for text in [page, &long_line] {
        let gbk = encoding_rs::GBK.encode(text).0;
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [text.as_bytes(), &gbk, &utf16] {
            let whole = repair_bytes(bytes);
            for size in [1024, 1500, 1 << 20] {
                let (together, encodings) = together(bytes, size);
                assert_eq!(together, whole.text);
                assert!(encodings.iter().all(|&name| name == whole.encoding));
            }
        }
    }
}

#[test]
fn damage_is_undone_in_each_block() {
    let page = include_str!("../../../tests/gold/text/002.txt");
    let damaged: String = page.bytes().map(char::from).collect();
    assert_eq!(together(damaged.as_bytes(), 4096).0, page);
}

#[test]
fn an_empty_input_has_no_block() {
    assert_eq!(Repairer::new().chunks(&b""[..]).count(), 0);
}

//! Traditional to simplified and back.
#![cfg(feature = "script")]

use std::borrow::Cow;

use hanliang_repair::script::{Conversion, convert, to_simplified, to_traditional};
use proptest::prelude::*;

/// Phrases in which one simplified character stands for one of several.
const PHRASES: [(&str, &str); 12] = [
    ("头发", "頭髮"),
    ("发展", "發展"),
    ("以后", "以後"),
    ("皇后", "皇后"),
    ("公里", "公里"),
    ("面条", "麪條"),
    ("方面", "方面"),
    ("干净", "乾淨"),
    ("干部", "幹部"),
    ("钟表", "鐘錶"),
    ("表面", "表面"),
    ("复杂", "複雜"),
];

#[test]
fn phrases_decide_both_ways() {
    for (simplified, traditional) in PHRASES {
        assert_eq!(to_traditional(simplified), traditional);
        assert_eq!(to_simplified(traditional), simplified);
    }
}

#[test]
fn the_words_of_taiwan() {
    let mainland = "软件通过互联网打印信息";
    let taiwan = convert(mainland, Conversion::SimplifiedToTaiwan);
    assert_eq!(taiwan, "軟體透過網際網路列印資訊");
    assert_eq!(convert(&taiwan, Conversion::TaiwanToSimplified), mainland);
    // Characters alone leave the words as they are.
    assert_eq!(to_traditional("打印机"), "打印機");
}

#[test]
fn what_needs_no_change_is_borrowed() {
    for text in ["", "plain ASCII", "中山公园", "かな 😀", "２０．９４"] {
        assert!(matches!(to_simplified(text), Cow::Borrowed(same) if same == text));
    }
}

proptest! {
    #[test]
    fn any_text_is_converted(text in "(\\PC|[\u{4E00}-\u{9FFF}]){0,60}") {
        for &conversion in Conversion::ALL {
            let once = convert(&text, conversion);
            let kept = |text: &str| text.chars().filter(char::is_ascii).count();
            prop_assert_eq!(kept(&once), kept(&text));
        }
    }

    #[test]
    fn running_text_comes_back(phrases in prop::collection::vec(prop::sample::select(&PHRASES[..]), 1..12)) {
        let simplified: Vec<_> = phrases.iter().map(|(simplified, _)| *simplified).collect();
        let text = simplified.join("，");
        let traditional = to_traditional(&text);
        prop_assert_eq!(&*to_simplified(&traditional), &*text);
    }
}

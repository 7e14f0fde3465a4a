//! Bytes to text.

use std::borrow::Cow;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
use hanliang_repair::{Decoded, ErrorKind, Loss, decode, decode_as, decode_strict};

const NEWS: &str =
    "本报讯　记者昨日从市统计局获悉，上半年全市实现地区生产总值1,286.4亿元，同比增长6.3%。";
const TRADITIONAL: &str =
    "本報訊　記者昨日獲悉，上半年進出口總額達一千二百億元，較去年同期成長百分之六。";

fn check(bytes: &[u8], text: &str, encoding: &str) -> usize {
    let decoded = decode(bytes);
    assert_eq!(decoded.text, text);
    assert_eq!(decoded.encoding, encoding);
    decoded.losses.len()
}

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

#[test]
fn utf8_is_borrowed() {
    for bytes in [
        NEWS.as_bytes(),
        b"plain ASCII",
        b"",
        &[0xEF, 0xBB, 0xBF, b'a'],
    ] {
        let decoded = decode(bytes);
        assert!(matches!(decoded.text, Cow::Borrowed(_)));
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.losses.is_empty());
    }
    assert_eq!(decode(b"\xEF\xBB\xBFa").text, "a");
}

#[test]
fn each_encoding_is_found() {
    for text in [NEWS, TRADITIONAL] {
        assert_eq!(check(&GB18030.encode(text).0, text, "GB18030"), 0);
        for big in [false, true] {
            let name = if big { "UTF-16BE" } else { "UTF-16LE" };
            assert_eq!(check(&utf16(text, big), text, name), 0);
            assert_eq!(
                check(&utf16(&format!("\u{FEFF}{text}"), big), text, name),
                0
            );
        }
    }
    assert_eq!(check(&BIG5.encode(TRADITIONAL).0, TRADITIONAL, "Big5"), 0);
}

#[test]
fn short_lines_too() {
    for text in ["中国人民银行", "统计公报", "第一章　总则", "本报记者 王芳"]
    {
        check(&GBK.encode(text).0, text, "GB18030");
        check(&utf16(text, false), text, "UTF-16LE");
        check(&utf16(text, true), text, "UTF-16BE");
    }
    for text in ["中華民國統計資訊網", "臺北市政府公報"] {
        check(&BIG5.encode(text).0, text, "Big5");
    }
}

#[test]
fn four_byte_sequences_and_hkscs() {
    let text = "他姓㐂，名𠀾，住在㵎村；今年收成不错，全村都很高兴。";
    check(&GB18030.encode(text).0, text, "GB18030");
    // 喺 and 嘅 are additions of Hong Kong.
    let bytes = [
        &BIG5.encode("香港特別行政區政府新聞公報，佢").0[..],
        &[0xFA, 0xB4],
    ]
    .concat();
    let decoded = decode(&bytes);
    assert_eq!(decoded.encoding, "Big5");
    assert!(decoded.losses.is_empty(), "{decoded:?}");
}

#[test]
fn hz() {
    let text = "主题：新年快乐\n~ 100元";
    let mut bytes = Vec::new();
    bytes.extend(b"~{");
    bytes.extend(
        GBK.encode("主题：新年快乐")
            .0
            .iter()
            .map(|byte| byte & 0x7F),
    );
    bytes.extend(b"~}");
    bytes.extend(b"\n~~ 100");
    bytes.extend(b"~{");
    bytes.extend(GBK.encode("元").0.iter().map(|byte| byte & 0x7F));
    bytes.extend(b"~}");
    check(&bytes, text, "HZ-GB-2312");
    for no in ["a ~{ b", "(format t \"~{~a~^, ~}\" xs)", "~{!~}", "~~ ~~"] {
        assert_eq!(decode(no.as_bytes()).encoding, "UTF-8", "{no}");
    }
}

#[test]
fn a_long_head_of_ascii_does_not_hide_the_encoding() {
    let head = "<html><head><meta name=\"viewport\"><script>var a = 1;</script>\n".repeat(3000);
    let text = format!("{head}{NEWS}");
    check(&GBK.encode(&text).0, &text, "GB18030");
}

/// A few bytes make some text in any alphabet; words are likelier.
#[test]
fn short_lines_are_no_other_alphabet() {
    for text in ["站内搜索", "会员登录", "最新公告", "一共三层楼"] {
        let bytes = GBK.encode(text).0;
        let read = decode_as(&bytes, "euc-kr");
        assert_eq!((&*read.text, read.encoding), (text, "GB18030"));
    }
    check(&BIG5.encode("聯絡電話").0, "聯絡電話", "Big5");
    // 会, half of 员, 登录.
    let read = decode(b"\xBB\xE1\xD4\xB5\xC7\xC2\xBC");
    assert_eq!(read.encoding, "GB18030");
    for text in ["안녕하세요", "회원가입", "공지사항"] {
        let bytes = EUC_KR.encode(text).0;
        let read = decode_as(&bytes, "euc-kr");
        assert_eq!((&*read.text, read.encoding), (text, "EUC-KR"));
    }
    check(
        &WINDOWS_1251.encode("Новости дня").0,
        "Новости дня",
        "windows-1251",
    );
}

#[test]
fn other_languages() {
    let japanese =
        "東京都は新たな観光振興策を発表した。訪日外国人旅行者数は前年より大きく増えている。";
    check(&SHIFT_JIS.encode(japanese).0, japanese, "Shift_JIS");
    check(&EUC_JP.encode(japanese).0, japanese, "EUC-JP");
    let korean = "한국은행은 기준금리를 동결했다. 이번 조치는 물가 안정을 함께 고려한 결정이다.";
    check(&EUC_KR.encode(korean).0, korean, "EUC-KR");
    let russian = "Сегодня хорошая погода, и мы пойдём гулять в парк вместе с детьми.";
    check(&WINDOWS_1251.encode(russian).0, russian, "windows-1251");
    let french = "Ça m'a coûté très cher, et l'été dernier nous étions déjà à Nîmes.";
    check(&WINDOWS_1252.encode(french).0, french, "windows-1252");
}

#[test]
fn declared_names_that_lie() {
    let as_label = |bytes: &[u8], label: &str| {
        let Decoded {
            text,
            encoding,
            losses,
            origin: _,
        } = decode_as(bytes, label);
        assert!(losses.is_empty());
        (text.into_owned(), encoding)
    };
    // GBK, GB18030 and UTF-8 that say gb2312.
    for text in ["朱镕基、陶喆，㑇", "他姓㐂，名𠀾", NEWS] {
        let (read, encoding) = as_label(&GB18030.encode(text).0, "gb2312");
        assert_eq!((&*read, encoding), (text, "GB18030"));
        let (read, encoding) = as_label(text.as_bytes(), "gb2312");
        assert_eq!((&*read, encoding), (text, "UTF-8"));
    }
    // GBK that says UTF-8, Big5 or Latin-1; Big5 that says gb2312.
    for label in ["utf-8", "big5", "iso-8859-1", "no such name"] {
        let bytes = GBK.encode(NEWS).0;
        assert_eq!(
            as_label(&bytes, label),
            (NEWS.to_owned(), "GB18030"),
            "{label}"
        );
    }
    let bytes = BIG5.encode(TRADITIONAL).0;
    assert_eq!(as_label(&bytes, "gb2312"), (TRADITIONAL.to_owned(), "Big5"));
}

#[test]
fn every_lost_byte_is_reported() {
    // A stray byte in the middle, in each encoding.
    for (bytes, encoding) in [
        (NEWS.as_bytes().to_vec(), "UTF-8"),
        (GBK.encode(NEWS).0.into_owned(), "GB18030"),
    ] {
        let mut stray = bytes.clone();
        let comma = "，上半年".as_bytes();
        let at = if encoding == "UTF-8" {
            bytes.windows(comma.len()).position(|w| w == comma).unwrap()
        } else {
            // Before the ASCII digits.
            bytes.windows(2).position(|w| w == b"1,").unwrap()
        };
        stray.insert(at, 0xFF);
        let decoded = decode(&stray);
        assert_eq!(decoded.encoding, encoding);
        assert_eq!(decoded.text.replace('\u{FFFD}', ""), NEWS);
        assert_eq!(decoded.losses.len(), 1);
        assert_eq!(decoded.losses[0].detail, Some(format!("FF at byte {at}")));
        // The last character cut in two. 。 ends the text.
        let end = bytes.len() - 1;
        let decoded = decode(&bytes[..end]);
        assert_eq!(
            decoded.text,
            format!("{}\u{FFFD}", NEWS.trim_end_matches('。'))
        );
        assert_eq!(decoded.losses[0].damage.name(), "truncated-character");
    }
    // Half a pair of UTF-16 at the end.
    let mut bytes = utf16(NEWS, false);
    bytes.push(0x4E);
    let decoded = decode(&bytes);
    assert_eq!(decoded.text, format!("{NEWS}\u{FFFD}"));
    assert_eq!(decoded.losses.len(), 1);
}

#[test]
fn single_lines_of_another_encoding() {
    let bytes = [
        NEWS.as_bytes(),
        b"\n",
        &GBK.encode("来源：县融媒体中心，编辑：李华").0,
        b"\n",
        NEWS.as_bytes(),
    ]
    .concat();
    let decoded = decode(&bytes);
    assert_eq!(
        decoded.text,
        format!("{NEWS}\n来源：县融媒体中心，编辑：李华\n{NEWS}")
    );
    assert!(decoded.losses.is_empty());
}

#[test]
fn a_line_of_utf8_in_a_page_of_pairs() {
    let mut page = GBK.encode(NEWS).0.into_owned();
    page.extend("\n版权所有 首页\n".as_bytes());
    page.extend(&*GBK.encode(NEWS).0);
    let text = format!("{NEWS}\n版权所有 首页\n{NEWS}");
    assert_eq!(check(&page, &text, "GB18030"), 0);
}

#[test]
fn a_line_out_of_step_loses_one_byte() {
    let head = "认真学习并贯彻落实";
    let tail = "大会的精神和有关文件的规定加强领导";
    let mut line = GBK.encode(head).0.into_owned();
    line.push(0xB5);
    line.extend(&*GBK.encode(tail).0);
    let decoded = decode(&line);
    assert_eq!(decoded.text, format!("{head}\u{FFFD}{tail}"));
    assert_eq!(decoded.losses.len(), 1);
    assert_eq!(decoded.losses[0].detail.as_deref(), Some("B5 at byte 18"));
}

/// Titles that were cut to so many bytes, several on one line.
#[test]
fn half_characters_are_the_only_loss() {
    for (encoding, titles) in [
        (
            GBK,
            [
                "图书馆周末延长开放时间",
                "社区医院新增夜间门诊",
                "老城区公交线路有调整",
            ],
        ),
        (
            BIG5,
            [
                "圖書館週末舉辦讀書會",
                "社區醫院新增夜間門診",
                "老城區公車路線有調整",
            ],
        ),
    ] {
        for mark in ["…", "，", " "] {
            let (mut line, mut text) = (Vec::new(), String::new());
            for title in titles {
                let bytes = encoding.encode(title).0;
                line.extend(&bytes[..bytes.len() - 1]);
                line.extend(&*encoding.encode(mark).0);
                let kept: String = title.chars().take(title.chars().count() - 1).collect();
                text += &format!("{kept}\u{FFFD}{mark}");
            }
            let decoded = decode(&line);
            assert_eq!(decoded.text, text);
            let is_mark = |loss: &&Loss| loss.span.of(&decoded.text) == Some("\u{FFFD}");
            let marks = decoded.losses.iter().filter(is_mark);
            assert_eq!(marks.count(), titles.len());
        }
    }
}

/// Where the words do not tell which byte was lost, the characters that may be
/// others are reported beside the mark.
#[test]
fn characters_beside_a_lost_byte_are_in_doubt() {
    for (encoding, text, lost) in [
        (GBK, "股票行情", 2),
        (GBK, "数码评测", 2),
        (BIG5, "汽車買家", 2),
        (BIG5, "報告之內", 2),
    ] {
        let chars: Vec<String> = text.chars().map(String::from).collect();
        let mut bytes = encoding.encode(&chars[..=lost].concat()).0.into_owned();
        bytes.pop();
        bytes.extend(&*encoding.encode(&chars[lost + 1..].concat()).0);
        // Else it may have been cut off, which is likelier.
        bytes.push(b'\n');
        let decoded = decode(&bytes);
        let is_lost = |at| decoded.losses.iter().any(|loss| loss.span.contains(at));
        let sure = decoded.text.char_indices().filter(|&(at, _)| !is_lost(at));
        let sure: String = sure.map(|(_, c)| c).collect();
        assert!(text.starts_with(sure.trim_end()), "{decoded:?}");
        assert!(sure.chars().count() > 2, "{decoded:?}");
    }
}

#[test]
fn a_euro_sign_between_ideographs_is_in_doubt() {
    let text = "他买了一件T恤，价格€25。";
    assert_eq!(check(&GBK.encode(text).0, text, "GB18030"), 0);
    let mut bytes = GBK.encode("去年北京").0.into_owned();
    bytes.push(0x80);
    bytes.extend(&*GBK.encode("时间的新闻联播").0);
    let losses = decode(&bytes).losses;
    assert_eq!(losses.len(), 1);
    assert!(
        losses[0]
            .detail
            .as_deref()
            .is_some_and(|detail| detail.starts_with("80 at byte 8"))
    );
}

#[test]
fn rare_names_are_in_step() {
    for text in [
        "参加培训的有王翀、李翯、陈韫、赵珺、孙颢、褚玥、卫昱、沈珏等。",
        "他买了一件T恤，价格€25，又看了A股和K线。",
        "药方：黄芪、茯苓、川芎、酸枣仁、枳壳、栀子、泽泻。",
    ] {
        assert_eq!(check(&GBK.encode(text).0, text, "GB18030"), 0);
    }
}

#[test]
fn strict_decoding_accepts_no_loss() {
    assert_eq!(decode_strict(NEWS.as_bytes(), "UTF-8").unwrap(), NEWS);
    assert_eq!(decode_strict(&GBK.encode(NEWS).0, "gbk").unwrap(), NEWS);
    let error = decode_strict(NEWS.as_bytes(), "big5").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidBytes);
    assert!(error.span().is_some());
    let error = decode_strict(b"", "klingon").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownEncoding);
    assert_eq!(error.to_string(), "no encoding goes by this label");
    assert_eq!(
        decode_strict(b"ok\xE4\xB8", "utf-8")
            .unwrap_err()
            .to_string(),
        "the bytes are no character of the encoding (bytes 2..4)"
    );
}

/// Where marks and what was put together from the bytes between them are most
/// of a line, nothing is invented, and all of it is reported.
#[test]
fn what_stands_among_marks_is_no_text() {
    for text in ["图书馆周末延长开放时间", "院裏的桂花落了一地"] {
        let damaged = BIG5.decode_without_bom_handling(text.as_bytes()).0;
        let repaired = hanliang_repair::repair(&damaged);
        assert_eq!(repaired.text, damaged);
        let is_lost = |at| repaired.losses.iter().any(|loss| loss.span.contains(at));
        let told = damaged
            .char_indices()
            .filter(|&(at, _)| is_lost(at))
            .count();
        assert!(
            told * 10 >= damaged.chars().count() * 9,
            "{:?}",
            repaired.losses
        );
    }
}

/// A tag in single bytes rules UTF-16 out.
#[test]
fn what_begins_with_a_tag_is_no_utf16() {
    for (text, encoding, name) in [
        ("<title>慶 徐海</title>", BIG5, "Big5"),
        ("<p>價格5元</p>", BIG5, "Big5"),
    ] {
        check(&encoding.encode(text).0, text, name);
    }
    let wide: Vec<u8> = "<p>全市共有党员11.8万名</p>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    check(&wide, "<p>全市共有党员11.8万名</p>", "UTF-16LE");
}

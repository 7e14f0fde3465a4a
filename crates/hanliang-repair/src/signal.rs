//! What a text as a whole shows: that its digits were taken out.
//!
//! Filters drop digits, or the numbers of three digits and more, and leave
//! what stood around them: `全市名党员`, `长达.3公里`, `第届`, `增长%`. None of these
//! is proof by itself; several of several kinds, in a text with hardly any
//! digit, are.

use std::sync::LazyLock;

use hanliang_span::Span;

use crate::han::is_han;
use crate::record::{Signal, SignalKind};
use crate::sieve::Sieve;

/// How much of a text is looked at, in bytes.
const REACH: usize = 1 << 16;
/// The least length of a text that says anything, in bytes.
const LEAST: usize = 100;
/// The least number of places, and of kinds of places.
const PLACES: usize = 3;
const KINDS: usize = 2;
/// There is at most one digit for so many ideographs.
const IDEOGRAPHS_A_DIGIT: usize = 50;
/// There is at least one place for so many ideographs.
const IDEOGRAPHS_A_PLACE: usize = 1200;

/// Measure words that start no word with what follows, but for these.
const MEASURES: [(char, &str); 3] = [
    (
        '名',
        "列誉单單字牌称稱义義额額家人校副落气氣声聲次利词詞不为為师師胜勝著片表目堂正优優实實存噪震满滿扬揚流下模分缰士号號曲菜酒贵貴流",
    ),
    ('个', "人别体性中个头子案税位展股唱险把旧儿"),
    (
        '支',
        "持部付出撑撐援队隊委书書行架柱农農教边邊前流线線点點招配取票吾离離气原脉路护護承座渠吊应開开",
    ),
];

/// What can stand before a measure word without a numeral, apart from
/// numerals: demonstratives and the like.
const DETERMINERS: &str = "干些一二三四五六七八九十百千万亿两兩几幾数數多每各某这這那哪整半单双雙零〇余餘来來第上下本该該此同";

/// Characters before an amount: 达 and the like, and the last ones of what
/// amounts are named by: 资金, 总额, 增加值, 收入.
const BEFORE_AMOUNT: &str = "达達超过過約约近共至到为為金资額额值入款产產润潤税稅积積量";

/// Signals of a text.
pub(crate) fn signals(text: &str) -> Vec<Signal> {
    let evidence = stripped_digits(text);
    if evidence.is_empty() {
        return Vec::new();
    }
    vec![Signal {
        kind: SignalKind::StrippedDigits,
        evidence,
    }]
}

/// Whether so few digits are left that some may be gone: a look at the start
/// of a text, which nearly always answers no at once.
pub(crate) fn is_poor_in_digits(text: &str) -> bool {
    let start = head(text).as_bytes();
    let most = start.len() / (IDEOGRAPHS_A_DIGIT * 3);
    let mut digits = 0;
    start.len() >= LEAST
        && start.chunks(1 << 10).all(|chunk| {
            digits += count(chunk, |byte| byte.is_ascii_digit());
            digits <= most
        })
}

/// How many bytes are of a class, in steps that fit a vector instruction.
fn count(bytes: &[u8], is_counted: impl Fn(u8) -> bool) -> usize {
    let chunks = bytes.chunks(128).map(|chunk| {
        let counted: u8 = chunk.iter().map(|&byte| u8::from(is_counted(byte))).sum();
        usize::from(counted)
    });
    chunks.sum()
}

fn full_width_digits(bytes: &[u8]) -> usize {
    memchr::memchr_iter(0xEF, bytes)
        .filter(|&at| matches!(bytes.get(at + 1..), Some([0xBC, 0x90..=0x99, ..])))
        .count()
}

/// The part of a text that is looked at.
fn head(text: &str) -> &str {
    let end = (0..=text.len().min(REACH)).rev();
    end.take(4).find_map(|end| text.get(..end)).unwrap_or(text)
}

fn stripped_digits(text: &str) -> Vec<Span> {
    let head = head(text);
    let mut places = Vec::new();
    let mut kinds = 0_u32;
    MARKS.each(head, Span::new(0, head.len()), |at| {
        if let Some((kind, c)) = kind_at(head, at) {
            places.push(Span::new(at, at + c.len_utf8()));
            kinds |= 1 << kind as u32;
        }
    });
    if places.len() < PLACES || usize::try_from(kinds.count_ones()).is_ok_and(|n| n < KINDS) {
        return Vec::new();
    }
    let bytes = head.as_bytes();
    // Of U+4000 to U+9FFF, by the first byte.
    let ideographs = count(bytes, |byte| (0xE4..=0xE9).contains(&byte));
    let digits = count(bytes, |byte| byte.is_ascii_digit()) + full_width_digits(bytes);
    let rare = digits * IDEOGRAPHS_A_DIGIT <= ideographs;
    if rare && places.len() * IDEOGRAPHS_A_PLACE >= ideographs {
        places
    } else {
        Vec::new()
    }
}

/// Characters that a lost number can have stood beside.
const MARKED: &str = "第．“月年％个万亿萬億名支";

/// They, and the point and percent sign of ASCII.
static MARKS: LazyLock<Sieve> = LazyLock::new(|| {
    let mut marks = Sieve::new();
    MARKED.chars().for_each(|c| marks.add(c));
    (0..=0xFF).for_each(|next| {
        marks.add_all(b'.', next);
        marks.add_all(b'%', next);
    });
    marks
});

/// The kinds of places where a number is missing.
#[derive(Clone, Copy)]
enum Kind {
    /// 第届
    Ordinal,
    /// 长达.3公里, 大豆.万亩
    Point,
    /// “”
    Quotes,
    /// 年月日, 年以来
    Date,
    /// 增长%, 提高个百分点
    Percent,
    /// 达亿元, 投入资金亿元
    Amount,
    /// ，名先进分子; 全市个村; 建立了支“…”; 设党组织个，
    Measure,
}

fn kind_at(text: &str, at: usize) -> Option<(Kind, char)> {
    let (head, rest) = text.split_at_checked(at)?;
    let mut back = head.chars().rev();
    let mut forth = rest.chars();
    let c = forth.next()?;
    let (before, earlier) = (back.next().unwrap_or('\n'), back.next().unwrap_or('\n'));
    let (after, beyond) = (forth.next().unwrap_or('\n'), forth.next().unwrap_or('\n'));
    let kind = match c {
        '第' if "届期批次季名".contains(after) => Some(Kind::Ordinal),
        '.' | '．' if is_han(before) && (is_digit(after) || "万亿%％".contains(after)) => {
            Some(Kind::Point)
        }
        '“' if after == '”' && is_han(beyond) => Some(Kind::Quotes),
        '月' if after == '日' && !is_digit(before) && !is_numeral(before) && !is_han(beyond) => {
            Some(Kind::Date)
        }
        '年' if after == '月' && beyond == '日' => Some(Kind::Date),
        '年' if after == '以' && beyond == '来' && !is_digit(before) && !is_han(before) => {
            Some(Kind::Date)
        }
        '%' | '％' if is_han(before) => Some(Kind::Percent),
        '个' if after == '百' && beyond == '分' && !determines(before) => Some(Kind::Percent),
        '万' | '亿' | '萬' | '億'
            if "元人亩畝吨噸".contains(after) && BEFORE_AMOUNT.contains(before) =>
        {
            Some(Kind::Amount)
        }
        _ => measure(before, earlier, c, after),
    };
    Some((kind?, c))
}

/// A measure word at the start of a clause, after 全市 and the like, or after
/// 了 and before a quotation.
fn measure(before: char, earlier: char, c: char, after: char) -> Option<Kind> {
    let (_, words) = MEASURES.iter().find(|(measure, _)| *measure == c)?;
    let starts = "，,。；;、：:".contains(before);
    let whole = earlier == '全' && "市县縣省区區乡鄉镇鎮旗州村校".contains(before);
    let quoted = before == '了' && after == '“';
    let noun = is_han(after) && !words.contains(after);
    // 个 ends a clause behind its number only.
    let last = c == '个' && is_han(before) && !determines(before) && is_clause_end(after);
    ((starts || whole) && noun || quoted || last).then_some(Kind::Measure)
}

fn is_clause_end(c: char) -> bool {
    "，,。；;、\n".contains(c)
}

fn determines(c: char) -> bool {
    is_digit(c) || DETERMINERS.contains(c)
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十廿卅〇零正腊元".contains(c)
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

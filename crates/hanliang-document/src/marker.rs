//! Numbers and bullets at the start of a line.

use hanliang_span::Span;

use crate::chars::{digit, han_digit, writes_words};
use crate::cursor::Cursor;

/// The form of a number at the start of a line, outermost first as official
/// documents order them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MarkerKind {
    /// 第一编 第一篇 第一部分
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// 一、
    Han,
    /// （一）
    HanBracketed,
    /// 1. 1、
    Arabic,
    /// 2.1
    Decimal,
    /// 2.1.3
    DecimalThird,
    /// (1)
    ArabicBracketed,
    /// 1)
    ArabicHalfBracketed,
    /// ①
    Circled,
    /// A. (a)
    Letter,
    /// • - *
    Bullet,
}

impl MarkerKind {
    /// Whether it can only be a heading or the text under it, not a list.
    pub(crate) const fn is_chapter(self) -> bool {
        matches!(self, Self::Part | Self::Chapter | Self::Section)
    }
}

/// A number or bullet at the start of a line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Marker {
    pub(crate) kind: MarkerKind,
    /// The number; 0 for a bullet.
    pub(crate) number: u32,
    pub(crate) span: Span,
}

/// The marker at the start of `text`, whose span is shifted by `offset`.
pub(crate) fn marker(text: &str, offset: usize) -> Option<Marker> {
    let (kind, number, end) = ordinal(text)
        .or_else(|| bracketed(text))
        .or_else(|| plain(text))
        .or_else(|| circled(text))
        .or_else(|| bullet(text))?;
    Some(Marker {
        kind,
        number,
        span: Span::new(offset, offset + end),
    })
}

type Found = (MarkerKind, u32, usize);

/// 第一章
fn ordinal(text: &str) -> Option<Found> {
    let mut cursor = Cursor::new(text, 0);
    cursor.one(|c| c == '第')?;
    cursor.run(|c| c == ' ' || c == '\u{3000}');
    let number = match cursor.digits(4) {
        Some((number, _)) => number,
        None => {
            let span = cursor.run(|c| han_digit(c).is_some() || c == '百' || c == '千');
            han_value(span.of(text)?)?
        }
    };
    cursor.run(|c| c == ' ' || c == '\u{3000}');
    let kind = match cursor.bump()? {
        '章' => MarkerKind::Chapter,
        '节' | '節' => MarkerKind::Section,
        '条' | '條' => MarkerKind::Article,
        '编' | '編' | '篇' => MarkerKind::Part,
        '部' => {
            cursor.one(|c| c == '分')?;
            MarkerKind::Part
        }
        _ => return None,
    };
    // 第一条道路 is a word of a sentence: the mark stands before a blank, a
    // stop, a bracket or the end.
    let parted = cursor
        .peek()
        .is_none_or(|c| !writes_words(c) && digit(c).is_none());
    parted.then_some((kind, number, cursor.at()))
}

/// A Han number below a thousand as an ordinal of chapters and articles has it.
fn han_value(text: &str) -> Option<u32> {
    let mut sum = 0;
    let mut last = None;
    for c in text.chars() {
        match c {
            '千' => sum += last.take().unwrap_or(1) * 1000,
            '百' => sum += last.take().unwrap_or(1) * 100,
            '十' => sum += last.take().unwrap_or(1) * 10,
            _ => last = han_digit(c),
        }
    }
    let value = sum + last.unwrap_or(0);
    (value > 0).then_some(value)
}

/// （一） (1) 一） 1)
fn bracketed(text: &str) -> Option<Found> {
    let mut cursor = Cursor::new(text, 0);
    let open = cursor.one(|c| matches!(c, '（' | '(')).is_some();
    cursor.run(|c| c == ' ');
    let (han, number) = match cursor.digits(3) {
        Some((number, _)) => (false, number),
        None if open && cursor.peek().is_some_and(|c| c.is_ascii_lowercase()) => {
            let letter = cursor.bump()?;
            cursor.one(|c| matches!(c, '）' | ')'))?;
            return Some((MarkerKind::Letter, u32::from(letter) - 96, cursor.at()));
        }
        None => (true, cursor.han_number().filter(|&number| number < 100)?),
    };
    cursor.run(|c| c == ' ');
    cursor.one(|c| matches!(c, '）' | ')'))?;
    let kind = match (han, open) {
        (true, _) => MarkerKind::HanBracketed,
        (false, true) => MarkerKind::ArabicBracketed,
        (false, false) => MarkerKind::ArabicHalfBracketed,
    };
    // （三）、 has a mark more.
    cursor.one(|c| matches!(c, '、' | '.' | '．'));
    (number > 0).then_some((kind, number, cursor.at()))
}

/// 一、 1. 1、 A.
fn plain(text: &str) -> Option<Found> {
    let mut cursor = Cursor::new(text, 0);
    if let Some((number, _)) = cursor.digits(3) {
        let mark = cursor.one(|c| matches!(c, '、' | '.' | '．'))?;
        let next = cursor.peek();
        // 3.7月1日起 is the third item, and begins with a date.
        if mark != '、' && next.is_some_and(|c| digit(c).is_some()) && !dated(cursor) {
            return decimal(cursor, number);
        }
        return (number > 0 && next.is_some()).then_some((MarkerKind::Arabic, number, cursor.at()));
    }
    if let Some(number) = cursor.han_number() {
        let mark = cursor.one(|c| matches!(c, '、' | '.' | '．'))?;
        // 五、六百 is a number of the sentence.
        let next = cursor.peek();
        let counted = mark == '、' && next.is_some_and(|c| han_digit(c).is_some());
        return (number > 0 && number < 100 && !counted && next.is_some()).then_some((
            MarkerKind::Han,
            number,
            cursor.at(),
        ));
    }
    let letter = cursor.one(|c| c.is_ascii_uppercase())?;
    cursor.one(|c| matches!(c, '、' | '.' | '．'))?;
    let parted = cursor.peek().is_some_and(|c| !c.is_ascii_alphanumeric());
    parted.then_some((MarkerKind::Letter, u32::from(letter) - 64, cursor.at()))
}

/// Whether a month or a year of four digits stands here.
fn dated(mut cursor: Cursor<'_>) -> bool {
    let count = cursor.digits(4).map(|(_, count)| count);
    matches!(
        (count, cursor.peek()),
        (Some(1 | 2), Some('月')) | (Some(4), Some('年'))
    )
}

/// 2.1 and 2.1.3 before a blank; 1.5亿 is a figure.
fn decimal(mut cursor: Cursor<'_>, section: u32) -> Option<Found> {
    let (mut number, _) = cursor.digits(2)?;
    let mut kind = MarkerKind::Decimal;
    if cursor.one(|c| matches!(c, '.' | '．')).is_some() {
        (number, _) = cursor.digits(2)?;
        kind = MarkerKind::DecimalThird;
    }
    let end = cursor.at();
    cursor.one(char::is_whitespace)?;
    cursor.run(char::is_whitespace);
    let named = cursor
        .peek()
        .is_some_and(|c| writes_words(c) || c.is_ascii_uppercase());
    (named && section > 0 && number > 0).then_some((kind, number, end))
}

/// ①
fn circled(text: &str) -> Option<Found> {
    let c = text.chars().next()?;
    let number = match c {
        '①'..='⑳' => u32::from(c) - u32::from('①') + 1,
        '⑴'..='⒇' => u32::from(c) - u32::from('⑴') + 1,
        '㈠'..='㈩' => u32::from(c) - u32::from('㈠') + 1,
        '⒈'..='⒛' => u32::from(c) - u32::from('⒈') + 1,
        '❶'..='❿' => u32::from(c) - u32::from('❶') + 1,
        _ => return None,
    };
    Some((MarkerKind::Circled, number, c.len_utf8()))
}

/// A bullet, with text after it; the ASCII ones need a blank.
fn bullet(text: &str) -> Option<Found> {
    let mut cursor = Cursor::new(text, 0);
    let c = cursor.bump()?;
    let fits = match c {
        '•' | '·' | '●' | '○' | '■' | '□' | '◆' | '◇' | '★' | '☆' | '▪' | '◎' | '➢' | '➤' | '✓'
        | '※' | '▶' | '►' | '‧' => cursor.peek().is_some(),
        '*' | '-' | '+' => cursor.peek().is_some_and(char::is_whitespace),
        _ => false,
    };
    fits.then_some((MarkerKind::Bullet, 0, cursor.at()))
}

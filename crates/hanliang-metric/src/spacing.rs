//! Blanks that a page sets between Chinese and figures or Latin words
//! (2024 年 3 月, 新增 12 万人), and marks of emphasis (**5761个**): habits of
//! typesetting, not of grammar. The rules read a block without them; what is
//! reported keeps them.

use std::borrow::Cow;

use hanliang_span::Span;

use crate::tables::words::is_han;

/// The pieces of a block without what is set for the eye alone.
///
/// A blank behind the number that opens a block stays, 3 个人信息 being the
/// third heading, unless a date opens it: 2024 年公报.
pub(crate) fn as_read<'r>(text: &str, ranges: &'r [Span]) -> Cow<'r, [Span]> {
    let mut unread: Vec<Span> = Vec::new();
    for range in ranges {
        unread.extend(unread_in(text, *range));
    }
    let opening = ranges.first().zip(unread.first());
    if opening.is_some_and(|(piece, one)| is_numbered(text, piece.start, *one)) {
        unread.remove(0);
    }
    if unread.is_empty() {
        return Cow::Borrowed(ranges);
    }
    let mut kept = Vec::with_capacity(ranges.len() + unread.len());
    let mut unread = unread.into_iter().peekable();
    for range in ranges {
        let mut start = range.start;
        while let Some(one) = unread.next_if(|one| one.end <= range.end) {
            kept.push(Span::new(start, one.start));
            start = one.end;
        }
        kept.push(Span::new(start, range.end));
    }
    Cow::Owned(kept)
}

/// What of a piece is set for the eye alone, in order: blanks between Chinese
/// and figures, and the marks of emphasis in Markdown.
fn unread_in(text: &str, range: Span) -> impl Iterator<Item = Span> {
    let piece = range.of(text).unwrap_or_default();
    // A space, the first byte of a no-break space, a mark of emphasis.
    memchr::memchr3_iter(b' ', 0xC2, b'*', piece.as_bytes()).filter_map(move |at| {
        let (before, rest) = piece.split_at_checked(at)?;
        let length = blank(before, rest).or_else(|| emphasis(before, rest))?;
        let start = range.start + at;
        Some(Span::new(start, start + length))
    })
}

/// The length of the blank that `rest` begins with, if it is not to be read.
fn blank(before: &str, rest: &str) -> Option<usize> {
    let mut characters = rest.chars();
    let blank = characters.next().filter(|blank| is_blank(*blank))?;
    let left = before.trim_end_matches('*').chars().next_back()?;
    let right = characters.as_str().trim_start_matches('*').chars().next()?;
    is_between(left, right).then_some(blank.len_utf8())
}

/// The length of the marks of emphasis that `rest` begins with, of one stretch
/// or of two that meet: **5761个**. 2**3 is a power.
fn emphasis(before: &str, rest: &str) -> Option<usize> {
    if before.ends_with('*') {
        return None;
    }
    let inner = rest.trim_start_matches('*');
    let length = rest.len() - inner.len();
    let digit = |c: char| c.is_ascii_digit();
    let power = before.ends_with(digit) && inner.starts_with(digit);
    ((2..=4).contains(&length) && !power).then_some(length)
}

pub(crate) const fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}')
}

/// Whether a character may be left out where the rules read.
pub(crate) const fn is_unread(character: char) -> bool {
    is_blank(character) || character == '*'
}

fn is_between(left: char, right: char) -> bool {
    is_han(left) && starts_word(right) || (starts_word(left) || left == '%') && is_han(right)
}

/// A digit or a Latin letter, in half or full width.
const fn starts_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '０'..='９' | '％')
}

/// Whether the words up to a blank are the number of a heading.
fn is_numbered(text: &str, start: usize, blank: Span) -> bool {
    let opening = Span::new(start, blank.start).of(text).unwrap_or_default();
    let behind = text.get(blank.end..).unwrap_or_default();
    opening
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !behind.starts_with(['年', '月', '日', '时', '時', '至', '到'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let whole = [Span::new(0, text.len())];
        let kept = as_read(text, &whole);
        kept.iter().filter_map(|piece| piece.of(text)).collect()
    }

    #[test]
    fn what_is_set_for_the_eye_is_not_read() {
        for (text, expected) in [
            (
                "2024 年 3 月 5 日，新增 12 万人",
                "2024年3月5日，新增12万人",
            ),
            ("占 34.4% 左右", "占34.4%左右"),
            ("全市\u{a0}9\u{a0}个区", "全市9个区"),
            ("使用 AI 助手 5 次", "使用AI助手5次"),
            ("2024 年公报", "2024年公报"),
            ("3 个人信息占 5 成", "3 个人信息占5成"),
            ("共有**12个**支部", "共有12个支部"),
            ("共有 **12** 个支部", "共有12个支部"),
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn other_blanks_and_marks_are_read() {
        for text in [
            "3 个人信息",
            "2.1 总体情况",
            "张三 李四",
            "12 34 56",
            "2**3",
            "5*4",
            "Hello 2024 world",
            "全市　12个区",
        ] {
            assert_eq!(read(text), text);
        }
    }
}

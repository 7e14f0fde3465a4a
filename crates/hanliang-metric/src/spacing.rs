//! Blanks that a page sets between Chinese and figures or Latin words
//! (2024 年 3 月, 新增 12 万人): a habit of typesetting, not of grammar. The
//! rules read a block without them; what is reported keeps them.

use std::borrow::Cow;

use hanliang_span::Span;

use crate::tables::words::is_han;

/// The pieces of a block without the blanks between Chinese and figures.
///
/// A blank behind the number that opens a block stays, 3 个人信息 being the
/// third heading, unless a date opens it: 2024 年公报.
pub(crate) fn without_blanks<'r>(text: &str, ranges: &'r [Span]) -> Cow<'r, [Span]> {
    let mut blanks: Vec<Span> = Vec::new();
    for range in ranges {
        blanks.extend(blanks_in(text, *range));
    }
    let opening = ranges.first().zip(blanks.first());
    if opening.is_some_and(|(piece, blank)| is_numbered(text, piece.start, *blank)) {
        blanks.remove(0);
    }
    if blanks.is_empty() {
        return Cow::Borrowed(ranges);
    }
    let mut kept = Vec::with_capacity(ranges.len() + blanks.len());
    let mut blanks = blanks.into_iter().peekable();
    for range in ranges {
        let mut start = range.start;
        while let Some(blank) = blanks.next_if(|blank| blank.end <= range.end) {
            kept.push(Span::new(start, blank.start));
            start = blank.end;
        }
        kept.push(Span::new(start, range.end));
    }
    Cow::Owned(kept)
}

/// The blanks of a piece that stand between Chinese and figures, in order.
fn blanks_in(text: &str, range: Span) -> impl Iterator<Item = Span> {
    let piece = range.of(text).unwrap_or_default();
    // A space, or the first byte of a no-break space.
    memchr::memchr2_iter(b' ', 0xC2, piece.as_bytes()).filter_map(move |at| {
        let (before, rest) = piece.split_at_checked(at)?;
        let blank = rest.chars().next().filter(|blank| is_blank(*blank))?;
        let left = before.chars().next_back()?;
        let right = rest.chars().nth(1)?;
        let start = range.start + at;
        is_between(left, right).then(|| Span::new(start, start + blank.len_utf8()))
    })
}

pub(crate) const fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}')
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
        let kept = without_blanks(text, &whole);
        kept.iter().filter_map(|piece| piece.of(text)).collect()
    }

    #[test]
    fn blanks_between_chinese_and_figures_are_not_read() {
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
        ] {
            assert_eq!(read(text), expected);
        }
    }

    #[test]
    fn other_blanks_are_read() {
        for text in [
            "3 个人信息",
            "2.1 总体情况",
            "张三 李四",
            "12 34 56",
            "Hello 2024 world",
            "全市　12个区",
        ] {
            assert_eq!(read(text), text);
        }
    }
}

//! The controls of a page side by side: 【字号 大 中 小】 【打印】 【关闭】.

use crate::chars::{digit, is_separator};
use crate::furniture::is_ornament;
use crate::phrase::{FURNITURE, FurnitureWhere};

/// 收藏 分享 举报: controls of the page side by side.
pub(crate) fn is_controls(text: &str) -> bool {
    // 0.03。 and 2.1% are figures, of a cut sentence or a table.
    let figures = || {
        let none = |c| is_ornament(c) || is_count(c) || c == '.';
        (text.ends_with('。') || !text.chars().all(is_count)) && text.chars().all(none)
    };
    if text.len() > 200 || figures() {
        return false;
    }
    let mut words = control_words(text).peekable();
    let known = words.peek().is_some();
    let sum = words.try_fold(0, |sum, word| Some(sum + control(word)?));
    // One word that is a control only beside others says nothing.
    known && sum.is_some_and(|sum| sum != 1)
}

/// The words of a row of controls.
fn control_words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(is_ornament).filter(|word| !word.is_empty())
}

/// Whether the last of a row of controls stands over a list: 推荐朋友 相关新闻.
pub(crate) fn opens_section(text: &str) -> bool {
    control_words(text)
        .next_back()
        .is_some_and(|word| FURNITURE.whole(word) == Some(FurnitureWhere::Section))
}

/// How surely a word is a control of the page: 2 by itself, 1 beside others, 0 as
/// a figure; `None` if it is none.
fn control(word: &str) -> Option<u8> {
    /// Bytes of the longest, with its count.
    const LONGEST: usize = 48;
    if word.len() > LONGEST {
        return None;
    }
    // 阅读 1.2万, 在看 35, 有23人参与, 00:00/02:13
    let figure = |c| is_count(c) || matches!(c, '.' | '/');
    let behind = word.trim_end_matches(figure);
    let before = behind.strip_prefix('有').unwrap_or(behind);
    let inner = before.trim_start_matches(is_count);
    // 3楼
    if behind.is_empty() || is_floor_number(behind) {
        return Some(0);
    }
    let counted = inner.len() < before.len() && inner.chars().nth(1).is_some();
    match FURNITURE.whole(if counted { inner } else { behind }) {
        Some(FurnitureWhere::Whole | FurnitureWhere::Section) => Some(2),
        Some(FurnitureWhere::Control) => Some(1),
        // The sizes of the type.
        _ => matches!(word, "大" | "中" | "小" | "特大" | "A" | "T" | "TT").then_some(1),
    }
}

fn is_floor_number(word: &str) -> bool {
    let number = word.trim_end_matches(['楼', '樓']);
    number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Characters of a count beside a control.
const fn is_count(c: char) -> bool {
    digit(c).is_some() || matches!(c, '万' | '萬' | '+')
}

/// Whether a word counts what readers did: 有23人参与, 0条评论.
pub(crate) fn counts_readers(word: &str) -> bool {
    word.contains(|c| digit(c).is_some()) && control(word) == Some(2)
}

/// A value without what readers did behind it: 某某日报 有23人参与.
pub(crate) fn before_counts(value: &str) -> &str {
    match value.rsplit_once(is_separator) {
        Some((name, count)) if counts_readers(count) => name.trim_end(),
        _ => value,
    }
}

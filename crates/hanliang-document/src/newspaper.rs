//! The marks of a printed paper: the page a text stands on, and where it goes on.

use crate::chars::{is_separator, writes_words};
use crate::cursor::Cursor;
use crate::furniture::is_ornament;

/// 第05版：乡村振兴, A12版 要闻: a page of a paper and perhaps its name.
pub(crate) fn is_page(text: &str) -> bool {
    /// Characters of the longest name of a page.
    const NAME: usize = 8;
    if let Some(page) = coded_page(text) {
        return page;
    }
    let mut cursor = Cursor::new(text, 0);
    if number(&mut cursor).is_none() || !cursor.word("版") {
        return false;
    }
    let rest = cursor.rest();
    let name = rest.trim_start_matches(|c| is_separator(c) || matches!(c, ':' | '：'));
    let apart = rest.is_empty() || name.len() < rest.len();
    let mark = |c| writes_words(c) || is_separator(c);
    apart && name.chars().all(mark) && name.chars().count() <= NAME
}

/// 00004版：…, as the database of a paper numbers it: whether its name is short.
fn coded_page(text: &str) -> Option<bool> {
    /// Characters of the longest name of a special page.
    const NAME: usize = 24;
    let mut cursor = Cursor::new(text, 0);
    let (_, places) = cursor.digits(5).filter(|_| text.starts_with('0'))?;
    let coded = places >= 4 && cursor.word("版");
    coded.then(|| cursor.rest().chars().count() <= NAME)
}

/// A12 alone.
pub(crate) fn is_bare_page(text: &str) -> bool {
    let mut cursor = Cursor::new(text, 0);
    cursor.one(|c| c.is_ascii_uppercase()).is_some()
        && cursor.digits(2).is_some()
        && cursor.is_end()
}

/// （下转第三版）, 上接A4版《…》: where a text goes on or comes from, as a whole.
pub(crate) fn is_turn(text: &str) -> bool {
    /// Bytes of the longest.
    const LONGEST: usize = 120;
    let core = text.trim_matches(is_ornament);
    let mut cursor = Cursor::new(core, 0);
    let turns = [
        "上接", "下转", "下轉", "紧接", "緊接", "文转", "文轉", "转接",
    ];
    text.len() <= LONGEST
        && turns.iter().any(|word| cursor.word(word))
        && number(&mut cursor).is_some()
        && cursor.one(|c| matches!(c, '版' | '页' | '頁')).is_some()
        && !cursor.rest().contains(['。', '，', ','])
}

/// Where a turn in brackets at the start of a line ends.
pub(crate) fn turn_before(text: &str) -> Option<usize> {
    text.strip_prefix(['（', '('])?;
    let (at, mark) = text
        .char_indices()
        .take(40)
        .find(|&(_, c)| matches!(c, '）' | ')'))?;
    let end = at + mark.len_utf8();
    is_turn(text.get(..end)?).then_some(end)
}

/// Moves past the number of a page: 第三, 第A01, 05.
fn number(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.word("第");
    cursor.one(|c| c.is_ascii_uppercase());
    cursor.number(3)
}

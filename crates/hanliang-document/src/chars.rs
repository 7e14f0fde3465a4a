//! Classes of characters: closed sets, decided one character at a time.

use hanliang_span::is_han;

/// Whether words are written with it: a Han character, but not 丨, which pages
/// set as a bar.
pub(crate) const fn writes_words(c: char) -> bool {
    is_han(c) && c != '丨'
}

/// Whether it ends a sentence.
pub(crate) const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '｡')
}

/// Whether it closes a quotation or a bracket.
pub(crate) const fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '」' | '』' | '）' | ')' | '】' | '》' | '〉' | '"' | '〕' | ']' | '］'
    )
}

/// Whether it parts things on one line: blanks, bars, dots, slashes.
pub(crate) const fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{3000}' | '\u{A0}' | '\t' | '|' | '｜' | '丨' | '·' | '•' | '・' | '/' | '／'
    )
}

/// The value of a decimal digit, half or full width.
pub(crate) const fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The value of a Han digit, 十 as 10.
pub(crate) const fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' | '○' | 'Ｏ' => 0,
        '一' | '元' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// Whether the text ends as a sentence does: a stop, perhaps with what closes
/// after it, or a closing bracket.
pub(crate) fn is_finished(text: &str) -> bool {
    let mut tail = text.chars().rev();
    match tail.next() {
        None => true,
        Some(c) if is_stop(c) || matches!(c, '；' | ';' | '：' | ':' | '.' | '~' | '～') => true,
        Some('）' | ')' | '】' | ']' | '〕' | '］') => true,
        Some(c) if is_closer(c) => tail
            .find(|&c| !is_closer(c))
            .is_none_or(|c| is_stop(c) || matches!(c, '；' | ';' | '.')),
        Some(_) => false,
    }
}

/// Whether a figure goes on in the next line: 增长34. and 3%, 2.02 and 万人次.
pub(crate) fn cuts_figure(line: &str, next: &str) -> bool {
    let before = line.trim_end_matches(|c| digit(c).is_some() || matches!(c, '.' | ','));
    let figure = line.get(before.len()..).unwrap_or_default();
    // A figure alone is the number of a page or of a heading.
    if !before.ends_with(writes_words) || !figure.starts_with(|c| digit(c).is_some()) {
        return false;
    }
    let magnitude = |c| matches!(c, '%' | '％' | '万' | '亿' | '萬' | '億');
    next.starts_with(|c| digit(c).is_some())
        || figure.ends_with(|c| digit(c).is_some()) && next.starts_with(magnitude)
}

/// A line without the number of a note behind it: 公报[1].
pub(crate) fn without_note(line: &str) -> &str {
    let note = line
        .strip_suffix(']')
        .and_then(|line| line.rsplit_once('['));
    note.filter(|(_, number)| {
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    })
    .map_or(line, |(line, _)| line)
}

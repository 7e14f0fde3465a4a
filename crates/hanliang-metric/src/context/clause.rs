//! The stretch of text around a figure that the rules look at.

use hanliang_span::Span;

use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::is_han;

/// How far a clause may reach to either side, in characters.
const REACH: usize = 90;

const fn ends_clause(character: char) -> bool {
    matches!(
        character,
        '，' | ','
            | '；'
            | ';'
            | '：'
            | ':'
            | '。'
            | '！'
            | '？'
            | '!'
            | '?'
            | '\n'
            | '（'
            | '）'
            | '('
            | ')'
            | '【'
            | '】'
            | '<'
            | '>'
    )
}

/// Whether a character is a Han one, as most are, and so no mark.
const fn is_plain(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}')
}

/// Whether the mark at a place is that of a list, behind its number: 三、. In
/// 三、四级 it stands between two numbers.
fn opens_list(text: &str, mark: usize) -> bool {
    let before = text.get(..mark).unwrap_or_default();
    let numeral = |c: &char| digit(*c).is_some() || *c == '十';
    let lead = before.chars().rev().take(4).find(|c| !numeral(c));
    let few = before.chars().rev().take(4).take_while(numeral).count();
    let behind = text.get(mark + '、'.len_utf8()..).unwrap_or_default();
    let pair = behind.chars().next().is_some_and(|c| numeral(&c));
    !pair && (1..=3).contains(&few) && lead.is_none_or(ends_clause)
}

/// Whether the mark at a place is a colon behind 分别为, which opens a row of figures.
fn opens_row(text: &str, mark: usize) -> bool {
    let (before, after) = text.split_at_checked(mark).unwrap_or_default();
    after.starts_with(['：', ':']) && ends_in_turn(before)
}

/// Whether a text ends in 分别为, 依次是.
pub(crate) fn ends_in_turn(text: &str) -> bool {
    let lead = text.strip_suffix(['为', '是', '有', '达']).unwrap_or(text);
    Wording::InTurn.ends(lead)
}

/// The clause over a place, within its sentence. An ASCII comma between two
/// digits ends nothing.
pub(crate) fn clause(passage: &Passage<'_>, place: Span) -> Span {
    let text = &*passage.text;
    let mut start = place.start;
    let mut following: Option<char> = None;
    let mut bracketed = usize::MAX;
    for (at, character) in passage.before(place.start).char_indices().rev().take(REACH) {
        if bracketed != usize::MAX && at >= bracketed {
            start = at;
            continue;
        }
        if is_plain(character) {
            following = Some(character);
            start = at;
            continue;
        }
        if matches!(character, '）' | ')')
            && let Some(open) = opening_near(text, at)
        {
            bracketed = open;
            start = at;
            continue;
        }
        let grouped = matches!(character, ',' | ':' | '：')
            && following.is_some_and(|c| c.is_ascii_digit())
            && text
                .get(..at)
                .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        let ends = ends_clause(character) && !grouped && !opens_row(text, at);
        if ends || character == '、' && opens_list(text, at) {
            break;
        }
        following = Some(character);
        start = at;
    }
    let mut end = place.end;
    let mut previous: Option<char> = None;
    let mut characters = passage.after(place.end).chars().take(REACH).peekable();
    let mut bracketed = 0;
    while let Some(character) = characters.next() {
        if end < bracketed {
            end += character.len_utf8();
            continue;
        }
        if is_plain(character) {
            previous = Some(character);
            end += character.len_utf8();
            continue;
        }
        if matches!(character, '（' | '(')
            && let Some(close) = closing_near(text, end + character.len_utf8())
        {
            bracketed = close;
            end += character.len_utf8();
            previous = None;
            continue;
        }
        let grouped = matches!(character, ',' | ':' | '：')
            && previous.is_some_and(|c| c.is_ascii_digit())
            && characters.peek().is_some_and(char::is_ascii_digit);
        if ends_clause(character) && !grouped {
            break;
        }
        previous = Some(character);
        end += character.len_utf8();
    }
    Span::new(start, end)
}

/// The end of the bracket whose inside starts at `inside`, if it is a short
/// aside within a noun: 县(区)级, 广义货币（M2）余额.
fn closing_near(text: &str, inside: usize) -> Option<usize> {
    let rest = text.get(inside..)?;
    for (at, character) in rest.char_indices().take(11) {
        if matches!(character, '）' | ')') {
            let end = inside + at + character.len_utf8();
            return is_aside(rest.get(..at)?).then_some(end);
        }
    }
    None
}

/// Whether the inside of a bracket is words alone or a name in Latin letters.
fn is_aside(inside: &str) -> bool {
    // Also classes by their sign: Ⅰ—Ⅲ类, Ⅰ～Ⅲ类.
    inside
        .chars()
        .all(|c| is_han(c) || matches!(c, '、' | '—' | '–' | '-' | '～' | '~' | 'Ⅰ'..='Ⅻ'))
        || inside.starts_with(|c: char| c.is_ascii_alphabetic())
            && inside
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '&'))
}

/// The start of the short bracket that closes at `close`.
fn opening_near(text: &str, close: usize) -> Option<usize> {
    let before = text.get(..close)?;
    for (at, character) in before.char_indices().rev().take(11) {
        if matches!(character, '（' | '(') {
            let inside = before.get(at + character.len_utf8()..)?;
            return is_aside(inside).then_some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use hanliang_document::Joined;

    #[test]
    fn stops_at_commas_but_not_in_numbers() {
        let text = "同时,现金4,665.09万元(含2人),比上年";
        let pieces = [Span::new(0, text.len())];
        let joined = Joined::new(text, &pieces);
        let passage = Passage::new(text, &joined);
        let at = text.find("万元").unwrap();
        let clause = clause(&passage, Span::at(at));
        assert_eq!(clause.of(text), Some("现金4,665.09万元"));
        let text = "来自省、县(区)机关的30人,其中";
        let pieces = [Span::new(0, text.len())];
        let joined = Joined::new(text, &pieces);
        let passage = Passage::new(text, &joined);
        let clause = super::clause(&passage, Span::at(text.find("30").unwrap()));
        assert_eq!(clause.of(text), Some("来自省、县(区)机关的30人"));
    }
}

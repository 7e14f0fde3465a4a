//! The stretch of text around a figure that the rules look at.

use hanliang_span::Span;

use crate::passage::Passage;

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

/// The clause over a place, within its sentence. An ASCII comma between two
/// digits ends nothing.
pub(crate) fn clause(passage: &Passage<'_>, place: Span) -> Span {
    let text = &*passage.text;
    let mut start = place.start;
    let mut following: Option<char> = None;
    for (at, character) in passage.before(place.start).char_indices().rev().take(REACH) {
        let grouped = matches!(character, ',' | ':')
            && following.is_some_and(|c| c.is_ascii_digit())
            && text
                .get(..at)
                .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        if ends_clause(character) && !grouped {
            break;
        }
        following = Some(character);
        start = at;
    }
    let mut end = place.end;
    let mut previous: Option<char> = None;
    let mut characters = passage.after(place.end).chars().take(REACH).peekable();
    while let Some(character) = characters.next() {
        let grouped = matches!(character, ',' | ':')
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

#[cfg(test)]
mod tests {
    use super::*;
    use hanliang_document::Joined;

    #[test]
    fn stops_at_commas_but_not_in_numbers() {
        let text = "同时,现金4,665.09万元(含税),比上年";
        let pieces = [Span::new(0, text.len())];
        let joined = Joined::new(text, &pieces);
        let passage = Passage::new(&joined);
        let at = text.find("万元").unwrap();
        let clause = clause(&passage, Span::at(at));
        assert_eq!(clause.of(text), Some("现金4,665.09万元"));
    }
}

//! Traces of text that is gone: named, and left as they are.

use hanliang_span::Span;
use memchr::memmem;

use crate::han::is_han;
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

/// The least number of characters of 烫烫烫 or 屯屯屯 that is a trace.
const UNFILLED: usize = 3;
/// The least number of question marks, with nothing else, that is a trace.
const MARKS: usize = 4;

/// How many marks for what could not be decoded a text has.
pub(crate) fn count_marks(text: &str) -> usize {
    memmem::find_iter(text.as_bytes(), "\u{FFFD}").count()
}

/// Reports what was lost; changes nothing.
pub(crate) fn report(text: &str) -> Option<(String, Pass)> {
    let mut rewrite = Rewrite::new(text);
    let mut chars = text.char_indices().peekable();
    let mut previous = '\n';
    while let Some((start, c)) = chars.next() {
        let damage = match c {
            '\u{FFFD}' => Damage::ReplacementCharacter,
            '烫' | '屯' => Damage::UnfilledMemory,
            '锟' | '斤' | '拷' => Damage::ReplacementAsGbk,
            '?' => Damage::QuestionMarks,
            _ => {
                previous = c;
                continue;
            }
        };
        let before = previous;
        let mut end = start + c.len_utf8();
        let mut count = 1;
        while let Some((at, _)) = chars.next_if(|&(_, next)| continues(damage, c, next)) {
            end = at
                + text
                    .get(at..)
                    .and_then(|t| t.chars().next())
                    .map_or(0, char::len_utf8);
            count += 1;
        }
        previous = text
            .get(start..end)
            .and_then(|run| run.chars().next_back())
            .unwrap_or(c);
        let found = match damage {
            Damage::ReplacementCharacter => true,
            Damage::UnfilledMemory => count >= UNFILLED,
            // The phrase in full, or its end where the start was cut.
            Damage::ReplacementAsGbk => text
                .get(start..end)
                .is_some_and(|run| run.contains("锟斤拷") || run.contains("斤拷锟")),
            // A line, or a quoted part, of nothing else.
            _ => {
                count >= MARKS
                    && !is_han(before)
                    && !chars.peek().is_some_and(|&(_, next)| is_han(next))
            }
        };
        if found {
            rewrite.lose(Span::new(start, end), damage, None);
        }
    }
    rewrite.finish()
}

fn continues(damage: Damage, first: char, next: char) -> bool {
    match damage {
        Damage::ReplacementAsGbk => matches!(next, '锟' | '斤' | '拷'),
        _ => next == first,
    }
}

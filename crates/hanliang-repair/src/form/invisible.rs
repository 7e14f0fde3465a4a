//! Characters that are not seen: zero-width and direction marks, byte order
//! marks inside a text, control characters.

use encoding_rs::WINDOWS_1252;
use hanliang_span::Span;

use super::{Around, is_mentioned};
use crate::han::{is_chinese, is_chinese_page, is_han, is_punctuation, is_right_to_left};
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

/// Takes out what no script of the text needs.
pub(crate) fn repair(text: &str) -> Option<(String, Pass)> {
    let mut rewrite = Rewrite::new(text);
    let around = Around::new(text);
    // Asked at most once: the answer needs the whole text.
    let mut right_to_left = None;
    let mut chinese_page = None;
    let mut chars = text.char_indices().peekable();
    let mut before = None;
    while let Some((at, c)) = chars.next() {
        let Some(damage) = kind(c) else {
            before = Some(c);
            continue;
        };
        let mut end = at + c.len_utf8();
        // A run of unseen characters of one kind has the same neighbours.
        while let Some((next, d)) = chars.next_if(|&(_, d)| kind(d) == Some(damage) && d != '\x1B')
        {
            end = next + d.len_utf8();
        }
        let after = visible_after(&around, end);
        let take_out = match damage {
            Damage::ByteOrderMark => true,
            Damage::DirectionMark => {
                !*right_to_left.get_or_insert_with(|| text.chars().any(is_right_to_left))
            }
            Damage::ZeroWidth => {
                is_needless(before, after)
                    || is_among_marks(before, after)
                        && *chinese_page.get_or_insert_with(|| is_chinese_page(text))
            }
            _ => is_stray_control(c, before, after),
        };
        if take_out {
            let run = text.get(at..end).unwrap_or_default();
            rewrite.replace(Span::new(at, end), &instead(run), damage, 1.0);
        } else {
            before = Some(c);
        }
    }
    rewrite.finish()
}

/// What stands for a run of unseen characters: the marks that Windows-1252 has
/// where Latin-1 has controls, a line end for those of other systems.
fn instead(run: &str) -> String {
    let marks: String = run.chars().filter_map(windows_1252).collect();
    if run == "\u{85}" || marks.is_empty() && run.contains(['\x0B', '\x0C']) {
        return "\n".to_owned();
    }
    marks
}

/// The punctuation of Windows-1252 in the place of a control. Its letters are
/// left out: none of them stands in Chinese.
fn windows_1252(c: char) -> Option<char> {
    let byte = u8::try_from(u32::from(c)).ok();
    let byte =
        byte.filter(|byte| matches!(byte, 0x80 | 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0x99))?;
    WINDOWS_1252
        .decode_without_bom_handling(&[byte])
        .0
        .chars()
        .next()
}

/// Whether the fix has anything to do at a character that is not seen. Joiners
/// that hold emoji together are frequent, and known by their neighbours.
pub(crate) fn is_due(text: &str, at: usize) -> bool {
    let around = Around::new(text);
    let Some(c) = around.at(at) else {
        return false;
    };
    let (before, after) = (around.before(at), around.at(at + c.len_utf8()));
    let alone = [before, after]
        .into_iter()
        .flatten()
        .all(|c| kind(c).is_none());
    kind(c) != Some(Damage::ZeroWidth)
        || !alone
        || is_needless(before, after)
        || is_among_marks(before, after)
}

/// What kind of unseen character this is, if it is one.
fn kind(c: char) -> Option<Damage> {
    match c {
        '\u{FEFF}' => Some(Damage::ByteOrderMark),
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{180E}' | '\u{AD}' => Some(Damage::ZeroWidth),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}' => {
            Some(Damage::DirectionMark)
        }
        '\t' | '\n' | '\r' => None,
        '\0'..='\x1F' | '\x7F'..='\u{9F}' => Some(Damage::ControlCharacter),
        _ => None,
    }
}

fn visible_after(around: &Around<'_>, mut offset: usize) -> Option<char> {
    // Bounded: runs of mixed marks are short, and a wrong neighbour only
    // leaves a mark where it is.
    for _ in 0..8 {
        let c = around.at(offset)?;
        if kind(c).is_none() {
            return Some(c);
        }
        offset += c.len_utf8();
    }
    None
}

/// A zero-width mark does nothing beside Chinese or inside a number. Joiners shape emoji and the
/// letters of many scripts, and a soft hyphen belongs to a Latin word.
fn is_needless(before: Option<char>, after: Option<char>) -> bool {
    let plain = |c: Option<char>| {
        c.is_none_or(|c| c.is_ascii() || is_han(c) || is_punctuation(c) || is_full_width(c))
    };
    let chinese = |c: Option<char>| c.is_some_and(|c| is_chinese(c) || is_full_width(c));
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let figure = |c: Option<char>| digit(c) || matches!(c, Some('.' | ',' | '%'));
    let inside = digit(before) && figure(after) || figure(before) && digit(after);
    plain(before) && plain(after) && (chinese(before) || chinese(after) || inside)
}

/// Whether marks that Chinese shares with Latin, where the page is to tell, are
/// beside it, and nothing but such marks, figures and Chinese: —|——, 0|·4%.
fn is_among_marks(before: Option<char>, after: Option<char>) -> bool {
    let mark = |c: Option<char>| c.is_some_and(|c| is_punctuation(c) || c == '×');
    let fits = |c: Option<char>| mark(c) || c.is_none_or(|c| is_han(c) || c.is_ascii_digit());
    (mark(before) || mark(after)) && fits(before) && fits(after)
}

fn is_full_width(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FF5E}')
}

/// A control character is stray unless it starts an escape sequence of a
/// terminal, breaks a page between two lines, is quoted, or stands among the Latin-1 letters of a wrong decoding that
/// could not be undone: there it is the rest of a character.
fn is_stray_control(c: char, before: Option<char>, after: Option<char>) -> bool {
    let latin1 = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{A0}'..='\u{FF}'));
    match c {
        '\x1B' => false,
        _ if is_mentioned(before, after) => false,
        '\x0C' => before.is_some_and(|c| c != '\n') && after.is_some_and(|c| c != '\n'),
        '\u{80}'..='\u{9F}' => !latin1(before) && !latin1(after),
        _ => true,
    }
}

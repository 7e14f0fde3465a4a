//! Full-width ASCII to half-width: digits, Latin letters, and the marks that
//! belong to a number. Only where it is switched on.

use hanliang_span::Span;

use super::Around;
use crate::record::Damage;
use crate::rewrite::{Pass, Rewrite};

/// Puts half-width digits and letters; `．` goes with the digits it stands
/// between, `％` with those it stands behind.
pub(crate) fn repair(text: &str) -> Option<(String, Pass)> {
    let mut rewrite = Rewrite::new(text);
    let around = Around::new(text);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let Some(first) = half_width(c) else {
            continue;
        };
        let mut written = String::from(first);
        let mut end = at + c.len_utf8();
        while let Some(&(next, d)) = chars.peek() {
            let half = half_width(d).or_else(|| {
                let mark = number_mark(d)?;
                let behind = written
                    .chars()
                    .next_back()
                    .is_some_and(|b| b.is_ascii_digit());
                let before = around.at(next + d.len_utf8()).and_then(half_width);
                let inside = before.is_some_and(|b| b.is_ascii_digit());
                (behind && (inside || mark == '%')).then_some(mark)
            });
            let Some(half) = half else { break };
            written.push(half);
            end = next + d.len_utf8();
            chars.next();
        }
        rewrite.replace(Span::new(at, end), &written, Damage::FullWidth, 1.0);
    }
    rewrite.finish()
}

fn half_width(c: char) -> Option<char> {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
        .then(|| char::from_u32(u32::from(c) - 0xFEE0))
        .flatten()
}

fn number_mark(c: char) -> Option<char> {
    match c {
        '．' => Some('.'),
        '％' => Some('%'),
        _ => None,
    }
}

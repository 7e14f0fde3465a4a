//! Small whole numbers at a place, in the three scripts dates and list marks
//! are written in.

/// A run of digits read as one small number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Digits {
    /// Byte offset after the last digit.
    pub(crate) end: usize,
    pub(crate) value: u32,
    /// How many characters it has.
    pub(crate) count: usize,
    /// Whether it is written in Han characters.
    pub(crate) han: bool,
    /// Whether every character is a digit (二〇二一), none a magnitude (二十一).
    pub(crate) positional: bool,
}

/// The value of a digit in any of the three scripts.
pub(crate) const fn digit(character: char) -> Option<u32> {
    Some(match character {
        '0'..='9' => character as u32 - '0' as u32,
        '０'..='９' => character as u32 - '０' as u32,
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

pub(crate) const fn is_arabic(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９')
}

/// A year whose noughts are written otherwise than its digits: 二OO九年,
/// 二0一五年.
fn mixed_year(rest: &str, at: usize) -> Option<Digits> {
    let nought = |c: char| matches!(c, 'O' | 'o' | 'Ｏ' | 'ｏ' | '0' | '０' | 'Ο' | 'О');
    let year = rest.char_indices().nth(4).map(|(end, _)| end)?;
    let (digits, behind) = rest.split_at_checked(year)?;
    if !behind.starts_with('年') || !digits.contains(nought) {
        return None;
    }
    let mut value = 0;
    for character in digits.chars() {
        let digit = match nought(character) {
            true => 0,
            false => digit(character).filter(|_| !is_arabic(character))?,
        };
        value = value * 10 + digit;
    }
    Some(Digits {
        end: at + year,
        value,
        count: 4,
        han: true,
        positional: true,
    })
}

/// The digits that start at `at`; at most eight characters.
pub(crate) fn digits_at(text: &str, at: usize) -> Option<Digits> {
    let rest = text.get(at..)?;
    let first = rest.chars().next()?;
    if matches!(first, '一' | '二')
        && let Some(year) = mixed_year(rest, at)
    {
        return Some(year);
    }
    let arabic = is_arabic(first);
    let (mut end, mut count) = (at, 0);
    let (mut value, mut pending, mut positional) = (0u32, 0u32, true);
    for character in rest.chars().take(8) {
        if arabic {
            if !is_arabic(character) {
                break;
            }
            value = value * 10 + digit(character).unwrap_or(0);
        } else if let Some(digit) = digit(character).filter(|_| !is_arabic(character)) {
            pending = if positional {
                pending * 10 + digit
            } else {
                digit
            };
        } else if let ('廿' | '卅', 0) = (character, count) {
            value = if character == '廿' { 20 } else { 30 };
            (pending, positional) = (0, false);
        } else if character == '十' {
            value = pending.max(1) * 10;
            (pending, positional) = (0, false);
        } else if character == '百' && pending > 0 {
            value = pending * 100;
            (pending, positional) = (0, false);
        } else {
            break;
        }
        end += character.len_utf8();
        count += 1;
    }
    (count > 0).then_some(Digits {
        end,
        value: value + pending,
        count,
        han: !arabic,
        positional: positional || arabic,
    })
}

/// Where the run of digits that ends at `end` begins: for years before a dash.
pub(crate) fn digits_before(text: &str, end: usize) -> Option<(usize, u32, usize)> {
    let before = text.get(..end)?;
    let mut start = end;
    let (mut value, mut place, mut count) = (0u32, 1u32, 0);
    for (at, character) in before.char_indices().rev().take(5) {
        if !is_arabic(character) {
            break;
        }
        value += digit(character)? * place;
        place *= 10;
        (start, count) = (at, count + 1);
    }
    (count > 0 && count < 5).then_some((start, value, count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::signs::{Kind, Signs};
    use hanliang_span::Span;

    #[test]
    fn every_digit_is_a_sign() {
        for character in ('\0'..='\u{FFFF}').filter(|c| digit(*c).is_some()) {
            let text = String::from(character);
            let (_, signs) = Signs::read(&text);
            let found = signs.of(Kind::Numeral, Span::new(0, text.len())).next();
            assert!(found.is_some(), "{character}");
        }
    }

    #[test]
    fn reads_three_scripts() {
        for (text, value) in [
            ("2016年", 2016),
            ("２００６年", 2006),
            ("二〇二一年", 2021),
            ("二十三日", 23),
            ("十二月", 12),
            ("二OO九年", 2009),
            ("二0一五年", 2015),
        ] {
            assert_eq!(
                digits_at(text, 0).map(|digits| digits.value),
                Some(value),
                "{text}"
            );
        }
        assert_eq!(digits_at("年", 0), None);
        assert_eq!(digits_before("2015—2020", 4), Some((0, 2015, 4)));
    }
}

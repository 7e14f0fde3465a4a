//! Whether what was read in running text is a numeral where it stands.

use hanliang_span::is_han;

use crate::kind::UnitKind;
use crate::unit::UNITS;
use crate::value::Relation;
use crate::words;

use super::grammar::parts_of;
use super::read::{Reading, Shape, blanks};

/// What may follow a lone 一 that is a number: 这不是一这是九.
const AFTER_ONE: [char; 16] = [
    '这', '那', '是', '而', '和', '与', '或', '的', '了', '等', '也', '這', '與', '到', '至', '加',
];

/// Characters of money and of other words: a lone one is a numeral only where
/// no word can be around it.
const FINANCIAL: [char; 12] = [
    '陆', '陸', '伍', '肆', '拾', '参', '參', '佰', '仟', '念', '叄', '幺',
];

/// Words that let a bare magnitude stand: 近万, 上千, 约百.
const BEFORE_BARE: [char; 12] = [
    '近', '约', '約', '上', '超', '逾', '过', '過', '达', '達', '成', '破',
];

/// Ends of the words that state a relation, behind which a lone financial digit
/// may stand: 约, 不超过, 不少于, 不到.
const RELATES: [char; 7] = ['约', '約', '过', '過', '于', '於', '到'];

/// Whether what was read is a numeral where it stands.
pub(super) fn accepted(reading: &Reading, written: &str, rest: &str, left: Option<char>) -> bool {
    let right = rest.chars().next();
    let open_left = left.is_none_or(|left| !is_han(left));
    let open_right = right.is_none_or(|right| !is_han(right));
    let unit = || unit_follows(rest);
    let mut characters = written.chars();
    let Some(first) = characters.next() else {
        return false;
    };
    let lone = characters.as_str().is_empty();
    if lone && !lone_is_numeral(first, rest, left) {
        return false;
    }
    match reading.shape {
        Shape::Plain
        | Shape::Arabic
        | Shape::Fraction
        | Shape::Digit
        | Shape::Tolerance
        | Shape::Fold => true,
        // 百分之几 says no figure.
        Shape::Bare if parts_of(rest).is_some() => false,
        Shape::Bare => {
            reading.relation != Relation::Exact
                || unit()
                || left.is_some_and(|left| BEFORE_BARE.contains(&left))
                || !lone && open_right && open_left
        }
        Shape::Adjacent | Shape::Digits(1 | 2) => unit() || open_left && open_right,
        Shape::Digits(_) => true,
        Shape::Half => {
            unit() && !left.is_some_and(|left| "上下前后後大小多各".contains(left))
                || left.is_some_and(|left| "减減过過近超逾".contains(left))
                || matches!(left, Some('个' | '個')) && open_right
                || left == Some('分') && rest.starts_with(['钟', '鐘'])
        }
    }
}

/// A lone 一 or a lone financial digit.
fn lone_is_numeral(character: char, rest: &str, left: Option<char>) -> bool {
    let right = rest.chars().next();
    let open_right = right.is_none_or(|right| !is_han(right));
    if FINANCIAL.contains(&character) {
        let open_left = left.is_none_or(|left| !is_han(left) || RELATES.contains(&left));
        // 伍家村, 陆家镇: what is written so is a sum or a measure.
        let surname = rest.starts_with('家');
        return open_left && (open_right || unit_follows(rest) && !surname);
    }
    match character {
        '一' | '壹' => {
            open_right
                || unit_follows(rest)
                || right.is_some_and(|right| AFTER_ONE.contains(&right))
        }
        _ => true,
    }
}

/// Whether a known unit stands here.
pub(crate) fn unit_follows(rest: &str) -> bool {
    let rest = blanks(rest);
    UNITS
        .longest(rest)
        .is_some_and(|unit| !words::outgrows_unit(rest, unit.symbol.len()))
}

/// Whether a unit that measures stands here, no classifier: 公顷, 千克.
pub(super) fn measure_follows(rest: &str) -> bool {
    let measures = |kind| !matches!(kind, UnitKind::Count | UnitKind::Duration | UnitKind::Other);
    let unit = UNITS.longest(rest);
    unit.is_some_and(|unit| measures(unit.kind) && !words::outgrows_unit(rest, unit.symbol.len()))
}

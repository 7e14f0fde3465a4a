//! What may stand right behind a number in running text: its tolerance, the
//! letter for 万, an approximator.

use hanliang_span::is_han;

use crate::number::Number;
use crate::unit::UNITS;
use crate::value::{Relation, Value};
use crate::wording::Wording;

use super::accept::{measure_follows, unit_follows};
use super::arabic::arabic;
use super::cardinal::approximator;
use super::glyph::Glyph;
use super::read::{Reading, Shape, blanks, next, power};

/// The most decimals behind a mark that is no point.
const PLACES: u32 = 4;

/// 45.6±12.3, 45.6 ± 12.3: the interval about the figure, which is its middle.
pub(super) fn tolerance<'t>(rest: &'t str, middle: &Reading) -> Option<(&'t str, Reading)> {
    let (after, width) = arabic(blanks(blanks(rest).strip_prefix('±')?)).ok()?;
    let (middle_value, width) = (middle.value, width.number()?);
    let numeric = matches!(middle.shape, Shape::Arabic | Shape::Plain) && middle_value.is_single();
    if !numeric || width.is_zero() {
        return None;
    }
    let value = Value::between(
        middle_value.low().checked_sub(width)?,
        middle_value.low().checked_add(width)?,
    );
    let reading = Reading {
        value,
        relation: Relation::About,
        scale: 0,
        shared: 0,
        shape: Shape::Tolerance,
    };
    Some((after, reading))
}

/// What w stands for behind the number as in chats: 10w+, 3w. Watts are
/// written W, and where there is talk of power or lamps, w too.
pub(super) fn ten_thousands<'t>(
    rest: &'t str,
    reading: &Reading,
    left: &str,
) -> Option<(&'t str, Reading)> {
    let after = rest.strip_prefix(['w', 'W', 'ｗ', 'Ｗ'])?;
    let plus = after
        .strip_prefix(['+', '＋'])
        .filter(|rest| ends_or_counts(rest) && reading.relation == Relation::Exact);
    let small = rest.starts_with(['w', 'ｗ'])
        && after
            .chars()
            .next()
            .is_none_or(|next| !next.is_ascii_alphanumeric() && !"²³/·+-".contains(next))
        && ends_or_counts(after);
    let near: usize = left.chars().rev().take(8).map(char::len_utf8).sum();
    let near = left.get(left.len() - near..)?;
    let power = Wording::Watts.within(near);
    if !matches!(reading.shape, Shape::Arabic | Shape::Plain)
        || reading.scale > 0
        || power
        || !(plus.is_some() || small)
    {
        return None;
    }
    let ten_thousand = Number::from(10_000);
    let reading = Reading {
        value: reading
            .value
            .try_map(|number| number.checked_mul(ten_thousand))?,
        scale: 4,
        shared: 4,
        shape: Shape::Plain,
        relation: plus.map_or(reading.relation, |_| Relation::AtLeast),
    };
    Some((plus.unwrap_or(after), reading))
}

/// Whether the text ends here, or its phrase, or a unit follows: no other word.
fn ends_or_counts(rest: &str) -> bool {
    let next = rest.chars().next();
    next.is_none_or(|next| !is_han(next) && !next.is_ascii_alphanumeric())
        || unit_follows(rest)
        || Wording::Unitless.begins(rest)
}

/// 100+家: that many or more. Not where something is added: 1+1, 1+X.
pub(super) fn at_least<'t>(rest: &'t str, reading: &Reading) -> Option<(&'t str, Relation)> {
    let after = rest.strip_prefix(['+', '＋'])?;
    let round = reading.scale > 0
        || reading.shape == Shape::Arabic && reading.value.low() >= Number::from(10);
    let adds = after.starts_with(|c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | ' ' | '“' | '《')
    });
    (round && !adds && reading.relation == Relation::Exact).then_some((after, Relation::AtLeast))
}

/// 六．三 and 六·三 are 6.3 where a measure or a magnitude follows, or `percent` stands
/// before: elsewhere the mark ends the number of a heading or is in a name, 九·一八.
pub(super) fn point_by_mark<'t>(
    rest: &'t str,
    reading: &Reading,
    percent: bool,
) -> Option<(&'t str, Reading)> {
    let mut after = rest.strip_prefix(['．', '·', '・', '‧'])?;
    let whole = matches!(reading.shape, Shape::Digit | Shape::Plain) && reading.value.is_single();
    if !whole || reading.relation != Relation::Exact || reading.scale > 1 {
        return None;
    }
    let (mut part, mut places) = (0_i128, 0_u32);
    while places < PLACES {
        let (digit, behind) = match next(after) {
            (Glyph::Digit(digit), behind) => (digit, behind),
            (Glyph::Zero, behind) => (0, behind),
            _ => break,
        };
        part = part * 10 + i128::from(digit);
        places += 1;
        after = behind;
    }
    let (after, scale) = match next(after) {
        (Glyph::Big(power @ (4 | 8)), behind) => (behind, power),
        _ => (after, 0),
    };
    let open = !after.starts_with(|c: char| is_han(c) || c.is_ascii_alphanumeric());
    if places == 0 || !(scale > 0 || measure_follows(after) || percent && open) {
        return None;
    }
    let part = Number::from_decimal(part, places)?;
    let times = power(scale)?;
    let value = reading
        .value
        .try_map(|number| number.checked_add(part)?.checked_mul(times))?;
    let shape = Shape::Plain;
    let reading = Reading {
        value,
        scale,
        shared: scale,
        shape,
        ..*reading
    };
    Some((after, reading))
}

/// 多, 余, 来 or 几 at the end of a numeral that can have it; 把 of 千把块钱.
pub(super) fn approximated<'t>(rest: &'t str, reading: &Reading) -> Option<(&'t str, Relation)> {
    if reading.shape == Shape::Bare
        && let Some(after) = rest.strip_prefix('把')
    {
        return unit_follows(after).then_some((after, Relation::About));
    }
    if let Some(read) = at_least(rest, reading) {
        return Some(read);
    }
    let (after, relation) = approximator(rest).ok()?;
    let low = reading.value.low();
    let round = reading.scale > 0
        || reading.shape == Shape::Arabic && low.abs() >= Number::from(10)
        // 18万9000多
        || reading.shape == Shape::Plain && low.is_integer() && low.numerator() % 10 == 0;
    if !round || reading.relation != Relation::Exact {
        return None;
    }
    let fits = match rest.chars().next() {
        Some('余' | '餘') => !after.starts_with(['额', '額', '地', '款', '粮', '热', '波', '生']),
        Some('多') => !after.starts_with(['数', '數', '样', '樣']),
        _ => UNITS.longest(after).is_some(),
    };
    fits.then_some((after, relation))
}

//! Units by one another: mg/L, 元/平方米, L/100km, 例/10万人.

use hanliang_span::is_han;

use crate::kind::UnitKind;
use crate::number::Number;
use crate::numeral::{Found, Glyph, Shape, blanks, next};
use crate::unit::{Definition, UNITS, Unit};

const SECONDS_OF_DAY: u32 = 86_400;

/// `unit/other` and 每: mg/L, 元/平方米, µmol / d, 毫克每升, L/100km.
pub(super) fn rate(start: &str, unit: &'static Definition, length: usize) -> (Unit, usize) {
    let single = (Unit::from_table(unit), length);
    let after = start.get(length..).unwrap_or_default();
    let (rest, slash) = match blanks(after).strip_prefix(['/', '／']) {
        Some(rest) => (blanks(rest), true),
        None => match after.strip_prefix('每') {
            Some(rest) => (rest, false),
            None => return single,
        },
    };
    let Some(other) = UNITS.longest(rest) else {
        return counted_rate(start, rest, unit, slash).unwrap_or(single);
    };
    let end = start.len() - rest.len() + other.symbol.len();
    // 每 also begins the next phrase (3次每人…): there only measures join.
    let measures = unit.kind != UnitKind::Count
        && !matches!(other.kind, UnitKind::Count | UnitKind::Money)
        && unit.kind != UnitKind::Money
        && unit.kind != UnitKind::Duration;
    if goes_on(start, end, other)
        || !slash && (!measures || tells_how_often(start, end, unit, other))
    {
        return single;
    }
    match start.get(..end) {
        Some(symbol) => (
            Unit::written(unit.per(denominator(unit, other), symbol)),
            end,
        ),
        None => single,
    }
}

/// 比24℃每天省电两度: every day something more happens, while 毫升每秒 flow.
fn tells_how_often(start: &str, end: usize, unit: &Definition, period: &Definition) -> bool {
    let rest = start.get(end..).unwrap_or_default();
    period.kind == UnitKind::Duration
        && (unit.kind == UnitKind::Temperature || period.factor >= Number::from(SECONDS_OF_DAY))
        && rest.starts_with(is_han)
        && !rest.starts_with(['的', '以', '左', '上', '下'])
}

/// Whether a longer word or a power begins with the unit that ends at `end`.
fn goes_on(start: &str, end: usize, unit: &Definition) -> bool {
    let latin = unit.symbol.ends_with(|c: char| c.is_ascii_alphabetic());
    let longer = |c: char| c.is_ascii_alphanumeric() || matches!(c, '²' | '³' | '^');
    latin
        && start
            .get(end..)
            .is_some_and(|rest| rest.starts_with(longer))
}

/// What a unit with several meanings is behind a slash: money by 度 is paid for
/// current, and 72次/分 are counted by the minute.
fn denominator(unit: &Definition, other: &'static Definition) -> &'static Definition {
    let form = match (&*other.symbol, unit.kind) {
        ("度", UnitKind::Money) => "度电",
        ("分", kind) if kind != UnitKind::Money => "分钟",
        _ => return other,
    };
    UNITS.get(form).unwrap_or(other)
}

/// A rate by more than one: L/100km, 例/10万人, 吨/万元.
fn counted_rate(
    start: &str,
    rest: &str,
    unit: &'static Definition,
    slash: bool,
) -> Option<(Unit, usize)> {
    let (behind, times) = multiple(rest)?;
    let other = UNITS.longest(behind)?;
    let end = start.len() - behind.len() + other.symbol.len();
    // 公里/百平方公里, 名/千人
    let written = !rest.starts_with(|c: char| c.is_ascii_digit());
    // 5V/2A, 3天/2夜 and 6人/8人 are two figures each, 3例/10万人 is one.
    let alike =
        unit.kind == other.kind && (unit.kind != UnitKind::Count || times < Number::from(1000));
    let apart = alike && !written
        || matches!(unit.kind, UnitKind::Electricity | UnitKind::Duration)
        || other.kind == UnitKind::Percent;
    if !slash || apart || goes_on(start, end, other) {
        return None;
    }
    let mut many = other.clone();
    many.canonical = format!("{times}{}", other.canonical).into();
    many.factor = other.factor.checked_mul(times)?;
    let symbol = start.get(..end)?;
    Some((Unit::written(unit.per(&many, symbol)), end))
}

/// How many there are by which something is counted: 100, 10万, 万, 千.
fn multiple(rest: &str) -> Option<(&str, Number)> {
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = rest.get(..rest.len() - behind.len())?;
    let count: u32 = match digits {
        "" => 1,
        digits => digits.parse().ok().filter(|count| *count > 0)?,
    };
    let (behind, power) = match next(behind) {
        (Glyph::Small(power @ (2 | 3)) | Glyph::Big(power @ (4 | 8)), behind) => (behind, power),
        _ if digits.is_empty() => return None,
        _ => (behind, 0),
    };
    let times = Number::new(10_i128.pow(u32::from(power)), 1)?;
    Some((behind, Number::from(count).checked_mul(times)?))
}

/// The unit of a number that is counted by so many or in such a volume and
/// has none of its own: 5.6/10万, 12.3×10^9/L.
pub(super) fn of_nothing(rest: &str) -> Option<(Unit, usize)> {
    let inner = rest.strip_prefix(['/', '／'])?;
    let mut one = UNITS.get("倍")?.clone();
    one.canonical = "".into();
    if let Some(volume) = UNITS.longest(inner)
        && volume.kind == UnitKind::Volume
        && volume
            .symbol
            .starts_with(|c: char| c.is_ascii() || matches!(c, 'µ' | 'μ'))
    {
        let end = rest.len() - inner.len() + volume.symbol.len();
        let symbol = rest.get(..end).filter(|_| !goes_on(rest, end, volume))?;
        return Some((Unit::written(one.per(volume, symbol)), end));
    }
    let (behind, times) = multiple(inner)?;
    let end = rest.len() - behind.len();
    let symbol = rest
        .get(..end)
        .filter(|symbol| symbol.ends_with(['万', '萬', '亿', '億']))?;
    let mut parts = one.with_symbol(symbol.to_owned());
    parts.canonical = format!("/{times}").into();
    parts.factor = Number::ONE.checked_div(times)?;
    Some((Unit::written(parts), end))
}

/// The unit that two readings of a pressure share: mmHg for 120 of 120/80mmHg.
pub(super) fn of_the_next(rest: &str, found: &Found) -> Option<Unit> {
    let lower = rest.strip_prefix(['/', '／'])?;
    let behind = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    let unit = UNITS.longest(blanks(behind))?;
    let two = found.shape == Shape::Arabic && behind.len() < lower.len();
    (two && unit.kind == UnitKind::Pressure).then(|| Unit::from_table(unit))
}

//! Halves within a unit and behind it: 一个半小时, 两米半.

use hanliang_span::is_han;

use crate::kind::UnitKind;
use crate::number::Number;
use crate::numeral::{Found, Glyph, approximator, blanks, next, unit_follows};
use crate::unit::{Definition, UNITS, Unit};
use crate::value::{Relation, Value};
use crate::words;

use super::unit_after::{Measured, percentage_points};

/// 一个半小时 is 1.5小时, 一个多月 is more than 1个月.
pub(super) fn half_inside(rest: &str, found: &Found, bare: &Measured) -> Option<Measured> {
    let after = blanks(rest).strip_prefix(['个', '個'])?;
    let (after, half) = match after.strip_prefix('半') {
        Some(after) => (after, true),
        None => {
            let (after, _) = approximator(after)
                .ok()
                .filter(|_| after.starts_with(['多', '来', '來']))?;
            (after, false)
        }
    };
    if half && let Some(length) = percentage_points(after) {
        let end = found.end + (rest.len() - after.len()) + length;
        return Some(Measured {
            value: add_half(found.value)?,
            unit: UNITS.get("个百分点").map(Unit::from_table),
            end,
            ..bare.clone()
        });
    }
    let (unit, length) = time_behind_classifier(after)?;
    let value = if half {
        add_half(found.value)?
    } else {
        found.value
    };
    let relation = if half { found.relation } else { Relation::More };
    let end = found.end + (rest.len() - after.len()) + length;
    Some(Measured {
        value,
        relation,
        unit: Some(Unit::from_table(unit)),
        end,
        ..bare.clone()
    })
}

/// The unit of time behind 个半 or 个多, and how much of it stands there: 月 of 个月.
fn time_behind_classifier(text: &str) -> Option<(&'static Definition, usize)> {
    let mut characters = text.chars();
    let first = characters.next()?;
    // 一个半钟头 is no 个钟.
    let mut of_hour = || characters.next().is_some_and(|c| "头頭点點".contains(c));
    let name = match first {
        '月' => "个月",
        '钟' | '鐘' if of_hour() => "",
        '钟' => "个钟",
        '鐘' => "個鐘",
        _ => "",
    };
    let unit = match UNITS.get(name) {
        Some(unit) => unit,
        None => UNITS.longest(text)?,
    };
    let length = match name {
        "" => unit.symbol.len(),
        _ => first.len_utf8(),
    };
    let time = unit.kind == UnitKind::Duration && !words::outgrows_unit(text, length);
    time.then_some((unit, length))
}

/// 两米半 is 2.5米, 三个半 is 3.5个. Not where 半 begins the next word.
/// `rest` is the text from `start` on.
pub(super) fn half_behind(rest: &str, start: usize, measured: &mut Measured) {
    let behind = rest.get(measured.end - start..).unwrap_or_default();
    let Some(after) = behind.strip_prefix('半') else {
        return;
    };
    let kind = measured.unit.as_ref().map(Unit::kind);
    let halves = matches!(
        kind,
        Some(
            UnitKind::Length
                | UnitKind::Mass
                | UnitKind::Volume
                | UnitKind::Area
                | UnitKind::Duration
                | UnitKind::Age
                | UnitKind::Ratio
                | UnitKind::Money
        )
    ) || measured
        .unit
        .as_ref()
        .is_some_and(|unit| matches!(unit.canonical(), "个" | "分" | "打"));
    let ends = after.chars().next().is_none_or(|next| {
        !is_han(next)
            || "的了后後前内內时時以之左就才可能到至多过過等在是长宽高深厚重".contains(next)
    });
    // 两亩半地
    let ends = ends || kind == Some(UnitKind::Area) && after.starts_with('地');
    // 五分半钟: the unit goes on behind 半.
    let clock = after.strip_prefix(['钟', '鐘']);
    let noun = measured
        .unit
        .as_ref()
        .is_some_and(|unit| halves_before(unit, measured.value, behind, after));
    if !(halves && (ends || clock.is_some()) || noun) {
        return;
    }
    let Some(value) = add_half(measured.value) else {
        return;
    };
    measured.value = value;
    measured.end = start + rest.len() - after.len();
    if let Some(after) = clock {
        measured.unit = UNITS.get("分钟").map(Unit::from_table);
        measured.end = start + rest.len() - after.len();
    }
}

/// Whether 半 between a measure and the noun belongs to the measure, 三吨半水泥,
/// and begins neither a word, 两年半成品, nor a figure of its own, 5元半斤.
fn halves_before(unit: &Unit, value: Value, behind: &str, after: &str) -> bool {
    let kind = unit.kind();
    let measure = match kind {
        UnitKind::Length
        | UnitKind::Mass
        | UnitKind::Volume
        | UnitKind::Area
        | UnitKind::Age
        | UnitKind::Money => true,
        UnitKind::Duration => {
            let calendar = matches!(
                unit.symbol(),
                "月" | "月份" | "日" | "号" | "號" | "时" | "時" | "点钟" | "點鐘" | "年度"
            );
            !calendar && value.high() < Number::from(1000)
        }
        UnitKind::Count => matches!(
            unit.canonical(),
            "杯" | "碗" | "瓶" | "壶" | "桶" | "盒" | "袋" | "箱" | "勺" | "盆"
        ),
        _ => false,
    };
    // 三里半路 is a way, 半路 by itself halfway.
    let way = kind == UnitKind::Length && after.starts_with('路');
    let word = words::covering(behind, 0).is_some() && !way;
    // 两斤半米 is rice.
    let rice = kind == UnitKind::Mass
        && UNITS
            .longest(after)
            .is_some_and(|unit| &*unit.symbol == "米");
    let figure = unit_follows(after) && !rice && !way || !matches!(next(after).0, Glyph::None);
    measure && after.starts_with(is_han) && !word && !figure
}

fn add_half(value: Value) -> Option<Value> {
    let half = Number::new(1, 2)?;
    value.try_map(|number| number.checked_add(half))
}

//! Times of day.

use super::DASHES;
use crate::label::digits::{Digits, digits_at};
use crate::tables::words::is_han;

/// 13:23, 7时30分, 上午8点, 8点半.
pub(super) fn clock(text: &str, at: usize, first: &Digits) -> Option<usize> {
    if first.value > 24 {
        return None;
    }
    let rest = text.get(first.end..)?;
    // 19至20时
    if let Some(after) = rest.strip_prefix(DASHES)
        && let Some(last) = digits_at(text, text.len() - after.len())
        && (first.value + 1..=24).contains(&last.value)
        && text
            .get(last.end..)
            .is_some_and(|rest| rest.starts_with('时') && !rest.starts_with("时间"))
    {
        return Some(last.end + "时".len());
    }
    if rest.starts_with([':', '：']) {
        return on_clock(text, first);
    }
    if rest.starts_with('时') && !rest.starts_with("时间") && !rest.starts_with("时期") {
        return Some(after_minutes(text, first.end + "时".len()));
    }
    let after = rest.strip_prefix('点')?;
    let end = first.end + "点".len();
    let with_minutes = after_minutes(text, end);
    if with_minutes > end {
        let decimal = is_decimal(text, at, first, end);
        return (!decimal).then_some(with_minutes);
    }
    let follows = ["半", "整", "许", "钟", "一刻", "三刻"];
    if let Some(word) = follows.iter().find(|word| after.starts_with(**word)) {
        return Some(end + word.len());
    }
    is_hour_of_day(text.get(..at)?).then_some(end)
}

/// Whether what stands behind 点 is a fraction, and 分 what it counts: 场均得
/// 二十一点五分. Minutes are told with 十 or 零, or where an hour may stand: 九点五分，.
fn is_decimal(text: &str, at: usize, hour: &Digits, minutes: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(minutes..)) else {
        return false;
    };
    let spelt = digits_at(text, minutes).is_some_and(|minutes| {
        minutes.positional && minutes.han && !after.starts_with(['零', '〇'])
    });
    let stands = !before.ends_with(is_han)
        || is_hour_of_day(before)
        || before.ends_with(['于', '在', '从', '自']);
    hour.han && spelt && (hour.value == 24 || !stands)
}

/// A number of minutes or seconds.
fn sixtieth(text: &str, at: usize) -> Option<Digits> {
    digits_at(text, at).filter(|number| number.value < 60)
}

/// 13:23, 13:23:45, from the hour.
fn on_clock(text: &str, hour: &Digits) -> Option<usize> {
    if hour.han || hour.count > 2 {
        return None;
    }
    let colon = text.get(hour.end..)?.chars().next()?;
    let minute = sixtieth(text, hour.end + colon.len_utf8())
        .filter(|minute| minute.count == 2 && !minute.han)?;
    let second = text
        .get(minute.end..)?
        .starts_with(':')
        .then(|| sixtieth(text, minute.end + 1).filter(|second| second.count <= 3))
        .flatten();
    Some(second.map_or(minute.end, |second| second.end))
}

/// Where a time ends of which minutes may begin here, and seconds behind them:
/// 30分, 30分15秒.
fn after_minutes(text: &str, end: usize) -> usize {
    let unit = |number: &Digits, unit: &str| {
        let rest = text.get(number.end..)?;
        rest.starts_with(unit).then(|| number.end + unit.len())
    };
    let minute = sixtieth(text, end).filter(|minute| minute.count <= 3);
    let Some(end) = minute.and_then(|minute| unit(&minute, "分")) else {
        return end;
    };
    let second = sixtieth(text, end);
    second.and_then(|second| unit(&second, "秒")).unwrap_or(end)
}

/// Whether a part of the day, or the day, stands before an hour: 清晨六点.
fn is_hour_of_day(before: &str) -> bool {
    let part = before.strip_suffix(['里', '间', '上']).unwrap_or(before);
    before.ends_with("日") || part.ends_with(['晨', '早', '午', '晚', '夜'])
}

/// Whether the numeral at `at` is an hour by the part of the day before it, so
/// that 左右 and 多 behind it bound no count.
pub(crate) fn is_hour(text: &str, at: usize) -> bool {
    let hour = digits_at(text, at).filter(|hour| hour.value <= 24);
    hour.and_then(|hour| text.get(hour.end..))
        .is_some_and(|rest| rest.starts_with('点'))
        && text.get(..at).is_some_and(is_hour_of_day)
}

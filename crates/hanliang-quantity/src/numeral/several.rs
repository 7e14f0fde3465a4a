//! Where what reads as one number is two: the readings of a blood pressure,
//! columns of a table, a date.

use hanliang_span::is_han;

use crate::wording::Wording;

use super::plain::plain;
use super::read::Reading;

/// Whether the figure at `start` is a blood pressure, 血压135/85.
pub(super) fn is_pressure(text: &str, start: usize) -> bool {
    let left = text.get(..start).unwrap_or_default();
    let left = left.trim_end_matches(['为', '為', '是', '达', '達', '到', '：', ':', ' ']);
    left.ends_with("血压") || left.ends_with("血壓")
}

/// Whether the K before `rest` is degrees of temperature and no thousand: 色温3000K.
pub(super) fn is_kelvin(text: &str, start: usize, rest: &str) -> bool {
    let end = text.len() - rest.len();
    let letter = text.get(start..end).is_some_and(|read| read.ends_with('K'));
    letter && is_temperature(text.get(..start).unwrap_or_default(), rest)
}

/// Whether degrees of temperature are spoken of beside a figure.
pub(crate) fn is_temperature(left: &str, right: &str) -> bool {
    let left = left.trim_end_matches(['为', '為', '达', '達', '到', '至', '约', '約', '在', ' ']);
    Wording::Kelvins.ends(left) || Wording::Kelvins.begins(right)
}

/// Whether a number was read across blanks.
pub(super) fn is_spaced(written: &str, rest: &str) -> bool {
    written
        .get(..written.len() - rest.len())
        .is_some_and(|number| number.contains(' '))
}

/// Whether a number with blanks may follow: 图1 300人 and the columns of a table
/// are several.
pub(super) fn may_be_grouped(left: Option<char>) -> bool {
    left.is_some_and(|left| {
        let label = "第图圖表例题題式注条條项項章节節卷期号號组組班队隊级級年月日区區栋棟楼樓";
        is_han(left) && !label.contains(left)
            || matches!(left, '（' | '(' | '$' | '¥' | '￥' | '約')
    })
}

/// The digits at the front, as a number of their own.
pub(super) fn digits_only(written: &str) -> Option<(&str, Reading)> {
    let length = written.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = written.split_at_checked(length)?;
    let (_, reading) = plain(digits)?;
    Some((rest, reading))
}

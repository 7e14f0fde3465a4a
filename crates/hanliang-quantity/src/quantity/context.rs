//! Units with several meanings, by the words around: 度, 呎, a length behind
//! 时速, A.

use hanliang_span::is_han;

use crate::kind::UnitKind;
use crate::number::Number;
use crate::numeral::{Found, Glyph, glyph, is_temperature};
use crate::unit::{UNITS, Unit};
use crate::wording::Wording;

use super::unit_after::Measured;

/// What the words before say of a unit with several meanings.
pub(super) fn by_context(text: &str, start: usize, measured: &Measured) -> Option<Unit> {
    let unit = measured.unit.as_ref()?;
    let length = unit.kind() == UnitKind::Length;
    if !length && !matches!(unit.symbol(), "度" | "°" | "平") {
        return None;
    }
    let left = text.get(..start).unwrap_or_default().trim_end_matches(' ');
    let right = text.get(measured.end..).unwrap_or_default();
    // 发电量达12亿度
    let named = left.trim_end_matches(LINKS);
    let near = |words: &[&str]| words.iter().any(|word| named.ends_with(word));
    let other = |form: &str, kind: Option<UnitKind>| {
        let mut definition = UNITS.get(form)?.with_symbol(unit.symbol().to_owned());
        definition.kind = kind.unwrap_or(definition.kind);
        Some(Unit::written(definition))
    };
    match unit.symbol() {
        "度" | "°" => {
            if near(&["华氏", "華氏", "华氏温度", "華氏溫度"]) {
                other("℉", None)
            } else if near(&["电", "電", "电量", "電量", "电力", "電力"])
                || right.starts_with(['电', '電'])
            {
                other("千瓦时", None)
            } else if near(&["烈度"]) {
                other("烈度度", None)
            } else if near(&["酒精度"])
                || ["白酒", "黄酒", "黃酒", "烧酒", "燒酒", "的酒"]
                    .iter()
                    .any(|word| right.starts_with(word))
            {
                other("%vol", None)
            } else if near(&["近视", "近視", "远视", "遠視", "散光", "老花"]) {
                other("眼镜度", Some(UnitKind::Other))
            } else if near(&[
                "转", "旋转", "倾斜", "倾角", "呈", "成", "北纬", "南纬", "东经", "西经",
            ]) || unit.symbol() == "°" && is_angle(left, right)
            {
                other("角度", None)
            } else {
                None
            }
        }
        // 房子有120平: square metres. Matches are drawn less often, and told beside others.
        "平" if measured.value.low() >= Number::from(LARGE)
            && !left.ends_with(['胜', '勝', '负', '負', '比', '成'])
            && !tells_of_matches(left) =>
        {
            other("平方米", None)
        }
        // 600呎單位, 面積300呎: flats are measured in square feet.
        "呎" if right.starts_with("單位") || right.starts_with("单位") || near_area(left) => {
            other("平方呎", None)
        }
        // Drivers say 码 for kilometres an hour.
        "码" | "碼" if Wording::Speeds.ends(named) => other("迈", None),
        _ if near(&["时速", "時速"]) => {
            let hour = UNITS.get("小时");
            hour.map(|hour| {
                let mut speed = unit.definition().per(hour, unit.symbol());
                speed.kind = UnitKind::Speed;
                Unit::written(speed)
            })
        }
        _ => None,
    }
}

/// How far around a figure in ° a word of angles is looked for, in characters.
const TURN: usize = 10;

/// Whether a figure in ° is an angle: words around it speak of one.
fn is_angle(left: &str, right: &str) -> bool {
    let start = left.char_indices().rev().take(TURN).last();
    let before = start.map_or("", |(at, _)| left.get(at..).unwrap_or_default());
    let end = right.char_indices().nth(TURN);
    let after = end.map_or(right, |(at, _)| right.get(..at).unwrap_or_default());
    Wording::Angle.within(before) || Wording::Angle.within(after)
}

/// How far before 平 a word of sports is looked for, in characters.
const MATCHES: usize = 12;

/// 主队12平: whether a text tells of a team or its matches.
fn tells_of_matches(left: &str) -> bool {
    let mut near = left.chars().rev().take(MATCHES);
    near.any(|c| matches!(c, '队' | '隊' | '赛' | '賽' | '胜' | '勝' | '负' | '負'))
}

/// From how many on 平 is an area.
const LARGE: u32 = 10;

/// What may stand between the name of a measure and its figure.
const LINKS: [char; 18] = [
    '达', '達', '为', '為', '至', '到', '约', '約', '近', '超', '过', '過', '逾', '是', '了', '：',
    ':', ' ',
];

/// Whether an area is stated in the words right before.
fn near_area(left: &str) -> bool {
    let near: usize = left.chars().rev().take(5).map(char::len_utf8).sum();
    let near = left.get(left.len() - near..).unwrap_or_default();
    ["面积", "面積"].iter().any(|word| near.contains(word))
}

/// K alone is thousands; behind what has a temperature the degrees are left.
pub(super) fn kelvin(text: &str, found: &Found) -> Option<(Unit, usize)> {
    let rest = text.get(found.end..)?;
    let after = rest.trim_start_matches(' ').strip_prefix('K')?;
    let word = after.starts_with(|c: char| c.is_ascii_alphanumeric());
    if word || !is_temperature(text.get(..found.start)?, after) {
        return None;
    }
    let unit = UNITS.get("开尔文")?.with_symbol("K");
    Some((Unit::written(unit), rest.len() - after.len()))
}

/// 亮度为-4.7等: elsewhere 等 says that there is more of the kind.
pub(super) fn magnitude_of_star(text: &str, found: &Found) -> Option<(Unit, usize)> {
    let after = text.get(found.end..)?.strip_prefix('等')?;
    let left = text.get(..found.start)?.trim_end_matches(LINKS);
    if after.starts_with(is_han) && !after.starts_with(['的', '左', '以'])
        || !Wording::Stars.ends(left)
    {
        return None;
    }
    let unit = UNITS.get("星等")?.with_symbol("等");
    Some((Unit::written(unit), '等'.len_utf8()))
}

/// 21投11中, 罚球8罚6中: shots, and those that went in, side by side.
pub(super) fn shots(text: &str, found: &Found) -> Option<(Unit, usize)> {
    let rest = text.get(found.end..)?;
    let counted = |c: char| !matches!(glyph(c), Glyph::None);
    // 3投5中学: nor does 中 begin a word.
    let ends = |rest: &str| !rest.starts_with(is_han);
    let mut taken = ["投", "罚", "罰"].into_iter();
    let taken = taken.find(|shot| rest.starts_with(shot)).filter(|shot| {
        let hits = rest.get(shot.len()..).unwrap_or_default();
        let behind = hits.trim_start_matches(counted);
        behind.len() < hits.len() && behind.strip_prefix('中').is_some_and(ends)
    });
    let hit = || {
        let lead = text.get(..found.start)?;
        let mut lead = lead.chars().rev();
        let shot = matches!(lead.next(), Some('投' | '罚' | '罰'));
        let hit = rest.strip_prefix('中').is_some_and(ends);
        (shot && hit && lead.next().is_some_and(counted)).then_some("中")
    };
    let symbol = taken.or_else(hit)?;
    let unit = UNITS.get("次")?.with_symbol(symbol);
    Some((Unit::written(unit), symbol.len()))
}

/// A alone is a current only beside a voltage or the word: elsewhere it is a
/// mark of grades, 5A级景区.
pub(super) fn current(text: &str, found: &Found) -> Option<(Unit, usize)> {
    let rest = text.get(found.end..)?;
    if !amperes(rest) {
        return None;
    }
    let left = text.get(..found.start)?;
    let voltage = left
        .trim_end_matches(['/', '、', '，', ',', ' '])
        .strip_suffix('V')
        .is_some_and(|left| left.ends_with(|c: char| c.is_ascii_digit()));
    let near: usize = left.chars().rev().take(6).map(char::len_utf8).sum();
    let named = left
        .get(left.len() - near..)
        .is_some_and(|near| near.contains("电流") || near.contains("電流"));
    if !(voltage || named) {
        return None;
    }
    let unit = UNITS.get("安")?.with_symbol("A");
    Some((Unit::written(unit), 'A'.len_utf8()))
}

/// Whether A stands here, and no word that begins with it.
pub(super) fn amperes(rest: &str) -> bool {
    rest.strip_prefix('A')
        .is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '级'))
}

//! Marks that only stand beside a figure: a point, a percent sign, the
//! characters of a date.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::determiner::determines;
use super::unit::{self, Left};
use super::{Sought, Trace};
use crate::label::digits::{digit, is_arabic};
use crate::passage::Passage;
use crate::rule::MissingRule;
use crate::tables::traces::{Wants, wants};
use crate::tables::words::is_han;

/// “” 「」: a name of numbers was all that stood inside.
pub(super) fn quotation(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let empty = ["“”", "「」"]
        .iter()
        .any(|marks| passage.after(at).starts_with(marks));
    let inside = Span::at(at + "“".len());
    empty.then(|| Trace::bare(inside.start, inside, MissingRule::EmptyQuotation))
}

/// 长达.3公里, 增长.%, 收入.亿元: digits before a point were lost, or those on
/// both sides.
pub(super) fn point(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let previous = passage.before(at).chars().next_back()?;
    if !(is_han(previous)
        || matches!(
            previous,
            '）' | ')' | '（' | '(' | '、' | '，' | '：' | '-' | ','
        ))
    {
        return None;
    }
    let point = at + passage.near(at, 1).len();
    let digits = passage.near(point, 6);
    let digits = digits.len() - digits.trim_start_matches(is_arabic).len();
    let from = point + digits;
    let Left { unit, kind, round } = unit::left(passage, from)?;
    let left = Left { unit, kind, round };
    if is_han(previous) && ends_sentence(passage, at, digits, left) {
        return None;
    }
    let counts = kind == UnitKind::Count && !round;
    if digits == 0 && (counts || !unit::is_exact(passage, unit)) {
        return None;
    }
    let edge = passage
        .before(at)
        .trim_end_matches(['-', ','])
        .trim_end_matches(['达', '长', '约', '为', '到', '是', '近', '共'])
        .len();
    Some(Trace {
        at,
        unit,
        sought: Sought::Before(edge),
        certain: true,
        rule: MissingRule::DecimalWithoutWhole,
    })
}

/// Whether a point behind a word ends a sentence in a careless way: 工作.元旦,
/// 走了.12天. Digits before it are lost behind a word of reaching (长达.3公里), or
/// where the unit is one that is stated in fractions (.9万户).
fn ends_sentence(passage: &Passage<'_>, at: usize, digits: usize, left: Left) -> bool {
    let before = passage.before(at);
    let reached = wants(before, Wants::Reach)
        || wants(before, Wants::Amount)
        || before.ends_with(['达', '长', '约', '为', '到', '是', '近', '共']);
    if reached || left.kind == UnitKind::Percent {
        return false;
    }
    let unit = passage.slice(left.unit);
    if digits == 0 {
        let next = passage.near(left.unit.end, 1);
        let alone = !next.starts_with(is_han) || next.starts_with(['的', '以', '左']);
        return !(alone && left.kind != UnitKind::Count);
    }
    let whole = matches!(
        left.kind,
        UnitKind::Count | UnitKind::Duration | UnitKind::Age
    ) || unit == "米";
    let said = before.ends_with(['的', '了', '吗', '呢', '吧', '啊', '呀', '啦', '哦', '嘛']);
    !left.round && (whole || said)
}

/// Whether the digits before the point at `at` were lost.
pub(crate) fn lacks_whole(passage: &Passage<'_>, at: usize) -> bool {
    point(passage, at).is_some()
}

/// 增长%: a percent sign behind a word.
pub(super) fn percent(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let previous = passage.before(at).chars().next_back()?;
    if !is_han(previous) || determines(previous) {
        return None;
    }
    let sign = passage.near(at, 1).len();
    let unit = Span::new(at, at + sign);
    Some(Trace::new(at, unit, true, MissingRule::PercentAlone))
}

/// 第届: an ordinal without its number.
pub(super) fn ordinal(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let from = at + "第".len();
    let lost = passage.near(from, 1).starts_with(['届', '次', '名', '期'])
        && !passage.near(from, 2).ends_with(['单', '义'])
        && !passage.before(at).ends_with(['及', '等', '次', '门']);
    let unit = Span::new(from, from + "届".len());
    lost.then(|| Trace::new(from, unit, true, MissingRule::OrdinalAlone))
}

/// 于年月日, 截至月日, 截至年6月: a date without its numbers, or without that of its year.
pub(super) fn date(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let after = passage.after(at);
    let previous = passage.before(at).chars().next_back();
    let lost = if after.starts_with("年月日") {
        previous.is_some_and(|c| !"生出".contains(c) && !is_arabic(c) && digit(c).is_none())
    } else if let Some(month) = after.strip_prefix('年') {
        let behind = month.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = (1..=2).contains(&(month.len() - behind.len()));
        let opens = |c: char| "（(至从自于".contains(c);
        numbered && behind.starts_with('月') && previous.is_some_and(opens)
    } else {
        after.starts_with("月日")
            && !previous.is_some_and(|c| "年生岁日".contains(c) || determines(c))
            // 每月日报
            && !passage.near(at + "月日".len(), 1).starts_with('报')
    };
    let unit = Span::new(at, at + "年".len());
    lost.then(|| Trace::bare(at, unit, MissingRule::DateAlone))
}

/// 小时分, 时分秒: a length of time without its numbers.
pub(super) fn clock(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let before = passage.before(at);
    let start = at.checked_sub("小".len())?;
    let lost = before.ends_with('小')
        && passage.after(at).starts_with("时分")
        && !before
            .trim_end_matches('小')
            .ends_with(|c: char| determines(c) || c == '按');
    let unit = Span::new(start, at + "时".len());
    lost.then(|| Trace::new(start, unit, true, MissingRule::ClockAlone))
}

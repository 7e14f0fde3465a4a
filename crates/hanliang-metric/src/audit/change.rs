//! A stated change against the figures it leads between: 由54%提高到96%,
//! 提高42个百分点; 49746万吨,比上年增加1344万吨,增产2.8%.

use hanliang_quantity::{Number, UnitKind};
use hanliang_span::Span;

use super::Page;
use super::stated::Stated;
use super::wording::percent;
use crate::record::{Finding, FindingKind, Metric, Role};
use crate::tables::audit::Check;

/// The characters of a time in words: 上年同期, 2020年底, 年初.
const TIMES: &str = "上去前年同期末底初季度半月日一二三四";

/// Checks the change that ends in the figure at `at`.
pub(crate) fn check(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    findings.extend(
        ends_and_change(page, at)
            .or_else(|| level_and_changes(page, at))
            .or_else(|| level_and_base(page, at)),
    );
}

/// From, to and the change stated after them.
fn ends_and_change(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (from, to) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let (began, arrived, change) = (page.metric(from)?, page.metric(to)?, page.metric(at)?);
    if began.role != Role::From || arrived.role != Role::To || !is_change(change) {
        return None;
    }
    page.gap(from, to)?;
    let gap = page.gap(to, at)?;
    // 由上年同期的45.2亿元增至…,同比增长: the same change again.
    let lead = page.lead(from, 12);
    let since = lead
        .rsplit_once(['由', '从'])
        .map_or(lead, |(_, since)| since);
    let yearly = since.is_empty() || is_last_year(since);
    (is_plain_verb(gap) || yearly && is_plain_verb(&without_yearly(gap)))
        .then(|| between(page, from, to, at))?
}

/// The stated change against its two ends.
fn between(page: &Page<'_>, from: usize, to: usize, at: usize) -> Option<Finding> {
    let (arrived, change) = (page.metric(to)?, page.metric(at)?);
    let (first, last, stated) = (page.stated(from)?, page.stated(to)?, page.stated(at)?);
    if first.base != last.base {
        return None;
    }
    let sign = |number: Number| {
        if change.role == Role::Decrease {
            number.negate()
        } else {
            number
        }
    };
    let difference = sign(last.value.checked_sub(first.value)?);
    let (low, high) = (first.bounds()?, last.bounds()?);
    let ends = (high.0.checked_sub(low.1)?, high.1.checked_sub(low.0)?);
    let ends = order(sign(ends.0), sign(ends.1));
    let points = change.quantity.symbol().contains("点");
    let (one, other) = (page.text(from), page.text(to));
    let (larger, smaller) = if change.role == Role::Decrease {
        (one, other)
    } else {
        (other, one)
    };
    let ratio = matches!(change.kind, UnitKind::Percent | UnitKind::Ratio) && !points;
    let percents = arrived.kind == UnitKind::Percent && change.kind == UnitKind::Percent;
    let (computed, point, reckoning) = if percents {
        // 由54%提高到96%,提高42%: points or a ratio, it is not said which.
        if !points {
            return None;
        }
        // Points are hundredths.
        let hundred = Number::from(100);
        let computed = (ends.0.checked_mul(hundred)?, ends.1.checked_mul(hundred)?);
        let difference = difference.checked_mul(hundred)?;
        let result = page.said(at, difference, stated.decimals.max(2));
        let reckoning = format!("{larger} − {smaller} = {result}");
        (computed, difference, reckoning)
    } else if ratio {
        let growth = difference.checked_div(first.value)?;
        let result = percent(growth, stated.decimals);
        let reckoning = format!("({larger} − {smaller}) ÷ {one} = {result}");
        (over(ends, low)?, growth, reckoning)
    } else if stated.base == first.base {
        let result = page.said(at, difference, stated.decimals.max(2));
        let reckoning = format!("{larger} − {smaller} = {result}");
        (ends, difference, reckoning)
    } else {
        return None;
    };
    let agrees = stated.agrees(computed, point, &[first, last])?;
    let certain = exact(&[first, last, stated]) && is_nominal(page, from.min(to), at, ratio);
    page.settle(
        FindingKind::Change,
        [from, to, at],
        &reckoning,
        agrees,
        certain,
    )
}

/// A level, what it is compared with, and the difference: 600人,比去年的500人
/// 增加100人; 2.9亿元,上年同期为3.6亿元,下降19.4%.
fn level_and_base(page: &Page<'_>, at: usize) -> Option<Finding> {
    let levels = Levels::before(page, at)?;
    let (one, other) = (levels.one, levels.other);
    let (from, to) = if let Some(base) = levels.compared() {
        levels.is_plain_comparison(base).then_some((other, one))
    } else if levels.tells_last_year() {
        levels.changes_plainly().then_some((other, one))
    } else {
        levels.in_turn().or_else(|| levels.now_and_last_year())
    }?;
    between(page, from, to, at)
}

/// Two levels before a change, with the words around them.
struct Levels<'a> {
    page: &'a Page<'a>,
    one: usize,
    other: usize,
    first: &'a Metric,
    second: &'a Metric,
    /// The words between the two.
    lead: &'a str,
    /// The last clause of these.
    last: &'a str,
    /// The words between the second and the change.
    after: &'a str,
}

impl<'a> Levels<'a> {
    /// The two levels before the change at `at`, where what is between them is
    /// short and of one sentence.
    fn before(page: &'a Page<'a>, at: usize) -> Option<Self> {
        let (one, other) = (at.checked_sub(2)?, at.checked_sub(1)?);
        let (first, second, change) = (page.metric(one)?, page.metric(other)?, page.metric(at)?);
        let points = change.quantity.symbol().contains("点");
        let stands = |metric: &Metric| {
            metric.role == Role::Level
                || (points && metric.role == Role::Share && metric.kind == UnitKind::Percent)
        };
        if !stands(first) || !stands(second) || !is_change(change) {
            return None;
        }
        let lead = page.gap(one, other)?;
        let after = without_compared(page.gap(other, at)?);
        if lead.chars().count() > 24 || lead.contains(['；', ';']) {
            return None;
        }
        let (_, last) = lead.rsplit_once(['，', ',', '（', '('])?;
        Some(Self {
            page,
            one,
            other,
            first,
            second,
            lead: lead.trim_start_matches(['，', ',']),
            last,
            after,
        })
    }

    /// Whether both are of one item.
    fn are_alike(&self) -> bool {
        self.first.item == self.second.item && self.first.item.is_some()
    }

    /// What the first is said to be compared with: 去年 of ,比去年的500人.
    fn compared(&self) -> Option<&'a str> {
        let base = self.last.strip_prefix(['比', '较', '与', '同'])?;
        base.strip_suffix('的')
    }

    /// Whether the second is what such words say, and the change is against it.
    fn is_plain_comparison(&self, base: &str) -> bool {
        let alone = self.lead == self.last && is_time(base);
        (self.are_alike() || alone) && is_plain_verb(self.after)
    }

    /// Whether brackets hold the second: ,同比（上年同期150起）下降16%.
    fn is_bracketed(&self) -> bool {
        let inside = |open| self.lead.strip_prefix(open) == Some(self.last);
        inside("同比（") || inside("同比(")
    }

    /// Whether the second is said to be of the year before: ,上年同期为3.6亿元.
    fn tells_last_year(&self) -> bool {
        let base = (self.last).trim_end_matches(['为', '是', '仅', '有', '达']);
        let alone = self.lead == self.last || self.is_bracketed();
        is_time(base) && is_last_year(base) && alone
    }

    /// Whether nothing but a verb of change leads from the second to the change.
    fn changes_plainly(&self) -> bool {
        let closed = self.after.strip_prefix(['）', ')']);
        let after = closed.filter(|_| self.is_bracketed()).unwrap_or(self.after);
        is_plain_verb(&without_yearly(after))
    }

    /// From and to, of two years that follow one another: 2021年利润360万元,
    /// 2020年利润300万元.
    fn in_turn(&self) -> Option<(usize, usize)> {
        let (item, other_item) = (self.page.item(self.one), self.page.item(self.other));
        let same = !item.is_empty() && item == other_item;
        if !same || self.lead.contains("其中") || !self.changes_plainly() {
            return None;
        }
        match year(self.first)? - year(self.second)? {
            1 => Some((self.other, self.one)),
            -1 => Some((self.one, self.other)),
            _ => None,
        }
    }

    /// From and to: 去年销售额为50亿元,今年达到60亿元.
    fn now_and_last_year(&self) -> Option<(usize, usize)> {
        let now = ['达', '到', '为', '是', '有', '至', '增', '升', '降'];
        let now = self.last.trim_end_matches(now);
        let before = self.page.lead(self.one, 16);
        let before = before.rsplit(['，', ',', '。', '；', ';']).next()?;
        let turned = matches!(now, "今年" | "本年" | "本期")
            && before.starts_with(['去', '上'])
            && is_last_year(before);
        (turned && self.are_alike() && self.changes_plainly()).then_some((self.one, self.other))
    }
}

/// The year a figure is of, where its time is that and no more.
fn year(metric: &Metric) -> Option<i32> {
    let words = metric.time.as_ref()?.mention.text.strip_suffix('年')?;
    words.parse().ok().filter(|_| words.len() == 4)
}

/// Whether words are a time and nothing else.
fn is_time(words: &str) -> bool {
    !words.is_empty()
        && words
            .chars()
            .all(|c| TIMES.contains(c) || super::is_digit(c))
}

fn is_last_year(words: &str) -> bool {
    ["上年", "去年", "同期"]
        .iter()
        .any(|word| words.contains(word))
}

/// The words after a change between two years, without 同比.
fn without_yearly(gap: &str) -> String {
    gap.replacen("同比", "", 1)
}

/// Whether a change is against nothing but an earlier time: ,与上年相比增加.
fn is_against_time(gap: &str) -> bool {
    let bare = gap.trim_start_matches(['，', ',', ' ']);
    let Some(rest) = bare.strip_prefix(['与', '和', '同', '比', '较']) else {
        return false;
    };
    let end = rest
        .find(|c| !TIMES.contains(c) && !super::is_digit(c))
        .unwrap_or(rest.len());
    let (base, verb) = rest.split_at(end);
    !base.is_empty() && is_plain_verb(without_compared(verb))
}

/// Whether a change is the plain one of the amounts as they stand: no constant
/// prices, no comparable range, no mean of several years.
fn is_nominal(page: &Page<'_>, first: usize, last: usize, rate: bool) -> bool {
    let (Some(start), Some(end)) = (page.entry(first), page.entry(last)) else {
        return false;
    };
    let item = page.item(first);
    if rate && Check::Real.ends(item) {
        return false;
    }
    let stop = ['。', '；', ';', '\n'];
    let lead = page.lead(first, 40);
    let lead = lead.rsplit(stop).next().unwrap_or_default();
    let inside = page
        .passage
        .slice(Span::new(start.context.end, end.context.end));
    let after = page.passage.near(end.context.end, 12);
    let after = after
        .split(['，', ',', '。', '；', ';'])
        .next()
        .unwrap_or_default();
    let adjusted = [lead, inside, after]
        .iter()
        .any(|words| Check::Adjusted.within(words));
    !adjusted
        && !Check::Plan.within(inside)
        && !(rate && (lead.contains("规模以上") || lead.contains("规上")))
}

/// The words after what is compared with, without 相比.
fn without_compared(gap: &str) -> &str {
    gap.trim_start_matches("相比").trim_start_matches("相较")
}

/// A level, by how much it changed, and by how many per cent.
fn level_and_changes(page: &Page<'_>, at: usize) -> Option<Finding> {
    let (level, middle) = (at.checked_sub(2)?, at.checked_sub(1)?);
    let (amount, rate) = amount_and_rate(page, middle, at)?;
    if !is_one_comparison(page, level, middle, at)? {
        return None;
    }
    let (total, step) = (page.stated(level)?, page.stated(amount)?);
    let stated = page.stated(rate)?;
    if total.base != step.base || page.metric(level)?.quantity.symbol().is_empty() {
        return None;
    }
    let began = Began::of(page.gap(level, middle)?, page.metric(amount)?);
    let start = began.start(total.value, step.value)?;
    if start.is_negative() || start.is_zero() {
        return None;
    }
    let ratio = step.value.checked_div(start)?;
    let steps = step.bounds()?;
    let interval = super::quotient(steps, began.bounds(total.bounds()?, steps)?)?;
    let agrees = stated.agrees(interval, ratio, &[total, step])?;
    let part = page.text(amount);
    let whole = began.written(page.text(level), part);
    let result = percent(ratio, stated.decimals);
    let certain = exact(&[total, step, stated]) && is_nominal(page, level, at, true);
    page.settle(
        FindingKind::Change,
        [level, amount, rate],
        &format!("{part} ÷ {whole} = {result}"),
        agrees,
        certain,
    )
}

/// Which of two changes of one direction is the amount, and which the rate.
fn amount_and_rate(page: &Page<'_>, one: usize, other: usize) -> Option<(usize, usize)> {
    let (first, second) = (page.metric(one)?, page.metric(other)?);
    if !is_change(first) || first.role != second.role {
        return None;
    }
    let (amount, rate) = match (first.kind, second.kind) {
        (UnitKind::Percent, UnitKind::Percent) => return None,
        (_, UnitKind::Percent) => (one, other),
        (UnitKind::Percent, _) => (other, one),
        _ => return None,
    };
    let points = page.metric(rate)?.quantity.symbol().contains("点");
    (!points).then_some((amount, rate))
}

/// Whether a level and both changes are of one thing and one comparison:
/// …吨,比上年增加…吨,增产….
fn is_one_comparison(page: &Page<'_>, level: usize, middle: usize, at: usize) -> Option<bool> {
    let (base, first) = (page.metric(level)?, page.metric(middle)?);
    let gap = page.gap(level, middle)?;
    let compared = gap.contains('比') || gap.contains('较') || gap.contains("同期");
    let apart = gap.chars().count() > 20 || gap.contains(['；', ';', '、']);
    let same = || is_against_time(gap) || base.item.is_some() && base.item == first.item;
    Some(
        base.role == Role::Level
            && compared
            && !apart
            && !gap.contains("其中")
            && is_plain_verb(page.gap(middle, at)?)
            && same(),
    )
}

/// Where a change began that stands behind a level.
#[derive(Clone, Copy)]
enum Began {
    /// At the level: 与普查的3600人相比,增加250人,增长6.9%.
    There,
    /// So much below it.
    Below,
    /// So much above it.
    Above,
}

impl Began {
    /// Where a change began, by the words between the level and it.
    fn of(gap: &str, change: &Metric) -> Self {
        if without_compared(gap).len() < gap.len() {
            Self::There
        } else if change.role == Role::Increase {
            Self::Below
        } else {
            Self::Above
        }
    }

    /// What there was before the change.
    fn start(self, level: Number, step: Number) -> Option<Number> {
        match self {
            Self::There => Some(level),
            Self::Below => level.checked_sub(step),
            Self::Above => level.checked_add(step),
        }
    }

    /// The least and the most that there may have been.
    fn bounds(self, level: (Number, Number), step: (Number, Number)) -> Option<(Number, Number)> {
        let (least, most) = match self {
            Self::Below => (step.1, step.0),
            Self::There | Self::Above => step,
        };
        Some((self.start(level.0, least)?, self.start(level.1, most)?))
    }

    /// The same, as a reckoning has it.
    fn written(self, level: &str, step: &str) -> String {
        match self {
            Self::There => level.to_owned(),
            Self::Below => format!("({level} − {step})"),
            Self::Above => format!("({level} + {step})"),
        }
    }
}

fn is_change(metric: &Metric) -> bool {
    matches!(metric.role, Role::Increase | Role::Decrease)
}

/// Nothing but a verb of change, so that the change is the plain one.
fn is_plain_verb(gap: &str) -> bool {
    if Check::Otherwise.within(gap) {
        return false;
    }
    let bare = gap
        .trim_start_matches(['，', ',', '、', ' ', '（', '('])
        .trim_end_matches(['了', '达', '为', '约', '到', '近', '超', '过', '出'])
        .trim_start_matches("即")
        .trim_start_matches("净");
    Check::Verb.is(bare)
}

fn order(one: Number, other: Number) -> (Number, Number) {
    (one.min(other), one.max(other))
}

/// A difference over the figure it began from.
fn over(ends: (Number, Number), from: (Number, Number)) -> Option<(Number, Number)> {
    if from.0.is_negative() || from.0.is_zero() {
        return None;
    }
    let all = [
        ends.0.checked_div(from.0)?,
        ends.0.checked_div(from.1)?,
        ends.1.checked_div(from.0)?,
        ends.1.checked_div(from.1)?,
    ];
    Some((*all.iter().min()?, *all.iter().max()?))
}

/// Whether every figure says just itself: no 约, no 多.
fn exact(figures: &[&Stated]) -> bool {
    figures.iter().all(|figure| figure.is_exact())
}

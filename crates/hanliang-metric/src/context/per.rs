//! Per whom or per what: 每个村, 每年, 人均, 平均.

use hanliang_quantity::{Unit, UnitKind};
use hanliang_span::Span;

use super::each::{Each, standard_at};
use super::left::Left;
use super::time::TimeFound;
use crate::figure::Figure;
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_at};
use crate::tables::dates::Dated;
use crate::tables::per::{mean_before, period_at};
use crate::tables::words::is_han;

/// What of a month is a flow: 月销量, 月流量.
pub(super) const FLOWS: &str = "销产流收供发处接输用耗";
/// With these before it 年 is part of another word, as with those after it.
const BEFORE_YEAR: &str = "十百千万每青少中老成周学近今去当全历常多新过壮幼童";
const AFTER_YEAR: &str = "度龄均轻级来代末底初份纪人货鉴会夜画限";

/// Whether 年 behind a text is part of another word: 两年, 常年.
pub(super) fn ends_before_year(text: &str) -> bool {
    text.ends_with(|c: char| digit(c).is_some() || BEFORE_YEAR.contains(c))
}

/// The last mean of a text, with its place.
fn last_mean(text: &str) -> Option<(usize, &str)> {
    let ends = text.rmatch_indices(['均', '速']);
    let mut ends = ends.filter_map(|(at, end)| text.get(..at + end.len()));
    ends.find_map(|upto| {
        let mean = mean_before(upto)?;
        let rest = text.get(upto.len()..)?;
        // 旅客人次均上升: visits are counted, and all of them rose.
        let all = mean == "人次均"
            && cue_at(rest).is_some_and(|cue| matches!(cue, Cue::Increase | Cue::Decrease));
        if all {
            return None;
        }
        // 租金按年均上升: by the year, all of it rose; 按年均增长7%测算 is a mean.
        let lead = text.get(..upto.len() - mean.len()).unwrap_or_default();
        let subject = lead.strip_suffix('按');
        if subject.is_some_and(|subject| subject.ends_with(is_han)) && cue_at(rest).is_some() {
            return None;
        }
        // 高出平均水平: the mean is what is compared with.
        if ["水平", "线", "值", "数", "价", "汇率折算"]
            .iter()
            .any(|noun| rest.starts_with(noun))
        {
            return None;
        }
        Some((upto.len() - mean.len(), mean))
    })
}

/// A figure, and the figures that stand before it in its sentence.
pub(crate) struct Distributed<'a, F> {
    pub(crate) passage: &'a Passage<'a>,
    pub(crate) figure: &'a Figure,
    pub(crate) left: &'a Left,
    pub(crate) item: Option<Span>,
    pub(crate) clause: Span,
    pub(crate) each: &'a [Each],
    pub(crate) times: &'a [TimeFound],
    /// The figure before, with what it is distributed over.
    pub(crate) earlier: Option<(Span, &'a [Span])>,
    /// The first figure that begins at a place or behind it.
    pub(crate) first_from: F,
}

impl<F: Fn(usize) -> Option<Span>> Distributed<'_, F> {
    /// The distributors of the figure, in the order of the text.
    pub(crate) fn per(&self) -> Vec<Span> {
        let Self {
            passage,
            figure,
            left,
            item,
            clause,
            each,
            ..
        } = *self;
        // 每10件, 每满1年: what is distributed over, not what is.
        if over_each(passage, figure, each) {
            return Vec::new();
        }
        let mut found: Vec<Span> = left.per.clone();
        let priced = self.priced_by();
        for each in self.each_for(priced) {
            // 平均每人年均: a mean of each, and one of its own.
            let mean = passage.before(each.start).strip_suffix("平均");
            found.extend(mean.map(|lead| Span::new(lead.len(), each.start)));
            found.push(each);
        }
        // 时速298公里的速度 is a rate; 最高时速80公里 names it itself.
        let speed = !passage.near(figure.context().end, 3).starts_with("的速");
        // Means within the noun or before it in the clause.
        let from = item.map_or(clause.start, |item| {
            let lead = passage.before(item.start);
            let mean = mean_before(lead).map_or(0, str::len);
            (item.start - mean)
                .min(clause.start)
                .max(clause.start.saturating_sub(60))
        });
        let head = passage.slice(Span::new(
            from.min(figure.context().start),
            figure.context().start,
        ));
        if let Some((at, word)) = last_mean(head) {
            let start = from + at;
            // ３年人均 is three years.
            let numbered = word.starts_with('年') && ends_before_year(passage.before(start));
            let (start, word) = if numbered {
                (start + "年".len(), word.trim_start_matches('年'))
            } else {
                (start, word)
            };
            let near = item.is_none_or(|item| {
                start + word.len() + 3 >= item.start || item.start > figure.span().end
            });
            let end = start + word.len();
            let carried = self.is_of_rate_before(end)
                || self.is_of_base(start, end)
                || self.is_of_attribute(end);
            if (near || figure.context().start - start < 60)
                && !(word == "时速" && speed)
                && !carried
            {
                split_mean(start, word, &mut found);
            }
        }
        if let Some(item) = item {
            found.extend(periods_in(passage, item));
        }
        found.extend(priced);
        found.sort_by_key(|span| (span.start, span.end));
        found.dedup_by(|second, first| second.start < first.end);
        found
    }

    /// Whether the mean that ends at a place says how a figure before changed, 年均增长7%，:
    /// it holds for no level that was come to.
    fn is_of_rate_before(&self, end: usize) -> bool {
        let changes = |cue| matches!(cue, Cue::Increase | Cue::Decrease);
        let rate = cue_at(self.passage.near(end, 4)).is_some_and(changes);
        let before = self
            .earlier
            .is_some_and(|(earlier, _)| earlier.start >= end);
        rate && before && (self.left.change.is_none() || self.left.arrives)
    }

    /// 平均浓度最低的3个城市: whether the mean that ends at a place stands in an attribute
    /// of those counted.
    fn is_of_attribute(&self, end: usize) -> bool {
        let place = self.figure.context().start;
        let behind = self.item.is_some_and(|item| item.start >= place);
        let lead = self.passage.slice(Span::new(end.min(place), place));
        behind && self.figure.has_count_unit() && lead.ends_with('的')
    }

    /// Whether the mean at a place is that of what is compared with: 较2020年月均产量｜增加,
    /// not 较2020年月均增加.
    fn is_of_base(&self, start: usize, end: usize) -> bool {
        let upto = self.times.partition_point(|time| time.span.end <= start);
        let time = upto.checked_sub(1).and_then(|last| self.times.get(last));
        time.is_some_and(|time| time.compared && time.span.end == start)
            && self.left.change.is_some()
            && cue_at(self.passage.near(end, 4)).is_none()
    }

    /// 6元一斤, 12元每公斤: what the price right before it is the price of.
    fn priced_by(&self) -> Option<Span> {
        let figure = self.figure;
        let end = figure.span().end;
        if figure.kind() != UnitKind::Money || figure.context().end > end {
            return None;
        }
        let near = self.passage.near(end, 5);
        let after = near.strip_prefix(['一', '1', '每'])?;
        let ends = after.char_indices().map(|(at, c)| at + c.len_utf8());
        let length = ends.rev().find(|end| {
            let unit = after.get(..*end).and_then(Unit::lookup);
            unit.is_some_and(|unit| {
                let counts = unit.kind() == UnitKind::Count && near.starts_with('1');
                unit.is_known()
                    && !counts
                    && !matches!(unit.kind(), UnitKind::Money | UnitKind::Percent)
            })
        })?;
        let rest = after.get(length..)?;
        let lead = near.len() - after.len();
        let ends = !rest.starts_with(|c: char| is_han(c) && !"的左以上多起吧呢了".contains(c));
        ends.then(|| Span::new(end, end + lead + length))
    }

    /// The nearest 每… of each sort in the sentence, not across a semicolon.
    /// What a price is the price of stands for every body.
    fn each_for(&self, priced: Option<Span>) -> Vec<Span> {
        let Self {
            passage,
            figure,
            each,
            ..
        } = *self;
        let upto = each.partition_point(|each| each.span.end <= figure.context().start);
        let near = each.get(upto.saturating_sub(8)..upto).unwrap_or_default();
        let quoted = |each: &Each| {
            // “每月一题”专项治理 is a name.
            let quote = passage.quote_over(each.span);
            quote.is_some_and(|quote| !quote.inside.covers(figure.span()))
        };
        let mut found: Vec<Span> = Vec::new();
        for period in [false, true] {
            if priced.is_some() && !period {
                continue;
            }
            let mut nearest = near.iter().enumerate().rev();
            let nearest = nearest.find(|(_, each)| each.period == period && !quoted(each));
            let Some((at, nearest)) = nearest else {
                continue;
            };
            // 每日2次、每次150毫克: the period gives way to what comes after it.
            let replaced = period
                && found.first().is_some_and(|body| {
                    let between =
                        passage.slice(Span::new(nearest.span.end.min(body.start), body.start));
                    between.contains(['，', '、', ','])
                });
            if replaced || !self.reaches(nearest) {
                continue;
            }
            found.push(nearest.span);
            // 每人每次
            if let Some(before) = at.checked_sub(1).and_then(|before| near.get(before))
                && before.period == period
                && before.span.end == nearest.span.start
            {
                found.push(before.span);
            }
        }
        found
    }

    /// Whether 每… still holds at the figure: within its clause; in a later one
    /// if no figure stands between, or if that clause has a 每 too.
    fn reaches(&self, each: &Each) -> bool {
        let Self {
            passage,
            figure,
            clause,
            ..
        } = *self;
        let from = each.span.end;
        let between = passage.slice(Span::new(from, figure.span().start));
        if between.len() > 240 || between.contains(['；', ';', '。']) {
            return false;
        }
        let lead = passage.slice(Span::new(clause.start, figure.span().start));
        // 按每亩120元的标准补助3600户: by which the sum is reckoned.
        let reckoned = self.earlier.is_some_and(|(earlier, _)| {
            earlier.start >= from && standard_at(passage, earlier.end) > 0
        });
        if reckoned {
            return false;
        }
        if lead.contains('每') {
            return !self.is_rate(from);
        }
        let later = from <= clause.start;
        if later && (self.tells_of_other(each) || self.counts_several(each)) {
            return false;
        }
        let used = (self.first_from)(from).is_some_and(|first| first.end <= clause.start);
        // 每年节约标准煤15万吨，减排二氧化碳43万吨; but 人均 is a distributor of its own.
        let alike = last_mean(lead).is_none()
            && !(lead.contains(['总', '共']) || lead.contains("合计"))
            && self.earlier.is_some_and(|(earlier, per)| {
                let unit = figure.unit();
                !unit.is_empty()
                    && passage.slice(earlier).ends_with(unit)
                    && per.contains(&each.span)
            });
        !self.is_rate(from) && (!used || alike)
    }

    /// 每周运动达150分钟的比例为36%: the rate is of those who do.
    fn is_rate(&self, from: usize) -> bool {
        let within = |earlier: Span| earlier.start >= from && earlier.end > self.clause.start;
        self.figure.kind() == UnitKind::Percent
            && self.earlier.is_some_and(|(earlier, _)| within(earlier))
    }

    /// Whether the clause of the figure tells of something of its own at a time
    /// of its own: 门票每人60元，全年门票收入230万元; or of one time among many.
    fn tells_of_other(&self, each: &Each) -> bool {
        let clause = self.clause;
        let named = self.item.is_some_and(|item| item.start >= clause.start);
        let place = self.figure.context().start;
        let first = self
            .times
            .partition_point(|time| time.span.start < clause.start);
        let time = self.times.get(first);
        let timed = time.is_some_and(|time| time.span.end <= place && !time.compared);
        // 每2季
        let several = self.passage.slice(each.span).strip_prefix('每');
        let several = several.map(|unit| unit.trim_start_matches(|c: char| digit(c).is_some()));
        let period = each.period || several.is_some_and(|unit| period_at(unit).is_some());
        named && timed || period && Dated::ThisTime.begins(self.passage.slice(clause))
    }

    /// Whether so many of what 每 names one of stand in the clause of the figure:
    /// 柴油每升下调0.3元，加满80升少花24元.
    fn counts_several(&self, each: &Each) -> bool {
        let one = self.passage.slice(each.span).strip_prefix('每');
        let counted = |earlier: Span| {
            earlier.start >= self.clause.start
                && one.is_some_and(|one| self.passage.slice(earlier).ends_with(one))
        };
        self.earlier.is_some_and(|(earlier, _)| counted(earlier))
    }
}

/// Periods that a noun distributes over: 年 of 村级年办公经费, 月 of 月销量.
fn periods_in(passage: &Passage<'_>, item: Span) -> Vec<Span> {
    let text = passage.slice(item);
    let mut found = Vec::new();
    let flow = || text.chars().nth(1).is_some_and(|c| FLOWS.contains(c));
    let alone = || {
        let part = |c: char| "上下本当每个这".contains(c) || digit(c).is_some();
        !passage.before(item.start).ends_with(part)
    };
    if text.starts_with('月') && flow() && alone() {
        found.push(Span::new(item.start, item.start + "月".len()));
    }
    for (at, year) in text.match_indices('年') {
        let span = Span::new(item.start + at, item.start + at + year.len());
        let part = ends_before_year(passage.before(span.start));
        let after = text.get(at + year.len()..).unwrap_or_default();
        let word = after.is_empty()
            || after.starts_with(|c: char| AFTER_YEAR.contains(c))
            || (after.starts_with('报') && !after.starts_with("报酬"));
        if !part && !word {
            found.push(span);
        }
    }
    found
}

/// Whether a figure is the number within a 每….
fn over_each(passage: &Passage<'_>, figure: &Figure, each: &[Each]) -> bool {
    let upto = each.partition_point(|each| each.span.start < figure.span().start);
    let last = upto.checked_sub(1).and_then(|last| each.get(last));
    let within = last.is_some_and(|last| last.span.end > figure.span().start);
    let lead = passage.before(figure.span().start);
    let lead = lead.strip_suffix(['满', '隔']).unwrap_or(lead);
    within || lead.ends_with('每')
}

/// 年人均 says two things: 年 and 人均.
fn split_mean(start: usize, word: &str, found: &mut Vec<Span>) {
    let end = start + word.len();
    if word.chars().count() == 3 {
        let middle = start + word.chars().next().map_or(0, char::len_utf8);
        found.push(Span::new(start, middle));
        found.push(Span::new(middle, end));
    } else if !found
        .iter()
        .any(|span| span.start <= start && start < span.end)
    {
        found.push(Span::new(start, end));
    }
}

//! Figures that were lost from a text: what was left around them.
//!
//! Some traces are certain (全市名党员, 长达.3公里, 增长.%, “”); others are what
//! people also write in health (划分个网格, 培训期) and count only on a page
//! where figures were lost for certain. On a page whose digits were all taken
//! out, every unit that no figure stands before is a trace.

mod beside;
mod classifier;
mod determiner;
mod measured;
mod residue;
mod stripped;
mod unit;

use determiner::determines;
use hanliang_span::Span;

use crate::context::clause::clause;
use crate::context::phrase::{Opening, noun_after, noun_before};
use crate::label::digits::is_arabic;
use crate::passage::Passage;
use crate::rule::MissingRule;
use crate::tables::signs::Kind;
use crate::tables::traces::{Wants, is_character, wants};

pub(crate) use beside::lost_higher;
pub(crate) use measured::{lost_round, month as lost_month};
pub(crate) use residue::lacks_whole;
pub(crate) use stripped::{Lost, is_stripped, stripped_traces};
pub(crate) use unit::{is_heading, is_rest, lost_after_reach, lost_behind_noun};

/// A trace of a lost figure in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trace {
    pub(crate) at: usize,
    pub(crate) unit: Span,
    sought: Sought,
    /// Whether it shows a loss by itself.
    pub(crate) certain: bool,
    pub(crate) rule: MissingRule,
}

/// Where the item of a lost figure stands. It is read of those traces alone that
/// are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sought {
    /// Nowhere: a date, a name of numbers.
    Nowhere,
    /// In the clause of the unit, behind it or before the figure.
    Beside,
    /// In the clause of the figure, before this place.
    Before(usize),
}

impl Trace {
    /// A figure lost at `at`, with what it counts.
    const fn new(at: usize, unit: Span, certain: bool, rule: MissingRule) -> Self {
        Self {
            at,
            unit,
            sought: Sought::Beside,
            certain,
            rule,
        }
    }

    /// A figure that counted nothing: a date, a name of numbers.
    const fn bare(at: usize, unit: Span, rule: MissingRule) -> Self {
        Self {
            at,
            unit,
            sought: Sought::Nowhere,
            certain: true,
            rule,
        }
    }

    /// What the figure counted.
    pub(crate) fn item(&self, passage: &Passage<'_>) -> Option<Span> {
        let phrase = match self.sought {
            Sought::Nowhere => None,
            Sought::Beside => {
                let clause = clause(passage, self.unit);
                noun_after(passage, self.unit.end, clause.end, Opening::Modifier)
                    .or_else(|| noun_before(passage, clause.start, self.at))
            }
            Sought::Before(edge) => {
                let clause = clause(passage, Span::at(self.at));
                noun_before(passage, clause.start, edge.max(clause.start))
            }
        };
        phrase.map(|phrase| phrase.span)
    }
}

/// The traces of a passage that show a loss by themselves, in order.
pub(crate) fn certain_traces(passage: &Passage<'_>) -> Vec<Trace> {
    let mut found = traces(passage, classifier::may_show_loss);
    found.retain(|trace| trace.certain);
    found
}

/// The other traces of a passage, in order; where `several` figures were lost
/// for certain, units of measure that stand alone are among them.
pub(crate) fn doubtful_traces(passage: &Passage<'_>, several: bool) -> Vec<Trace> {
    let mut found = traces(passage, |_| true);
    if several {
        found.extend(stripped::units(passage, stripped::Units::OfMeasure));
        found = in_order(found);
    }
    found.retain(|trace| !trace.certain);
    found
}

/// The traces of a passage, of classifiers those whose words before fit.
fn traces(passage: &Passage<'_>, fits: impl Fn(&str) -> bool) -> Vec<Trace> {
    let mut found = Vec::new();
    for (at, character) in passage.signs(Kind::Trace, passage.whole()) {
        let trace = match character {
            '“' | '「' => residue::quotation(passage, at),
            '.' | '．' => residue::point(passage, at),
            '%' | '％' | '‰' => residue::percent(passage, at),
            '第' => residue::ordinal(passage, at),
            '年' => residue::date(passage, at),
            '月' => residue::date(passage, at).or_else(|| measured::month(passage, at)),
            '为' => measured::after_copula(passage, at),
            '倍' => measured::times(passage, at),
            '岁' => beside::age(passage, at).or_else(|| measured::behind_measure(passage, at)),
            '毫' | '厘' | '元' => measured::behind_measure(passage, at),
            '伤' => beside::hurt(passage, at),
            '分' => beside::minutes(passage, at),
            '万' if passage.near(at + "万".len(), 1).starts_with(is_arabic) => {
                beside::higher_power(passage, at)
            }
            '时' => residue::clock(passage, at),
            '达' | '过' | '破' | '约' | '计' | '到' | '至' => unit::after_reach(passage, at),
            '余' => unit::excess(passage, at),
            '平' | '公' | '亩' | '吨' | '万' | '亿' | '立' => unit::rest(passage, at)
                .or_else(|| measured::round(passage, at))
                .or_else(|| measured::behind_measure(passage, at)),
            '个' if passage.after(at).starts_with("个百分点") => unit::points(passage, at),
            _ => {
                let alike = beside::counted_alike(passage, at, character);
                if alike.is_some() {
                    found.extend(alike);
                    continue;
                }
                let before = passage.before(at);
                // 共有 shows any classifier to stand alone, other words only some.
                if !wants(before, Wants::Total) {
                    let stands = before.chars().next_back().is_some_and(determines);
                    if stands || !is_character(character, Wants::Bare) || !fits(before) {
                        continue;
                    }
                }
                classifier::classifier(passage, at, character)
            }
        };
        found.extend(trace);
    }
    in_order(found)
}

/// Traces in order, of those that share a place or a unit the first.
fn in_order(mut found: Vec<Trace>) -> Vec<Trace> {
    found.sort_by_key(|trace| trace.at);
    let mut free = 0;
    found.retain(|trace| {
        let new = trace.at >= free;
        if new {
            free = trace.unit.end.max(trace.at + 1);
        }
        new
    });
    found
}

//! Ratios of two numbers: 师生比1∶16.5, 按2:1的比例, 比例为4比6.
//!
//! A score (3比1战胜对手) and a time of day (13:23) look alike; so a ratio is
//! one only where the words around it call it so.

use hanliang_quantity::{Quantity, Relation};
use hanliang_span::Span;

use crate::context::clause::clause;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;

/// What stands between the two numbers.
const MARKS: [&str; 4] = [":", "：", "∶", "比"];

/// Joins two figures of a passage that are one ratio.
pub(crate) fn join_ratios(passage: &Passage<'_>, figures: &mut Vec<Figure>) {
    figures.dedup_by(|second, first| match ratio(passage, first, second) {
        Some(ratio) => {
            *first = Figure::ratio(ratio, passage);
            true
        }
        None => false,
    });
}

/// The ratio of two figures next to each other, if they are one.
fn ratio(passage: &Passage<'_>, first: &Figure, second: &Figure) -> Option<Quantity> {
    let gap = Span::new(first.span().end, second.span().start.max(first.span().end));
    let plain = |figure: &Figure| !figure.has_unit() && figure.is_single();
    if !MARKS.contains(&passage.slice(gap).trim()) || !plain(first) || !plain(second) {
        return None;
    }
    if is_one_of_more(passage, first.span().start, second.span().end) {
        return None;
    }
    if !named_before(passage, first.context().start) && !named_behind(passage, second.span().end) {
        return None;
    }
    let value = first.quantity.low().checked_div(second.quantity.low())?;
    Some(Quantity {
        span: first.span().join(second.span()),
        numeral: first.numeral().join(second.numeral()),
        context: first.context().join(second.context()),
        value: value.into(),
        relation: Relation::Exact,
        unit: None,
    })
}

/// Whether another number goes on from a ratio, 7.3:36.2:56.5: shares of one
/// whole, which no one number states.
fn is_one_of_more(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let mark = |c: char| matches!(c, ':' | '：' | '∶');
    let before = passage.before(start).strip_suffix(mark);
    let after = passage.after(end).strip_prefix(mark);
    before.is_some_and(|before| before.ends_with(digit))
        || after.is_some_and(|after| after.starts_with(digit))
}

/// 师生比达到…, 男女比例为…, 养捕比由2020年的1.6∶1提高到…
fn named_before(passage: &Passage<'_>, at: usize) -> bool {
    let before = passage.before(at);
    let link = Wording::RatioLink.length_before(before).unwrap_or(0);
    let name = before.get(..before.len() - link).unwrap_or_default();
    if Wording::Ratio.ends(name) {
        return true;
    }
    let clause = clause(passage, Span::at(at));
    let before = passage.slice(Span::new(clause.start, at));
    let changes = before.match_indices(['由', '从']);
    let mut names = changes.filter_map(|(from, _)| before.get(..from));
    names.any(|name| Wording::Ratio.ends(name))
}

/// …的比例
fn named_behind(passage: &Passage<'_>, at: usize) -> bool {
    let behind = passage.after(at);
    let behind = behind.strip_prefix('的').unwrap_or(behind);
    ["比例", "比率", "配比"]
        .iter()
        .any(|word| behind.starts_with(word))
}

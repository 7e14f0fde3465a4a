//! Rows of figures with one unit behind the last: 分别为4.5、3.2和6.1亿元.
//!
//! Where 分别 gives each figure its noun, each has the unit; a magnitude that
//! only the last is written with is that of all.

use hanliang_quantity::{Number, find_iter};
use hanliang_span::Span;

use crate::context::clause::clause;
use crate::figure::Figure;
use crate::passage::Passage;

/// Words that give the figures of a row out one by one.
const EACH: [&str; 3] = ["分别", "依次", "各"];

/// Gives the figures of rows the unit of the last.
pub(crate) fn share_units(passage: &Passage<'_>, figures: &mut [Figure]) {
    let mut end = figures.len();
    while end > 0 {
        let start = start_of_row(passage, figures, end);
        if let Some((last, row)) = figures
            .get_mut(start..end)
            .and_then(<[Figure]>::split_last_mut)
            && let Some(first) = row.first()
            && is_given_out(passage, first)
        {
            for figure in row {
                share(passage, figure, last);
            }
        }
        end = start;
    }
}

/// Where the row begins that ends before `end`: figures without a unit up to
/// one that has it, with nothing between but the marks of a list.
fn start_of_row(passage: &Passage<'_>, figures: &[Figure], end: usize) -> usize {
    let mut start = end - 1;
    if !figures.get(start).is_some_and(Figure::has_unit) {
        return start;
    }
    while let Some([figure, next]) = start
        .checked_sub(1)
        .and_then(|before| figures.get(before..=start))
    {
        let gap = Span::new(
            figure.span().end,
            next.context().start.max(figure.span().end),
        );
        let listed = matches!(passage.slice(gap), "、" | "和" | "与" | "及");
        let numeral = passage.slice(figure.numeral());
        let plain = numeral.starts_with(|c: char| c.is_ascii_digit())
            && !figure.has_unit()
            && !figure.is_ratio()
            && figure.is_single();
        if !listed || !plain {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether the clause says before a figure that each of a row is of its own.
fn is_given_out(passage: &Passage<'_>, first: &Figure) -> bool {
    let clause = clause(passage, first.context());
    let lead = passage.slice(Span::new(clause.start, first.context().start));
    EACH.iter().any(|word| lead.contains(word))
}

/// Gives a figure the unit of the last of its row, and its magnitude where it
/// has none.
fn share(passage: &Passage<'_>, figure: &mut Figure, last: &Figure) {
    let magnitude = |figure: &Figure| {
        let numeral = passage.slice(figure.numeral());
        let tail = numeral.trim_start_matches(|c: char| c.is_ascii_digit() || ",.".contains(c));
        let one = format!("1{tail}");
        let found = find_iter(&one).next()?;
        (!tail.is_empty() && found.span.end == one.len()).then(|| found.low())
    };
    let factor = match magnitude(figure) {
        Some(_) => Number::ONE,
        None => magnitude(last).unwrap_or(Number::ONE),
    };
    if let Some(value) = figure.quantity.low().checked_mul(factor) {
        let mut quantity = figure.quantity.clone();
        quantity.value = value.into();
        quantity.unit = last.quantity.unit.clone();
        *figure = Figure::new(quantity, passage);
    }
}

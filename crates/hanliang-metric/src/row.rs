//! Rows of figures with one unit behind the last: 分别为4.5、3.2和6.1亿元.
//!
//! Where 分别 gives each figure its noun, or a figure has decimals, as no number
//! of a thing in a row has, each has the unit; a magnitude that only the last is
//! written with is that of all.

use hanliang_quantity::{Number, find_iter};
use hanliang_span::Span;

use crate::context::clause::clause;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;

/// Gives the figures of rows the unit of the last.
pub(crate) fn share_units(passage: &Passage<'_>, figures: &mut [Figure]) {
    let mut end = figures.len();
    while end > 0 {
        let start = start_of_row(passage, figures, end);
        if let Some((last, row)) = figures
            .get_mut(start..end)
            .and_then(<[Figure]>::split_last_mut)
            && let Some(first) = row.first()
            && (is_given_out(passage, first) || row.iter().any(|one| has_decimals(passage, one)))
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
    let unit = figures.get(start).map_or("", Figure::unit);
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
            && (!figure.has_unit() || begins(figure.unit(), unit))
            && !figure.is_ratio()
            && figure.is_single();
        if !listed || !plain {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether a unit is only what the unit of the row begins with: 个 of 个百分点.
fn begins(unit: &str, whole: &str) -> bool {
    whole.len() > unit.len() && whole.starts_with(unit)
}

/// Whether a figure has digits behind a point.
fn has_decimals(passage: &Passage<'_>, figure: &Figure) -> bool {
    passage.slice(figure.numeral()).contains('.')
}

/// Whether the clause says before a figure that each of a row is of its own.
fn is_given_out(passage: &Passage<'_>, first: &Figure) -> bool {
    let clause = clause(passage, first.context());
    let lead = passage.slice(Span::new(clause.start, first.context().start));
    Wording::InTurn.within(lead)
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

#[cfg(test)]
mod tests {
    use crate::extract;

    /// Value and unit of each figure.
    fn read(text: &str) -> Vec<String> {
        let metrics = extract(text).metrics;
        let shown = metrics.iter().map(|metric| &metric.quantity);
        shown
            .map(|figure| format!("{} {}", figure.low(), figure.symbol()))
            .collect()
    }

    #[test]
    fn what_is_given_out_shares_the_last_unit_and_its_magnitude() {
        let villages = "甲、乙、丙村分别有农户128、97、76户。";
        assert_eq!(read(villages), ["128 户", "97 户", "76 户"]);
        let rainfall = "降水量分别为13.5、9.3毫米。";
        assert_eq!(read(rainfall), ["13.5 毫米", "9.3 毫米"]);
        let money = "三期工程分别投入3.6、2.9和1.8亿元。";
        assert_eq!(
            read(money),
            ["360000000 元", "290000000 元", "180000000 元"]
        );
    }

    #[test]
    fn decimals_in_a_row_need_no_word_that_gives_them_out() {
        let money = "投入4.5、3.2和6.1亿元建设水库。";
        assert_eq!(
            read(money),
            ["450000000 元", "320000000 元", "610000000 元"]
        );
    }

    #[test]
    fn a_unit_may_be_cut_behind_its_first_character() {
        let points = "增速分别低0.3个和1.8个百分点。";
        assert_eq!(read(points), ["0.3 个百分点", "1.8 个百分点"]);
    }

    #[test]
    fn numbers_of_things_in_a_row_are_left() {
        assert!(read("第3、5、7号楼已经完工。").is_empty());
        assert_eq!(read("渠宽1.5米、深3米。"), ["1.5 米", "3 米"]);
    }
}

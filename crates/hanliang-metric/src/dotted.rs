//! Rows of numbers with points between. They number something, 1.2.3.4.5.6.7.8,
//! and none of them is a quantity of its own: the row is one figure.

use core::iter::from_fn;

use hanliang_quantity::Quantity;
use hanliang_span::Span;

use crate::passage::Passage;

/// How many points such a row has at the least: an address of a machine has three,
/// the number of a section seldom more.
const POINTS: usize = 7;

/// Whether a numeral is such a row; 1.14～2.31 is a range.
pub(crate) fn is_dotted(numeral: &str) -> bool {
    let (length, points) = run(numeral);
    length == numeral.len() && points > 1
}

/// The quantities that were found in a passage, those of a row as the first of them,
/// which then is as long as the row.
pub(crate) fn rows_as_one(
    passage: &Passage<'_>,
    found: impl Iterator<Item = Quantity>,
) -> impl Iterator<Item = Quantity> {
    let mut found = found.peekable();
    // Where the run ends that was looked at last.
    let mut looked = 0;
    from_fn(move || {
        let first = found.next()?;
        let start = first.numeral.start;
        if start < looked {
            return Some(first);
        }
        let (length, points) = run(passage.after(start));
        looked = start + length;
        if points < POINTS {
            return Some(first);
        }
        while found.next_if(|other| other.span.end <= looked).is_some() {}
        let row = Span::new(start, looked);
        Some(Quantity {
            span: row,
            numeral: row,
            context: first.context.join(row),
            unit: None,
            ..first
        })
    })
}

/// The digits that a text begins with and the single points between them: how long
/// they are, and how many points there are.
fn run(text: &str) -> (usize, usize) {
    let (mut length, mut points) = (0, 0);
    let mut last = b'.';
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {}
            // 1......5 leads from a heading to its page.
            b'.' if last != b'.' => points += 1,
            _ => break,
        }
        last = byte;
        length += 1;
    }
    (length, points)
}

#[cfg(test)]
mod tests {
    use crate::extract;
    use crate::rule::LabelRule;

    #[test]
    fn a_long_row_is_one_code() {
        let row = "3.1.".repeat(40);
        let text = format!("编号{row}，共有12人。");
        let found = extract(&text);
        assert_eq!(found.metrics.len(), 1);
        assert_eq!(found.metrics[0].mention.text, "12人");
        assert_eq!(found.labels.len(), 1);
        assert_eq!(found.labels[0].rule, LabelRule::Code);
    }

    #[test]
    fn a_range_is_no_row() {
        let found = extract("区间为1.14～2.31。");
        assert_eq!(found.metrics.len(), 1);
    }

    #[test]
    fn short_rows_are_read_number_by_number() {
        let found = extract("1.2.3.4万元");
        assert_eq!(found.metrics.len(), 2);
    }
}

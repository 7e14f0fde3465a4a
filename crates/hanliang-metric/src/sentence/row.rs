//! Rows of numbers with colons between: 产业结构由8:40:52调整为6:38:56.

use super::Stated;
use crate::figure::Figure;

/// Gives each number of a row what was read before its first.
pub(super) fn read_on(figures: &[Figure], stated: &mut [Stated]) {
    for at in 1..stated.len() {
        let Some((before, [one, ..])) = stated.split_at_mut_checked(at) else {
            continue;
        };
        let Some(first) = before.last() else {
            continue;
        };
        if goes_on(figures, first, one) {
            one.left = first.left.clone();
            one.item = first.item.or(one.item);
        }
    }
    // 12:45:43的产业结构: what stands behind the last is of all.
    for at in (1..stated.len()).rev() {
        let Some((before, [one, ..])) = stated.split_at_mut_checked(at) else {
            continue;
        };
        if let Some(first) = before
            .last_mut()
            .filter(|first| goes_on(figures, first, one))
        {
            first.item = first.item.or(one.item);
        }
    }
}

/// Whether a number stands right behind another of its row.
fn goes_on(figures: &[Figure], first: &Stated, next: &Stated) -> bool {
    let (first, next) = (&figures[first.figure], &figures[next.figure]);
    // A colon is three bytes at most.
    first.stands_in_row() && next.stands_in_row() && next.span().start <= first.span().end + 3
}

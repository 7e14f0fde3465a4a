//! Figures in brackets that state the one before them again, in another unit:
//! 增加265公顷（3975亩）.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::Stated;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::cues::without_cues;

/// Marks the figures that state again what stands before their bracket, and
/// takes over what was read of it: what it is of, and whether it changed.
pub(super) fn restate(passage: &Passage<'_>, figures: &[Figure], stated: &mut [Stated]) {
    for at in 1..stated.len() {
        let Some((before, [one, ..])) = stated.split_at_mut_checked(at) else {
            continue;
        };
        let Some(first) = before.last() else {
            continue;
        };
        if is_restated(passage, &figures[first.figure], &figures[one.figure]) {
            one.again = true;
            one.item = first.item;
            // 30亿元（约合4亿美元）: how exact it is, is its own.
            let about = one.left.about;
            one.left = first.left.clone();
            one.left.about = about;
        }
    }
}

/// Whether a figure stands alone in brackets right behind one that measures the
/// same in another unit.
fn is_restated(passage: &Passage<'_>, first: &Figure, again: &Figure) -> bool {
    let same = first.has_measure()
        && first.kind() == again.kind()
        && !matches!(first.kind(), UnitKind::Percent | UnitKind::Ratio)
        && first.unit() != again.unit();
    let end = first.context().end;
    let gap = Span::new(end, again.context().start.max(end));
    let opens = passage.slice(gap).strip_prefix(['（', '(']);
    let closes = passage.after(again.context().end).starts_with(['）', ')']);
    same && closes && opens.is_some_and(|cues| without_cues(cues).is_empty())
}

//! Where a change begins at a value that is named: 门票由原票价80元下调到60元.

use hanliang_span::Span;

use super::Stated;
use crate::context::phrase::{is_measure, noun_before};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::words::{Part, longer_word, words};

/// How long the name of the value may be, in characters.
const NAME: usize = 8;

/// Marks the figures where a change begins that arrives at the next, though a noun stands between
/// 由 and the figure: what changes is named before 由, if anything is.
pub(super) fn begin(passage: &Passage<'_>, figures: &[Figure], stated: &mut [Stated]) {
    for at in 1..stated.len() {
        let [first, next] = &stated[at - 1..=at] else {
            continue;
        };
        let (one, other) = (&figures[first.figure], &figures[next.figure]);
        let alike = one.unit() == other.unit() && one.kind() == other.kind();
        let gap = Span::new(
            one.context().end,
            other.context().start.max(one.context().end),
        );
        let parted = passage.slice(gap).contains(['，', ',', '；', ';']);
        if !alike || parted || !next.left.arrives || first.left.begins {
            continue;
        }
        if let Some(lead) = lead(passage, one, first) {
            let start = first.left.start.min(lead);
            let subject = noun_before(passage, start, lead).filter(|phrase| !phrase.verbal);
            let first = &mut stated[at - 1];
            first.left.begins = true;
            // 水库由汛限水位92米抬高: the measure, not whose it is.
            let measure = |span: Span| is_measure(passage.slice(span));
            let subject = subject.filter(|subject| {
                let own = first.item.is_some_and(|item| measure(item.span));
                let former = passage.after(lead + "由".len()).starts_with('原');
                !own || former || measure(subject.span)
            });
            if let (Some(phrase), Some(item)) = (subject, &mut first.item) {
                item.span = phrase.span;
                item.verbal = false;
                item.rule = ItemRule::SubjectOfChange;
            }
        }
    }
}

/// Where 由 or 从 stands before the name of a value.
fn lead(passage: &Passage<'_>, one: &Figure, first: &Stated) -> Option<usize> {
    let edge = one.context().start;
    let start = first.left.start.min(edge);
    let text = passage.slice(Span::new(start, edge));
    let at = text.rfind(['由', '从'])?;
    let name = text.get(at + "由".len()..)?;
    let short = (1..=NAME).contains(&name.chars().count());
    // 自由, 理由, 服从 are words.
    let word = longer_word(text.get(..at + "由".len())?).is_some();
    let nominal = || {
        words(name).iter().all(|word| {
            // 汛限, 均价: pieces of words that the dictionary lacks.
            word.span.len() == "字".len()
                || matches!(
                    word.part,
                    Part::Noun
                        | Part::Place
                        | Part::Time
                        | Part::Adjective
                        | Part::VerbalNoun
                        | Part::Possessive
                        | Part::Localizer
                        | Part::Measure
                )
        })
    };
    (short && !word && nominal()).then_some(start + at)
}

use hanliang_span::{EditMap, Span};

use super::character;
use super::gbk;
use super::search::{self, Page};
use super::survey::{self, Shape};
use crate::record::{Damage, Edit, Loss};

/// What the inverse of one page gives: the text, the edits that made it, and
/// the damage that was left, with places in the new text.
pub(crate) type Outcome = (String, Vec<Edit>, Vec<Loss>);

/// One stretch of the text and what stands there in truth.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    damage: Damage,
    /// Bytes of the damaged text.
    source: Span,
    /// The text in its place.
    after: String,
    confidence: f64,
}

/// Damage that was left as it is, with its place in the damaged text.
#[derive(Clone, Debug, PartialEq)]
struct Left {
    damage: Damage,
    source: Span,
    detail: &'static str,
}

/// Below this share of the readings that fit, a stretch is left as it is.
const BOUND: f64 = 0.5;

/// Undoes the splicing of readings in a page, or finds that there is none.
pub(crate) fn repair(text: &str) -> Option<Outcome> {
    let annotations: Vec<_> = survey::annotations(text).collect();
    if annotations.is_empty() || !survey::is_spliced(text, &annotations) {
        return None;
    }
    let page = Page {
        normalised: !text.contains('，'),
    };
    let mut changes: Vec<Change> = Vec::new();
    let mut left: Vec<Left> = Vec::new();
    let mut done = 0;
    for annotation in annotations {
        if annotation.gloss.start < done {
            continue;
        }
        let gloss = annotation.gloss;
        match annotation.shape {
            Shape::Open { at, behind } => {
                if at < done {
                    continue;
                }
                let key = gbk::pair_of(behind)
                    .is_some_and(|pair| character::is_key_read(pair, gloss.reading));
                if key {
                    changes.push(Change {
                        damage: Damage::PinyinAnnotation,
                        source: Span::new(at, gloss.end),
                        after: String::new(),
                        confidence: 1.0,
                    });
                    done = gloss.end;
                }
            }
            Shape::Marked { at } if at >= done => {
                let before = context(text, at, &changes);
                let found = search::solve(text, at, &before, &page);
                match found {
                    Some(solution) if solution.confidence >= BOUND => {
                        let source = Span::new(at, solution.end);
                        done = solution.end;
                        if let Some(change) = trimmed(text, source, &solution) {
                            changes.push(change);
                        }
                    }
                    _ => left.push(Left {
                        damage: Damage::PinyinStraddle,
                        source: Span::new(at, gloss.end),
                        detail: "no reading of the broken characters is sure",
                    }),
                }
            }
            Shape::Marked { .. } | Shape::Bare => {}
        }
    }
    Some(applied(text, changes, &left))
}

/// The text with the changes made, as edits of it.
fn applied(text: &str, changes: Vec<Change>, left: &[Left]) -> Outcome {
    let mut target = String::with_capacity(text.len());
    let mut done = 0;
    let mut edits = Vec::with_capacity(changes.len());
    for change in changes {
        target.push_str(text.get(done..change.source.start).unwrap_or_default());
        let start = target.len();
        target.push_str(&change.after);
        done = change.source.end;
        edits.push(Edit {
            damage: change.damage,
            source: change.source,
            target: Span::new(start, target.len()),
            before: change.source.of(text).unwrap_or_default().to_owned(),
            after: change.after,
            confidence: change.confidence,
        });
    }
    target.push_str(text.get(done..).unwrap_or_default());
    let map = EditMap::new(edits.iter().map(|edit| (edit.source, edit.target)));
    let losses = left
        .iter()
        .map(|left| Loss {
            damage: left.damage,
            span: map.to_target(left.source),
            detail: Some(left.detail.to_owned()),
        })
        .collect();
    (target, edits, losses)
}

/// The change without what it copies at either end.
fn trimmed(text: &str, source: Span, solution: &search::Solution) -> Option<Change> {
    let before = source.of(text)?;
    let after = solution.text.as_str();
    let tail: usize = before
        .chars()
        .rev()
        .zip(after.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let after = after.get(..after.len() - tail)?;
    Some(Change {
        damage: Damage::PinyinStraddle,
        source: Span::new(source.start, source.end - tail),
        after: after.into(),
        confidence: solution.confidence,
    })
}

/// The true text before a place, up to three characters of it.
fn context(text: &str, at: usize, changes: &[Change]) -> Vec<char> {
    let mut found = Vec::new();
    let mut end = at;
    let mut changes = changes.iter().rev().peekable();
    while found.len() < 3 && end > 0 {
        if let Some(change) = changes.next_if(|change| change.source.end == end) {
            found.extend(change.after.chars().rev().take(3));
            end = change.source.start;
            continue;
        }
        let Some(c) = text.get(..end).and_then(|head| head.chars().next_back()) else {
            break;
        };
        found.push(c);
        end -= c.len_utf8();
    }
    found.truncate(3);
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed() {
        let damaged = include_str!("../../../../seeds/001_f299fb9804765b73.txt");
        let clean = include_str!("../../../../tests/gold/text/001.txt");
        let (text, edits, losses) = repair(damaged).unwrap();
        assert_eq!(text, clean);
        let straddles = edits
            .iter()
            .filter(|edit| edit.damage == Damage::PinyinStraddle);
        assert_eq!(straddles.count(), 2);
        assert_eq!(losses, []);
    }
}

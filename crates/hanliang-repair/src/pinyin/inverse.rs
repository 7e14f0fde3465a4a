use std::cell::LazyCell;
use std::collections::HashMap;
use std::iter;
use std::str::Chars;

use hanliang_span::{EditMap, Span};

use super::character;
use super::context::Context;
use super::gbk;
use super::language::Cost;
use super::page::Page;
use super::reading::Gloss;
use super::search::{self, Budget, Solution};
use super::survey::{self, Annotation, Shape};
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
    /// What stands in its place; nothing in the place of a reading.
    restored: Option<Box<Restored>>,
}

/// The true text of a place.
#[derive(Clone, Debug, PartialEq)]
struct Restored {
    text: String,
    confidence: f64,
    /// Byte offsets in it of marks that were kept for a swallowed byte.
    swallowed: Vec<usize>,
}

impl Change {
    fn after(&self) -> &str {
        self.restored.as_ref().map_or("", |restored| &restored.text)
    }
}

/// Damage that was left as it is, with its place in the damaged text.
#[derive(Clone, Debug, PartialEq)]
struct Left {
    damage: Damage,
    source: Span,
    detail: &'static str,
}

/// By how much a mark without a reading must be the better explained by a cut
/// than as the mark that it is: on a page with readings, and without.
const MARGIN: Cost = 6.0;
const LONE_MARGIN: Cost = 12.0;
/// The same for the only mark of a page without readings.
const SINGLE_MARGIN: Cost = 14.5;
/// The same where the page has been cut for certain at two other places.
const CUT_MARGIN: Cost = 3.0;

/// A place where something may have to be undone.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// A reading, aligned or not.
    Reading(Annotation),
    /// A mark without a reading behind it, which may be a real one.
    Mark(usize),
}

impl Place {
    fn start(self) -> usize {
        match self {
            Self::Mark(at) => at,
            Self::Reading(annotation) => annotation.start(),
        }
    }
}

/// All places of a page, the readings and the marks each in order.
#[derive(Clone, Copy)]
struct Places<'p> {
    readings: &'p [Annotation],
    marks: &'p [usize],
}

impl Places<'_> {
    const fn len(self) -> usize {
        self.readings.len() + self.marks.len()
    }

    const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// In order. A mark with a reading is in both lists: the reading comes first.
impl Iterator for Places<'_> {
    type Item = Place;

    fn next(&mut self) -> Option<Place> {
        let reading = self.readings.split_first();
        let mark = self.marks.split_first();
        match (reading, mark) {
            (Some((&reading, rest)), mark) if mark.is_none_or(|(&at, _)| reading.start() <= at) => {
                self.readings = rest;
                Some(Place::Reading(reading))
            }
            (_, Some((&at, rest))) => {
                self.marks = rest;
                Some(Place::Mark(at))
            }
            _ => None,
        }
    }
}

/// Undoes the splicing of readings in a page, or finds that there is none.
pub(crate) fn repair(text: &str) -> Option<Outcome> {
    let annotations: Vec<_> = survey::annotations(text).collect();
    let mut page =
        (!annotations.is_empty()).then(|| Page::new(text, survey::aligned(&annotations)));
    let keys = (page.as_ref()).and_then(|page| survey::spliced_keys(text, &annotations, page));
    let is_spliced = keys.is_some();
    let mut readings: &[Annotation] = &[];
    let mut margin = LONE_MARGIN;
    if let (Some(page), Some(keys)) = (&mut page, keys) {
        page.learn(keys);
        readings = &annotations;
        margin = MARGIN;
    }
    let marks = survey::marks(text).filter(|&at| is_spliced || survey::is_traditional_at(text, at));
    let mut marks: Vec<usize> = marks.collect();
    marks.sort_unstable();
    let places = Places {
        readings,
        marks: &marks,
    };
    if places.is_empty() {
        return None;
    }
    let page = LazyCell::new(move || page.unwrap_or_else(|| Page::new(text, iter::empty())));
    let budget = Budget::new(text.len(), is_spliced);
    let mut work = Work::new(text, &page, budget, marks.len());
    work.changes.reserve(places.len());
    work.run(places, margin);
    if work.cuts >= 2 {
        work = work.again();
        work.run(places, CUT_MARGIN);
    } else if margin == LONE_MARGIN {
        // One mark on a page without readings may be anything.
        work = work.again();
        work.run(places, SINGLE_MARGIN);
    }
    // Where cuts explain few of the marks, they are the author's.
    if work.cuts > 0 && work.cuts * 2 < work.marks {
        work = work.again();
        work.run(places, Cost::INFINITY);
    }
    if work.changes.is_empty() && work.left.is_empty() {
        return None;
    }
    Some(applied(text, work.changes, &work.left))
}

/// The inverse on its way through a page.
struct Work<'t, F> {
    text: &'t str,
    page: &'t LazyCell<Page, F>,
    budget: Budget,
    /// How many places may be marks without a reading.
    most_marks: usize,
    /// Those that are, and those that a cut explains.
    marks: usize,
    cuts: usize,
    changes: Vec<Change>,
    left: Vec<Left>,
    /// Byte offset up to which all is settled.
    done: usize,
    /// The searches so far: where they began, after which text, and what they
    /// gave. Going over the page again need not search again.
    searches: HashMap<usize, (Context, Option<Solution>)>,
}

impl<'t, F: FnOnce() -> Page> Work<'t, F> {
    fn new(text: &'t str, page: &'t LazyCell<Page, F>, budget: Budget, most_marks: usize) -> Self {
        Self {
            text,
            page,
            budget,
            most_marks,
            marks: 0,
            cuts: 0,
            changes: Vec::new(),
            left: Vec::new(),
            done: 0,
            searches: HashMap::new(),
        }
    }

    /// The same page from its start, with what was found out so far.
    fn again(self) -> Self {
        Self {
            searches: self.searches,
            ..Self::new(self.text, self.page, self.budget, self.most_marks)
        }
    }

    fn run(&mut self, places: Places<'_>, margin: Cost) {
        for place in places {
            if place.start() < self.done {
                continue;
            }
            match place {
                Place::Mark(at) => self.mark(at, margin),
                Place::Reading(annotation) => self.reading(annotation),
            }
        }
    }

    /// Takes out an aligned reading, or reads the stretch that another begins.
    fn reading(&mut self, annotation: Annotation) {
        let gloss = annotation.gloss;
        if let Shape::Open { at, behind, is_key } = annotation.shape {
            if is_key || self.is_key_with_letter(at, behind, gloss) {
                self.changes.push(Change {
                    damage: Damage::PinyinAnnotation,
                    source: Span::new(at, gloss.end),
                    restored: None,
                });
                self.done = gloss.end;
            }
            return;
        }
        let start = annotation.start();
        match self.solve(start) {
            Some(solution) if solution.is_sure_anywhere() => self.accept(start, solution),
            _ => {
                self.leave(Span::new(start, gloss.end));
                self.done = gloss.end;
            }
        }
    }

    /// Reads the stretch that a mark begins, if it is not a real one.
    fn mark(&mut self, at: usize, margin: Cost) {
        self.marks += 1;
        if margin.is_infinite() || self.are_of_the_author() {
            return;
        }
        if let Some(solution) = self.solve(at)
            && solution.is_sure_anywhere()
            && solution.margin >= margin
        {
            self.cuts += 1;
            self.accept(at, solution);
        }
    }

    /// Whether cuts will explain few of the marks, whatever is still to come.
    fn are_of_the_author(&self) -> bool {
        (self.marks - 1 - self.cuts) * 2 > self.most_marks
    }

    /// Whether the last byte of the character before, and the ASCII letter
    /// `behind` it, are a key with this reading.
    fn is_key_with_letter(&self, open: usize, behind: char, gloss: Gloss) -> bool {
        let Ok(letter @ 0x40..=0x7E) = u8::try_from(u32::from(behind)) else {
            return false;
        };
        let before = Backward::from(self.text, open, &self.changes).nth(1);
        before
            .and_then(gbk::pair_of)
            .is_some_and(|pair| character::is_key_read([pair[1], letter], gloss.reading))
    }

    fn solve(&mut self, start: usize) -> Option<Solution> {
        let before = Context::of(Backward::from(self.text, start, &self.changes));
        if let Some((same, solution)) = self.searches.get(&start)
            && *same == before
        {
            return solution.clone();
        }
        let solution = search::solve(self.text, start, &before, self.page, &mut self.budget);
        self.searches.insert(start, (before, solution.clone()));
        solution
    }

    fn accept(&mut self, start: usize, solution: Solution) {
        self.done = solution.end;
        let mut start = start;
        for piece in solution.pieces {
            let source = Span::new(start, piece.end);
            start = piece.end;
            if piece.is_sure() {
                let confidence = piece.confidence();
                self.changes.push(Change {
                    damage: Damage::PinyinStraddle,
                    source,
                    restored: Some(Box::new(Restored {
                        text: piece.text,
                        confidence,
                        swallowed: piece.swallowed,
                    })),
                });
            } else {
                self.leave(source);
            }
        }
    }

    fn leave(&mut self, source: Span) {
        self.left.push(Left {
            damage: Damage::PinyinStraddle,
            source,
            detail: "no reading of the broken characters is sure",
        });
    }
}

/// The text with the changes made, as edits of it.
fn applied(text: &str, changes: Vec<Change>, left: &[Left]) -> Outcome {
    let mut target = String::with_capacity(text.len());
    let mut done = 0;
    let mut edits = Vec::with_capacity(changes.len());
    let mut losses = Vec::new();
    for change in changes {
        target.push_str(text.get(done..change.source.start).unwrap_or_default());
        let start = target.len();
        done = change.source.end;
        let (after, confidence) = match change.restored {
            Some(restored) => {
                losses.extend(swallowed(&restored, start));
                (restored.text, restored.confidence)
            }
            None => (String::new(), 1.0),
        };
        target.push_str(&after);
        edits.push(Edit {
            damage: change.damage,
            source: change.source,
            target: Span::new(start, target.len()),
            before: change.source.of(text).unwrap_or_default().to_owned(),
            after,
            confidence,
        });
    }
    target.push_str(text.get(done..).unwrap_or_default());
    if !left.is_empty() {
        let map = EditMap::new(edits.iter().map(|edit| (edit.source, edit.target)));
        losses.extend(left.iter().map(|left| Loss {
            damage: left.damage,
            span: map.to_target(left.source),
            detail: Some(left.detail.to_owned()),
        }));
    }
    losses.sort_by_key(|loss| loss.span);
    (target, edits, losses)
}

/// The bytes that are gone from a text that begins at `start`.
fn swallowed(restored: &Restored, start: usize) -> impl Iterator<Item = Loss> {
    restored.swallowed.iter().map(move |at| {
        let rest = restored.text.get(*at..).unwrap_or_default();
        let length = rest.chars().next().map_or(0, char::len_utf8);
        Loss {
            damage: Damage::PinyinSwallowed,
            span: Span::new(start + at, start + at + length),
            detail: Some("a byte of ASCII was here".to_owned()),
        }
    })
}

/// The true text before a place, the nearest character first.
struct Backward<'t> {
    text: &'t str,
    end: usize,
    /// Those before the place.
    changes: &'t [Change],
    /// What is left of the text that a change put in.
    restored: iter::Rev<Chars<'t>>,
}

impl<'t> Backward<'t> {
    /// `changes` are those before the byte `at`.
    fn from(text: &'t str, at: usize, changes: &'t [Change]) -> Self {
        Self {
            text,
            end: at,
            changes,
            restored: "".chars().rev(),
        }
    }
}

impl Iterator for Backward<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        loop {
            if let Some(c) = self.restored.next() {
                return Some(c);
            }
            let Some((change, rest)) = self.changes.split_last() else {
                break;
            };
            if change.source.end != self.end {
                break;
            }
            self.changes = rest;
            self.end = change.source.start;
            self.restored = change.after().chars().rev();
        }
        let c = self.text.get(..self.end)?.chars().next_back()?;
        self.end -= c.len_utf8();
        Some(c)
    }
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

//! One pass over a text: what it changes, and how passes join to one.

use hanliang_span::{EditMap, Span};

use crate::record::{Damage, Edit, Loss};

/// What one pass found: edits from its input to its output, and losses in
/// its output.
#[derive(Debug, Default)]
pub(crate) struct Pass {
    pub(crate) edits: Vec<Edit>,
    pub(crate) losses: Vec<Loss>,
}

/// Writes the output of a pass while it reads its input, left to right.
#[derive(Debug)]
pub(crate) struct Rewrite<'t> {
    source: &'t str,
    target: String,
    /// What of the source is written.
    at: usize,
    pass: Pass,
}

impl<'t> Rewrite<'t> {
    pub(crate) fn new(source: &'t str) -> Self {
        Self {
            source,
            target: String::new(),
            at: 0,
            pass: Pass::default(),
        }
    }

    /// Puts `after` where `span` of the source was. Spans come in order; one
    /// that does not fit, or changes nothing, is ignored.
    pub(crate) fn replace(&mut self, span: Span, after: &str, damage: Damage, confidence: f64) {
        let Some(before) = span.of(self.source) else {
            return;
        };
        if span.start < self.at || before == after {
            return;
        }
        self.copy_to(span.start);
        let start = self.target.len();
        self.target.push_str(after);
        self.at = span.end;
        self.pass.edits.push(Edit {
            damage,
            source: span,
            target: Span::new(start, self.target.len()),
            before: before.to_owned(),
            after: after.to_owned(),
            confidence,
        });
    }

    /// Reports a loss at a span of the source that no edit has touched.
    pub(crate) fn lose(&mut self, span: Span, damage: Damage, detail: Option<String>) {
        if span.start < self.at || span.of(self.source).is_none() {
            return;
        }
        self.copy_to(span.start);
        let start = self.target.len();
        self.pass.losses.push(Loss {
            damage,
            span: Span::new(start, start + span.len()),
            detail,
        });
    }

    /// Reports a loss at `span` of the text that the last edit put there.
    pub(crate) fn lose_in_last(&mut self, span: Span, damage: Damage, detail: Option<String>) {
        if let Some(last) = self.pass.edits.last() {
            self.pass.losses.push(Loss {
                damage,
                span: span.shift(last.target.start),
                detail,
            });
        }
    }

    /// The output, and what was done; `None` if nothing was found.
    pub(crate) fn finish(mut self) -> Option<(String, Pass)> {
        if self.pass.edits.is_empty() && self.pass.losses.is_empty() {
            return None;
        }
        self.copy_to(self.source.len());
        Some((self.target, self.pass))
    }

    fn copy_to(&mut self, end: usize) {
        self.target
            .push_str(self.source.get(self.at..end).unwrap_or_default());
        self.at = end;
    }
}

/// Two lists of edits, one upon the other, as one list from the source of
/// the first to the target of the second.
///
/// Edits that share bytes of the text between become one, with the damage of
/// the first and the lower confidence; all others stay what they are, and
/// only their far side moves.
pub(crate) fn compose(
    source: &str,
    first: Vec<Edit>,
    target: &str,
    second: Vec<Edit>,
) -> Vec<Edit> {
    if first.is_empty() {
        return second;
    }
    if second.is_empty() {
        return first;
    }
    let mut joined: Vec<Edit> = Vec::with_capacity(first.len() + second.len());
    let mut first = first.into_iter().peekable();
    let mut second = second.into_iter().peekable();
    // What unchanged text before this place has moved by, on the two sides:
    // the ends of the last edit of each list, as (far side, middle).
    let mut passed_first = (0, 0);
    let mut passed_second = (0, 0);
    loop {
        let from_first = match (first.peek(), second.peek()) {
            // An empty span comes before one that starts where it stands.
            (Some(a), Some(b)) => (a.target.start, a.target.end) <= (b.source.start, b.source.end),
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => break,
        };
        let mut group = Group::default();
        if from_first {
            group.take_first(first.next());
        } else {
            group.take_second(second.next());
        }
        // Everything that shares bytes with the group, from either list.
        loop {
            if first.peek().is_some_and(|a| shares(a.target, group.middle)) {
                group.take_first(first.next());
            } else if second
                .peek()
                .is_some_and(|b| shares(b.source, group.middle))
            {
                group.take_second(second.next());
            } else {
                break;
            }
        }
        let (first_ends, second_ends) = (group.first_ends, group.second_ends);
        if let Some(edit) = group.finish(source, passed_first, target, passed_second) {
            joined.push(edit);
        }
        passed_first = first_ends.map_or(passed_first, |ends| ends.after);
        passed_second = second_ends.map_or(passed_second, |ends| ends.after);
    }
    joined
}

/// Losses carried over the edits of a later pass.
pub(crate) fn carry(losses: &mut [Loss], edits: &[Edit]) {
    if losses.is_empty() || edits.is_empty() {
        return;
    }
    let map = EditMap::new(edits.iter().map(|edit| (edit.source, edit.target)));
    for loss in losses {
        loss.span = map.to_target(loss.span);
    }
}

/// A pass without the edits that touch any of these places of its input,
/// which are in order; its losses stay.
pub(crate) fn without(source: &str, kept: &[Span], pass: Pass) -> (String, Pass) {
    let map = EditMap::new(pass.edits.iter().map(|edit| (edit.source, edit.target)));
    let mut rewrite = Rewrite::new(source);
    for edit in &pass.edits {
        let after = kept.partition_point(|span| span.end <= edit.source.start);
        if !kept
            .get(after)
            .is_some_and(|&span| shares(edit.source, span))
        {
            rewrite.replace(edit.source, &edit.after, edit.damage, edit.confidence);
        }
    }
    let (text, mut done) = rewrite.finish().unwrap_or_default();
    let text = if done.edits.is_empty() {
        source.to_owned()
    } else {
        text
    };
    let now = EditMap::new(done.edits.iter().map(|edit| (edit.source, edit.target)));
    done.losses = pass.losses;
    for loss in &mut done.losses {
        loss.span = now.to_target(map.to_source(loss.span));
    }
    (text, done)
}

/// Whether two spans share bytes; an empty one does if it lies inside.
fn shares(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// The places, (far side, middle), at which a list's part of a group starts
/// and ends.
#[derive(Clone, Copy, Debug)]
struct Ends {
    before: (usize, usize),
    after: (usize, usize),
}

/// Edits of both lists that become one.
#[derive(Debug, Default)]
struct Group {
    middle: Span,
    kept: Option<Edit>,
    /// The damage of the first edit of the earlier list, which names it.
    named: Option<Damage>,
    first_ends: Option<Ends>,
    second_ends: Option<Ends>,
    count: usize,
}

impl Group {
    fn take_first(&mut self, edit: Option<Edit>) {
        let Some(edit) = edit else { return };
        let middle = edit.target;
        self.named = self.named.or(Some(edit.damage));
        self.first_ends = Some(extend(self.first_ends, edit.source, middle));
        self.take(edit, middle);
    }

    fn take_second(&mut self, edit: Option<Edit>) {
        let Some(edit) = edit else { return };
        let middle = edit.source;
        self.second_ends = Some(extend(self.second_ends, edit.target, middle));
        self.take(edit, middle);
    }

    fn take(&mut self, edit: Edit, middle: Span) {
        self.count += 1;
        match &mut self.kept {
            None => {
                self.middle = middle;
                self.kept = Some(edit);
            }
            Some(kept) => {
                self.middle = self.middle.join(middle);
                kept.confidence = kept.confidence.min(edit.confidence);
            }
        }
    }

    fn finish(
        self,
        source: &str,
        passed_first: (usize, usize),
        target: &str,
        passed_second: (usize, usize),
    ) -> Option<Edit> {
        let mut edit = self.kept?;
        edit.damage = self.named.unwrap_or(edit.damage);
        edit.source = outward(self.middle, self.first_ends, passed_first);
        edit.target = outward(self.middle, self.second_ends, passed_second);
        if self.count > 1 {
            edit.before = edit.source.of(source)?.to_owned();
            edit.after = edit.target.of(target)?.to_owned();
            if edit.before == edit.after {
                return None;
            }
        }
        Some(edit)
    }
}

fn extend(ends: Option<Ends>, far: Span, middle: Span) -> Ends {
    Ends {
        before: ends.map_or((far.start, middle.start), |ends| ends.before),
        after: (far.end, middle.end),
    }
}

/// The middle span on the far side of a list: beyond the list's own edits
/// the texts are the same, so a place moves as its neighbour does.
fn outward(middle: Span, ends: Option<Ends>, passed: (usize, usize)) -> Span {
    match ends {
        Some(Ends { before, after }) => Span::new(
            before
                .0
                .saturating_sub(before.1.saturating_sub(middle.start)),
            after.0 + middle.end.saturating_sub(after.1),
        ),
        None => Span::new(
            passed.0 + middle.start.saturating_sub(passed.1),
            passed.0 + middle.end.saturating_sub(passed.1),
        ),
    }
}

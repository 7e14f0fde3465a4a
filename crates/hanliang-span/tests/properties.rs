//! Laws of places: maps carry every span to one that holds it, and compose.

#![allow(clippy::string_slice)] // spans are checked to lie on boundaries first

use hanliang_span::{EditMap, Span, TextIndex};
use proptest::prelude::*;

/// A source text with edits: pieces that stay, and pieces that are replaced.
fn edited() -> impl Strategy<Value = Vec<(String, Option<String>)>> {
    let piece = "[a甲🀄\n]{0,4}";
    proptest::collection::vec((piece, proptest::option::of(piece)), 0..8)
}

/// One of the two ways through a map.
type Carry = fn(&EditMap, Span) -> Span;

/// Source, target and map of a list of pieces.
fn build(pieces: &[(String, Option<String>)]) -> (String, String, EditMap) {
    let (mut source, mut target, mut changes) = (String::new(), String::new(), Vec::new());
    for (old, new) in pieces {
        let (s, t) = (source.len(), target.len());
        source.push_str(old);
        target.push_str(new.as_ref().unwrap_or(old));
        if new.is_some() {
            changes.push((Span::new(s, source.len()), Span::new(t, target.len())));
        }
    }
    (source, target, EditMap::new(changes))
}

proptest! {
    #[test]
    fn unchanged_text_reads_the_same_on_both_sides(pieces in edited()) {
        let (source, target, map) = build(&pieces);
        let (mut s, mut t) = (0, 0);
        for (old, new) in &pieces {
            let (old_end, new_end) = (s + old.len(), t + new.as_ref().unwrap_or(old).len());
            if new.is_none() && !old.is_empty() {
                prop_assert_eq!(map.to_target(Span::new(s, old_end)), Span::new(t, new_end));
                prop_assert_eq!(map.to_source(Span::new(t, new_end)), Span::new(s, old_end));
            }
            (s, t) = (old_end, new_end);
        }
        prop_assert_eq!(map.to_source(Span::new(0, target.len())).of(&source).is_some(), true);
    }

    #[test]
    fn spans_stay_on_boundaries_in_order_and_nested(
        pieces in edited(),
        places in proptest::array::uniform4(any::<prop::sample::Index>()),
    ) {
        let (source, target, map) = build(&pieces);
        for (text, other, carry) in [
            (&target, &source, EditMap::to_source as Carry),
            (&source, &target, EditMap::to_target),
        ] {
            let boundaries: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
            let mut places = places.map(|place| boundaries[place.index(boundaries.len())]);
            places.sort_unstable();
            let [a, b, c, d] = places;
            let carried = |start, end| carry(&map, Span::new(start, end));
            for (start, end) in [(a, b), (b, c), (c, d), (a, d)] {
                prop_assert!(carried(start, end).of(other).is_some());
            }
            if b < c {
                prop_assert!(carried(a, d).covers(carried(b, c)));
            }
            if a < b && c < d {
                prop_assert!(carried(a, b).start <= carried(c, d).start);
                prop_assert!(carried(a, b).end <= carried(c, d).end);
            }
        }
    }

    #[test]
    fn then_agrees_with_one_map_after_the_other(first in edited(), cut in proptest::collection::vec(0usize..6, 0..8)) {
        let (source, middle, one) = build(&first);
        // The second map edits the middle text at every other cut.
        let (mut pieces, mut rest) = (Vec::new(), middle.as_str());
        for (i, length) in cut.iter().enumerate() {
            let at = (0..=(*length).min(rest.len())).rev().find(|&i| rest.is_char_boundary(i)).unwrap();
            let (head, tail) = rest.split_at(at);
            pieces.push((head.to_owned(), (i % 2 == 0).then(|| "乙".to_owned())));
            rest = tail;
        }
        pieces.push((rest.to_owned(), None));
        let (_, target, two) = build(&pieces);
        let both = one.then(&two);
        let mut end = (0, 0);
        for (s, t) in both.changes() {
            prop_assert!(s.of(&source).is_some() && t.of(&target).is_some());
            prop_assert!(end.0 <= s.start && end.1 <= t.start);
            // Text between changes is the same.
            prop_assert_eq!(&source[end.0..s.start], &target[end.1..t.start]);
            end = (s.end, t.end);
        }
        prop_assert_eq!(&source[end.0..], &target[end.1..]);
        // What one map after the other gives, the two in one give too, or more
        // of a change that became one with its neighbour.
        for (at, c) in target.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            prop_assert!(both.to_source(span).covers(one.to_source(two.to_source(span))));
        }
    }

    #[test]
    fn scalars_lines_and_columns_are_those_of_the_text(text in "[a甲🀄\n]{0,600}") {
        let index = TextIndex::new(&text);
        let (mut line, mut column) = (1, 1);
        for (n, (at, c)) in text.char_indices().enumerate() {
            prop_assert_eq!(index.scalar(at), n);
            let p = index.position(at);
            prop_assert_eq!((p.line, p.column), (line, column));
            if c == '\n' { line += 1; column = 1; } else { column += 1; }
        }
        prop_assert_eq!(index.scalar(usize::MAX), text.chars().count());
    }
}

use core::ops::Range;

use crate::char_map::CharMap;

/// Where in a list that is sorted by first character the entries of each one
/// stand, with their second characters beside them: most entries are ruled out
/// by these, without a look at the entry.
#[derive(Debug)]
pub(crate) struct Groups {
    /// For a first character, 1 + the place of its range.
    first: CharMap<u16>,
    ranges: Vec<Range<usize>>,
    seconds: Vec<char>,
}

impl Groups {
    /// The groups of a list, by the first two characters of each entry; NUL
    /// stands where there is but one.
    pub(crate) fn new(sorted: impl Iterator<Item = (char, char)>) -> Self {
        let mut groups = Self {
            first: CharMap::new(),
            ranges: Vec::new(),
            seconds: Vec::new(),
        };
        let mut current = None;
        for (place, (first, second)) in sorted.enumerate() {
            groups.seconds.push(second);
            if current != Some(first) {
                current = Some(first);
                groups.ranges.push(place..place);
                if let Ok(group) = u16::try_from(groups.ranges.len()) {
                    groups.first.set(first, group);
                }
            }
            if let Some(range) = groups.ranges.last_mut() {
                range.end = place + 1;
            }
        }
        groups
    }

    /// The places of the entries with this first character.
    #[inline]
    pub(crate) fn range(&self, first: char) -> Option<Range<usize>> {
        let group = usize::from(self.first.get(first)).checked_sub(1)?;
        self.ranges.get(group).cloned()
    }

    /// The places and the second characters of the entries with this first
    /// character.
    #[inline]
    pub(crate) fn seconds(&self, first: char) -> impl Iterator<Item = (usize, char)> + use<'_> {
        let range = self.range(first).unwrap_or_default();
        let seconds = self.seconds.get(range.clone()).unwrap_or_default();
        range.zip(seconds.iter().copied())
    }
}

/// The first two characters of a form, NUL where there is none.
#[inline]
pub(crate) fn first_two(form: &str) -> (char, char) {
    let mut characters = form.chars();
    let first = characters.next().unwrap_or('\0');
    (first, characters.next().unwrap_or('\0'))
}

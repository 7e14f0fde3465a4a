use core::ops::Range;

use crate::char_map::CharMap;

/// Where in a list that is sorted by first character the entries of each one
/// stand, with their second characters beside them: most entries are ruled out
/// by these, without a look at the entry.
#[derive(Debug)]
pub(crate) struct Groups {
    /// For a first character, 1 + the place of its group.
    first: CharMap<u16>,
    groups: Vec<Group>,
    seconds: Vec<char>,
}

/// The entries that begin with one character.
#[derive(Debug)]
struct Group {
    range: Range<usize>,
    /// A bit for each second character, by [`bit`]: most texts go on otherwise
    /// and need no look at the entries.
    seconds: u64,
    /// The entry that is no more than the first character.
    alone: Option<usize>,
}

/// The bit of a second character in [`Group::seconds`].
#[inline]
const fn bit(second: char) -> u64 {
    1 << (second as u32 & 63)
}

impl Groups {
    /// The groups of a list, by the first two characters of each entry; NUL
    /// stands where there is but one.
    pub(crate) fn new(sorted: impl Iterator<Item = (char, char)>) -> Self {
        let mut groups = Self {
            first: CharMap::new(),
            groups: Vec::new(),
            seconds: Vec::new(),
        };
        let mut current = None;
        for (place, (first, second)) in sorted.enumerate() {
            groups.seconds.push(second);
            if current != Some(first) {
                current = Some(first);
                groups.groups.push(Group {
                    range: place..place,
                    seconds: 0,
                    alone: None,
                });
                if let Ok(group) = u16::try_from(groups.groups.len()) {
                    groups.first.set(first, group);
                }
            }
            if let Some(group) = groups.groups.last_mut() {
                group.range.end = place + 1;
                if second == '\0' {
                    group.alone = Some(place);
                } else {
                    group.seconds |= bit(second);
                }
            }
        }
        groups
    }

    #[inline]
    fn group(&self, first: char) -> Option<&Group> {
        let place = usize::from(self.first.get(first)).checked_sub(1)?;
        self.groups.get(place)
    }

    /// The places of the entries with this first character.
    #[inline]
    pub(crate) fn range(&self, first: char) -> Option<Range<usize>> {
        Some(self.group(first)?.range.clone())
    }

    /// The places of the entries that begin with both of these characters.
    #[inline]
    pub(crate) fn beginning(
        &self,
        (first, second): (char, char),
    ) -> impl Iterator<Item = usize> + use<'_> {
        let group = self.group(first);
        let longer = group.filter(|group| group.seconds & bit(second) != 0);
        let range = longer.map_or(0..0, |group| group.range.clone());
        let seconds = self.seconds.get(range.clone()).unwrap_or_default();
        range
            .zip(seconds)
            .filter(move |(_, other)| **other == second)
            .map(|(place, _)| place)
    }

    /// The place of the entry that is this character and no more.
    #[inline]
    pub(crate) fn alone(&self, first: char) -> Option<usize> {
        self.group(first)?.alone
    }
}

/// The first two characters of a form, NUL where there is none.
#[inline]
pub(crate) fn first_two(form: &str) -> (char, char) {
    let mut characters = form.chars();
    let first = characters.next().unwrap_or('\0');
    (first, characters.next().unwrap_or('\0'))
}

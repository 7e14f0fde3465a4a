//! Words with the classes that each is of, a word a row.

use super::lexicon::{Lexicon, field, lines};

/// How many classes a table may have: each is a bit.
const CLASSES: usize = u64::BITS as usize;

/// The words of a table, with the classes of each.
#[derive(Debug)]
pub(crate) struct Classes {
    pub(crate) words: Lexicon<u64>,
    /// The characters that the words of each class begin with, and those that
    /// they end in: most texts are ruled out by these.
    firsts: [Characters; CLASSES],
    lasts: [Characters; CLASSES],
}

impl Classes {
    /// The words of a table whose rows are a word and its classes.
    pub(crate) fn read(table: &'static str, bits: impl Fn(&str) -> Option<u64>) -> Self {
        let mut firsts = [Characters::default(); CLASSES];
        let mut lasts = firsts;
        for (word, row) in lines(table).filter_map(field) {
            let ends = word.chars().next().zip(word.chars().next_back());
            let (Some((first, last)), Some(bits)) = (ends, bits(row)) else {
                continue;
            };
            for class in (0..CLASSES).filter(|class| bits >> class & 1 != 0) {
                firsts[class].add(first);
                lasts[class].add(last);
            }
        }
        Self {
            words: Lexicon::read(table, bits),
            firsts,
            lasts,
        }
    }
}

/// A set of characters, folded to 256 by the low byte of their code; so it may seem to have
/// some that it has not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Characters([u64; 4]);

impl Characters {
    const fn place(character: char) -> (usize, u64) {
        let code = character as usize;
        (code >> 6 & 3, 1 << (code & 63))
    }

    pub(super) const fn add(&mut self, character: char) {
        let (word, bit) = Self::place(character);
        self.0[word] |= bit;
    }

    pub(super) const fn may_have(&self, character: char) -> bool {
        let (word, bit) = Self::place(character);
        self.0[word] & bit != 0
    }
}

/// A class of words of a table.
pub(crate) trait Class: Copy {
    /// All words of the table.
    fn table() -> &'static Classes;

    /// Which of the classes it is.
    fn number(self) -> usize;

    fn bit(self) -> u64 {
        1 << self.number()
    }

    /// Whether such a word may begin with a character; `false` is certain.
    fn may_begin_with(self, first: char) -> bool {
        Self::table().firsts[self.number()].may_have(first)
    }

    /// The length of the longest such word that a text begins with.
    fn length_at(self, text: &str) -> Option<usize> {
        let mut longest = None;
        let first = text.chars().next()?;
        if self.may_begin_with(first) {
            Self::table().words.prefixes(text, |length, bits| {
                if bits & self.bit() != 0 {
                    longest = Some(length);
                }
            });
        }
        longest
    }

    /// The such words that a text ends in, shortest first, by their lengths.
    fn lengths_before(self, text: &str) -> impl Iterator<Item = usize> {
        let table = Self::table();
        let last = text.chars().next_back();
        let may = last.is_some_and(|last| table.lasts[self.number()].may_have(last));
        let words = may.then(|| table.words.suffixes(text));
        let such = words.into_iter().flatten();
        such.filter(move |(_, bits)| **bits & self.bit() != 0)
            .map(|(length, _)| length)
    }

    /// The length of the longest such word that a text ends in.
    fn length_before(self, text: &str) -> Option<usize> {
        self.lengths_before(text).last()
    }

    /// Whether a text begins with such a word.
    fn begins(self, text: &str) -> bool {
        self.length_at(text).is_some()
    }

    /// Whether a text ends in such a word.
    fn ends(self, text: &str) -> bool {
        self.lengths_before(text).next().is_some()
    }

    /// Whether such a word stands anywhere in a text.
    fn within(self, text: &str) -> bool {
        let places = text.char_indices();
        let mut places = places.filter(|(_, first)| self.may_begin_with(*first));
        places.any(|(at, _)| text.get(at..).is_some_and(|rest| self.begins(rest)))
    }

    /// Whether a word is such a one.
    fn is(self, word: &str) -> bool {
        let mut first = word.chars();
        first.next().is_some_and(|first| self.may_begin_with(first))
            && (Self::table().words.get(word)).is_some_and(|bits| bits & self.bit() != 0)
    }
}

/// The classes of a table under `data/`, with what each is called there.
macro_rules! classes {
    ($(#[$about:meta])* $name:ident from $table:literal {
        $($(#[$note:meta])* $class:ident = $called:literal,)+
    }) => {
        const TABLE: &str = include_str!(concat!("../../data/", $table));

        static WORDS: std::sync::LazyLock<$crate::tables::classes::Classes> =
            std::sync::LazyLock::new(|| $crate::tables::classes::Classes::read(TABLE, bits));

        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $name {
            $($(#[$note])* $class,)+
        }

        /// The classes of a row, parted by spaces.
        fn bits(classes: &str) -> Option<u64> {
            let mut classes = classes.split(' ').map(|class| match class {
                $($called => Some($name::$class),)+
                _ => None,
            });
            classes.try_fold(0, |bits, class| Some(bits | class?.bit()))
        }

        impl Class for $name {
            fn table() -> &'static $crate::tables::classes::Classes {
                &WORDS
            }

            fn number(self) -> usize {
                self as usize
            }
        }

        #[cfg(test)]
        mod rows {
            use super::*;

            #[test]
            fn are_sorted_unique_and_of_known_classes() {
                $crate::tables::lexicon::assert_well_formed(TABLE, |_, row| bits(row).is_some());
                let every = [$($name::$class),+];
                let rows = $crate::tables::lexicon::lines(TABLE);
                let words = rows.filter_map($crate::tables::lexicon::field);
                let words: Vec<&str> = words.map(|(word, _)| word).collect();
                for class in every {
                    assert!(words.iter().any(|word| class.is(word)), "{class:?}");
                }
            }
        }
    };
}

pub(super) use classes;

//! Words with the classes that each is of, a word a row.

use super::lexicon::Lexicon;

/// A class of words of a table.
pub(crate) trait Class: Copy {
    /// Which classes each word is of, as bits.
    fn words() -> &'static Lexicon<u64>;

    fn bit(self) -> u64;

    /// The length of the longest such word that a text begins with.
    fn length_at(self, text: &str) -> Option<usize> {
        let mut longest = None;
        Self::words().prefixes(text, |length, bits| {
            if bits & self.bit() != 0 {
                longest = Some(length);
            }
        });
        longest
    }

    /// The length of the longest such word that a text ends in.
    fn length_before(self, text: &str) -> Option<usize> {
        let words = Self::words().suffixes(text);
        let such = words.filter(|(_, bits)| **bits & self.bit() != 0);
        such.last().map(|(length, _)| length)
    }

    /// Whether a text begins with such a word.
    fn begins(self, text: &str) -> bool {
        self.length_at(text).is_some()
    }

    /// Whether a text ends in such a word.
    fn ends(self, text: &str) -> bool {
        Self::words()
            .suffixes(text)
            .any(|(_, bits)| bits & self.bit() != 0)
    }

    /// Whether such a word stands anywhere in a text.
    fn within(self, text: &str) -> bool {
        let mut places = text.char_indices();
        places.any(|(at, _)| text.get(at..).is_some_and(|rest| self.begins(rest)))
    }

    /// Whether a word is such a one.
    fn is(self, word: &str) -> bool {
        Self::words()
            .get(word)
            .is_some_and(|bits| bits & self.bit() != 0)
    }
}

/// The classes of a table under `data/`, with what each is called there.
macro_rules! classes {
    ($(#[$about:meta])* $name:ident from $table:literal {
        $($(#[$note:meta])* $class:ident = $called:literal,)+
    }) => {
        const TABLE: &str = include_str!(concat!("../../data/", $table));

        static WORDS: std::sync::LazyLock<$crate::tables::lexicon::Lexicon<u64>> =
            std::sync::LazyLock::new(|| $crate::tables::lexicon::Lexicon::read(TABLE, bits));

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
            fn words() -> &'static $crate::tables::lexicon::Lexicon<u64> {
                &WORDS
            }

            fn bit(self) -> u64 {
                1 << self as u64
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

//! What a classifier or a unit stands behind by right: a numeral, or a word in
//! its place (每, 各, 这).

use crate::label::digits::digit;
use crate::tables::traces::{Wants, is_character};

/// Whether a figure, or a word in its place, ends in this character.
pub(super) fn determines(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || digit(character).is_some()
        || is_character(character, Wants::Determiner)
}

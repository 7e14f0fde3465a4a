//! Traditional characters read as their simplified forms, one for one and
//! byte for byte, so that a place in one text is the place in the other.

use std::borrow::Cow;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/folding.tsv");
/// All rows of the table lie in this block of Unicode.
const FIRST: usize = 0x3400;
const LAST: usize = 0x9FFF;

/// What each character is read as; 0 where it is read as itself.
static FORMS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut forms = vec![0; LAST - FIRST + 1];
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut characters = line.chars();
        let (Some(from), Some('\t'), Some(to)) =
            (characters.next(), characters.next(), characters.next())
        else {
            continue;
        };
        if let (Some(slot), Ok(to)) = (
            (from as usize)
                .checked_sub(FIRST)
                .and_then(|at| forms.get_mut(at)),
            u16::try_from(to as u32),
        ) {
            *slot = to;
        }
    }
    forms
});

/// The characters that have another form.
pub(super) fn traditional() -> impl Iterator<Item = char> {
    let rows = (FIRST..).zip(FORMS.iter()).filter(|(_, form)| **form != 0);
    rows.filter_map(|(slot, _)| char::from_u32(u32::try_from(slot).ok()?))
}

/// `text` with each traditional character in its simplified form; borrowed if
/// there is none. Every character keeps its length in bytes.
pub(crate) fn simplified(text: &str) -> Cow<'_, str> {
    let forms = &*FORMS;
    let form = |character: char| -> Option<char> {
        let slot = (character as usize).checked_sub(FIRST)?;
        match forms.get(slot) {
            Some(&code) if code != 0 => char::from_u32(u32::from(code)),
            _ => None,
        }
    };
    let Some((first, _)) = text.char_indices().find(|(_, c)| form(*c).is_some()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(text.get(..first).unwrap_or_default());
    for character in text.get(first..).unwrap_or_default().chars() {
        out.push(form(character).unwrap_or(character));
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_of_equal_length() {
        let mut last = None;
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<char> = line.split('\t').flat_map(str::chars).collect();
            let [from, to] = fields[..] else {
                panic!("a row is two characters: {line:?}");
            };
            assert_eq!((from.len_utf8(), to.len_utf8()), (3, 3), "{line}");
            assert!((FIRST..=LAST).contains(&(from as usize)), "{line}");
            assert!(last < Some(from), "sorted: {line}");
            last = Some(from);
        }
    }

    #[test]
    fn reads_without_moving_anything() {
        assert_eq!(simplified("全市黨員佔比達3成，"), "全市党员占比达3成，");
        assert!(matches!(simplified("全市党员"), Cow::Borrowed(_)));
    }
}

//! Common surnames: what may open the name of a person in running text, where a
//! rare one is nearly always a word.

const TABLE: &str = include_str!("../../data/common_surnames.tsv");

/// Whether a character is a common surname.
pub(crate) fn is_common_surname(character: char) -> bool {
    crate::tables::words::is_han(character) && TABLE.contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::lexicon::lines;

    #[test]
    fn rows_are_sorted_unique_and_single() {
        let rows: Vec<&str> = lines(TABLE).collect();
        assert!(rows.is_sorted_by(|one, next| one < next));
        assert!(rows.iter().all(|row| row.chars().count() == 1));
        assert!(is_common_surname('王') && !is_common_surname('的') && !is_common_surname('s'));
    }
}

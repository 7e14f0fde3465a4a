//! Words that say per what a figure is: 每年, 人均, 一亩.

use std::sync::LazyLock;

use super::lexicon::Lexicon;

const TABLE: &str = include_str!("../../data/per.tsv");

/// What such a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Per {
    /// 每 before it makes one of many: 年, 季度.
    Period,
    /// As a period, but of what happens: 次, 届.
    Event,
    /// 人均, 时速
    Mean,
    /// So much money, before a noun that is measured by it: 万元 of 万元产值能耗.
    ByMoney,
    /// One unit, each of which an amount is of: 一亩.
    One,
    /// One period: 一天.
    OnePeriod,
}

static WORDS: LazyLock<Lexicon<Per>> = LazyLock::new(|| Lexicon::read(TABLE, per));

fn per(class: &str) -> Option<Per> {
    Some(match class {
        "period" => Per::Period,
        "event" => Per::Event,
        "mean" => Per::Mean,
        "by-money" => Per::ByMoney,
        "one" => Per::One,
        "one-period" => Per::OnePeriod,
        _ => return None,
    })
}

/// The longest word of the kinds wanted that `text` begins with, with its
/// length in bytes.
fn longest(text: &str, wanted: impl Fn(Per) -> bool) -> Option<(usize, Per)> {
    let mut longest = None;
    WORDS.prefixes(text, |length, per| {
        if wanted(*per) {
            longest = Some((length, *per));
        }
    });
    longest
}

/// The period or event that a text behind 每 begins with, and its length.
pub(crate) fn period_at(text: &str) -> Option<(usize, Per)> {
    longest(text, |per| matches!(per, Per::Period | Per::Event))
}

/// The 一 and its unit that a text begins with, where each may be meant, and
/// its length.
pub(crate) fn one_at(text: &str) -> Option<(usize, Per)> {
    longest(text, |per| matches!(per, Per::One | Per::OnePeriod))
}

/// The longest mean that `text` ends in.
pub(crate) fn mean_before(text: &str) -> Option<&str> {
    let means = WORDS.suffixes(text).filter(|(_, per)| **per == Per::Mean);
    let (length, _) = means.last()?;
    text.get(text.len() - length..)
}

/// What stands behind a mean over years that `text` begins with: 平均｜增长; 人均 is of people.
pub(crate) fn behind_mean(text: &str) -> Option<&str> {
    ["平均", "年均"]
        .iter()
        .find_map(|mean| text.strip_prefix(mean))
}

/// The length of the sum that `text` ends in by which a noun behind it may be measured.
pub(crate) fn sum_before(text: &str) -> Option<usize> {
    let sums = WORDS
        .suffixes(text)
        .filter(|(_, per)| **per == Per::ByMoney);
    sums.last().map(|(length, _)| length)
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::assert_well_formed;
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        assert_well_formed(TABLE, |word, class| {
            // Means are looked for by these ends.
            let is_mean = word.ends_with(['均', '速']);
            per(class).is_some_and(|per| (per == Per::Mean) == is_mean)
        });
    }

    #[test]
    fn finds_the_longest_of_its_kind() {
        assert_eq!(period_at("年均增长"), Some(("年".len(), Per::Period)));
        assert_eq!(period_at("季度发布"), Some(("季度".len(), Per::Period)));
        assert_eq!(one_at("一个月能挣"), Some(("一个月".len(), Per::OnePeriod)));
        assert_eq!(mean_before("村民户年均"), Some("户年均"));
        assert_eq!(mean_before("村民平均数"), None);
    }
}

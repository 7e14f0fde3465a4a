//! Items that a figure or a name with a numeral was cut in two for.

use hanliang_span::Span;

use super::Stated;
use crate::context::phrase::noun_before;
use crate::figure::Figure;
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::fixed::fixed_word;
use crate::tables::per::sum_before;
use crate::tables::words::is_han;

/// Makes whole what an item begins in the midst of: of a figure that states a quantity
/// nothing is left in it, of 5人制足球场, 三次产业结构 and 二氧化氮浓度 all of the word.
pub(super) fn make_whole(
    passage: &Passage<'_>,
    figures: &[Figure],
    metric: &[bool],
    stated: &mut [Stated],
) {
    for one in stated {
        let Some(item) = &mut one.item else {
            continue;
        };
        match whole(passage, figures, metric, item.span) {
            Some(span) => item.span = span,
            None => one.item = None,
        }
    }
}

/// The place of an item made whole; `None` if it is a part of a figure alone.
fn whole(passage: &Passage<'_>, figures: &[Figure], metric: &[bool], item: Span) -> Option<Span> {
    let upto = figures.partition_point(|figure| figure.span().start < item.start);
    let last = upto
        .checked_sub(1)
        .and_then(|at| Some((figures.get(at)?, *metric.get(at)?)));
    let cut = last.filter(|(figure, _)| figure.span().end > item.start);
    let start = match cut {
        Some((figure, true)) => {
            // 3死5伤: the unit itself.
            let unit = figure.numeral().end..figure.span().end;
            if (item.start..item.end) == unit {
                return Some(item);
            }
            let end = figure.context().end.max(figure.span().end);
            return (end < item.end).then_some(Span::new(end, item.end));
        }
        // 6号线二期全长: an ordinal is no part of what it numbers.
        Some((figure, false)) if !passage.slice(item).starts_with('号') => figure.span().start,
        _ => item.start,
    };
    // 拿出8万元分红，每股折合30元: 8万元 is no noun.
    let next = figures.get(upto).zip(metric.get(upto));
    let figure = next
        .filter(|(_, metric)| **metric)
        .map(|(figure, _)| figure.span());
    if figure.is_some_and(|figure| figure.covers(item)) {
        return None;
    }
    let word = fixed_word(&passage.text, start).map(|(word, _)| word);
    let word = word.filter(|word| word.start < start && start < word.end);
    let states =
        |word: &Span| last.is_some_and(|(figure, metric)| metric && figure.span().end > word.start);
    let start = word
        .filter(|word| !states(word))
        .map_or(start, |word| word.start);
    // 估计｜产量为30万吨; but 估计值.
    let estimated = passage
        .slice(Span::new(start, item.end))
        .strip_prefix("估计");
    let start = match estimated {
        Some(noun) if noun.chars().count() > 1 => item.end - noun.len(),
        _ => start,
    };
    // 投入百万元｜成本: a sum that is stated is no part of its noun.
    let stated =
        cut.is_none() && last.is_some_and(|(figure, metric)| metric && figure.span().end == start);
    let sum = match stated {
        true => 0,
        false => sum_before_noun(passage, start, item.end),
    };
    let start = start - sum;
    Some(Span::new(
        percentile(passage, start, item.end).unwrap_or(start),
        item.end,
    ))
}

/// The length of the sum by which a noun is measured: 万元 of 万元｜产值能耗.
fn sum_before_noun(passage: &Passage<'_>, start: usize, end: usize) -> usize {
    let before = passage.before(start);
    let sum =
        sum_before(before).filter(|_| Beside::Measured.ends(passage.slice(Span::new(start, end))));
    let counted = |lead: &str| {
        lead.ends_with(|c: char| {
            digit(c).is_some() || "每十百千万亿数几多余位的约近达超过逾".contains(c)
        })
    };
    let lead = |sum: &usize| before.get(..before.len() - sum).unwrap_or_default();
    sum.filter(|sum| !counted(lead(sum))).unwrap_or(0)
}

/// Where the noun begins of which so many hundredths lie below: 臭氧浓度 of
/// 臭氧浓度第90｜百分位数.
fn percentile(passage: &Passage<'_>, start: usize, end: usize) -> Option<usize> {
    let named = passage.slice(Span::new(start, end)).starts_with("百分位");
    let before = passage
        .before(start)
        .trim_end_matches(|c: char| c.is_ascii_digit());
    let before = before.strip_suffix('第').filter(|_| named)?;
    let near = before.char_indices().rev().take(NEAR);
    let from = near
        .take_while(|(_, c)| is_han(*c))
        .last()
        .map_or(before.len(), |(at, _)| at);
    let noun = noun_before(passage, from, before.len()).filter(|noun| !noun.verbal);
    Some(noun.map_or(before.len(), |noun| noun.span.start))
}

/// How far before a percentile its noun may begin, in characters.
const NEAR: usize = 12;

//! Units whose figure was lost, known by a figure in the same unit near by, or by the one
//! word that they stand behind.

use hanliang_span::Span;

use super::Trace;
use super::determiner::determines;
use super::measured::{CLAUSE, last_word};
use crate::label::digits::is_arabic;
use crate::passage::Passage;
use crate::rule::MissingRule;
use crate::tables::traces::{Wants, is_character, wants};
use crate::tables::words::{Part, is_han};

/// 城市4起，农村起。: a classifier behind a noun, where others are counted by it.
pub(super) fn counted_alike(passage: &Passage<'_>, at: usize, character: char) -> Option<Trace> {
    let unit = Span::new(at, at + character.len_utf8());
    let lead = passage.before(at);
    if !is_character(character, Wants::Tally) || !lead.ends_with(is_han) {
        return None;
    }
    let after = passage.near(unit.end, 1);
    let ends = after.starts_with(['，', '。', '；']);
    // 其中起在农村
    let part = lead.ends_with("其中") && after.starts_with('在');
    let begins = || lead_of_clause(lead).starts_with(['从', '自', '由']);
    if !(ends || part) || lead.ends_with(determines) || begins() {
        return None;
    }
    let noun = || {
        last_word(lead).is_some_and(|(word, form)| {
            matches!(word.part, Part::Noun | Part::Place) && form.chars().count() > 1
        })
    };
    // 电视台 is a word, and 国庆起 says since when.
    let alone =
        || last_word(passage.before(unit.end)).is_none_or(|(_, form)| form.len() == unit.len());
    let counts = part || character != '起' && alone() && noun();
    (counts && counted_near(passage, unit))
        .then(|| Trace::new(at, unit, true, MissingRule::UnitAlone))
}

/// 死亡73人，伤人。: a casualty and no number, beside another.
pub(super) fn hurt(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let end = at + "伤".len();
    let people = passage.near(end, 2).strip_prefix('人')?;
    let unit = Span::new(end, end + "人".len());
    let before = passage.before(at);
    let opens =
        before.ends_with(['，', '、']) || before.ends_with("，受") || before.ends_with("、受");
    (opens && people.starts_with(['，', '。', '；']) && counted_before(passage, unit))
        .then(|| Trace::new(end, unit, true, MissingRule::UnitAlone))
}

/// 今年岁，: an age behind the words that it stands behind.
pub(super) fn age(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let unit = Span::new(at, at + "岁".len());
    let ends = passage
        .near(unit.end, 1)
        .starts_with(['，', '。', '；', '、']);
    // 体现年岁
    let word = || last_word(passage.before(at)).is_some_and(|(_, form)| form.chars().count() > 1);
    (ends && wants(passage.before(at), Wants::Age) && word())
        .then(|| Trace::new(at, unit, true, MissingRule::UnitAlone))
}

/// 缩短至分58秒: minutes before their seconds.
pub(super) fn minutes(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let unit = Span::new(at, at + "分".len());
    let near = passage.near(unit.end, 4);
    let seconds = near.trim_start_matches(is_arabic);
    let stands = seconds.len() < near.len()
        && seconds.starts_with('秒')
        && passage
            .before(at)
            .ends_with(['至', '到', '为', '达', '约', '仅', '近']);
    stands.then(|| Trace::new(at, unit, true, MissingRule::UnitAlone))
}

/// 死亡万7千: ten thousands before their thousands.
pub(super) fn higher_power(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let unit = Span::new(at, at + "万".len());
    let lead = passage.before(at);
    let stands = passage.near(unit.end, 1).starts_with(is_arabic)
        && lead.ends_with(is_han)
        && !lead.ends_with(determines)
        && !lead.ends_with(['近', '过', '约', '超', '逾', '达', '上', '好', '成']);
    // 上万300 is no number.
    let goes_on = || {
        let rest = passage.near(unit.end, 6);
        let rest = rest.trim_start_matches(is_arabic);
        rest.starts_with(['千', '百'])
    };
    (stands && goes_on()).then(|| Trace::new(at, unit, true, MissingRule::UnitAlone))
}

/// Whether a higher part of a figure that was lost stands at a place: 分 of 至分58秒, 万 of
/// 死亡万7千.
pub(crate) fn lost_higher(passage: &Passage<'_>, at: usize) -> bool {
    let trace = match passage.near(at, 1) {
        "分" => minutes(passage, at),
        "万" => higher_power(passage, at),
        _ => None,
    };
    trace.is_some()
}

/// The clause that ends where a text does, as far as it is near.
fn lead_of_clause(text: &str) -> &str {
    let near = text.char_indices().rev().take(CLAUSE);
    let near = near.take_while(|(_, c)| is_han(*c));
    let from = near.last().map_or(text.len(), |(at, _)| at);
    text.get(from..).unwrap_or_default()
}

/// Whether digits stand before the same unit in what was told just before.
fn counted_before(passage: &Passage<'_>, unit: Span) -> bool {
    let form = passage.slice(unit);
    let before = passage.before(unit.start);
    let near = before.char_indices().rev().take(CASUALTY).last();
    let near = near
        .and_then(|(at, _)| before.get(at..))
        .unwrap_or_default();
    let mut units = near.match_indices(form);
    units.any(|(at, _)| near.get(..at).is_some_and(|lead| lead.ends_with(is_arabic)))
}

/// How far before a casualty another is looked for, in characters.
const CASUALTY: usize = 10;

/// Whether digits stand before the same unit near by in the sentence.
fn counted_near(passage: &Passage<'_>, unit: Span) -> bool {
    let form = passage.slice(unit);
    let before = passage.before(unit.start);
    let near = before.char_indices().rev().take(CLAUSE);
    let near = near.take_while(|(_, c)| *c != '。').last();
    let near = near.and_then(|(at, _)| before.get(at..));
    let after = passage.near(unit.end, CLAUSE);
    let after = after.split('。').next().unwrap_or_default();
    [near.unwrap_or_default(), after].iter().any(|text| {
        let mut units = text.match_indices(form);
        units.any(|(at, _)| text.get(..at).is_some_and(|lead| lead.ends_with(is_arabic)))
    })
}

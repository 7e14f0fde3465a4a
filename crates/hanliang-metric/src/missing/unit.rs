//! Units of measure whose figure was lost, known by the word before them.

use hanliang_quantity::{Unit, UnitKind, quantity};
use hanliang_span::Span;

use super::determiner::determines;
use super::{Sought, Trace};
use crate::label::digits::is_arabic;
use crate::passage::Passage;
use crate::rule::MissingRule;
use crate::tables::traces::{Wants, is_character, is_word, wants};
use crate::tables::words::{Part, is_han, words};

/// How far a unit may reach, in characters: 元/平方米, 亿吨标准煤.
pub(super) const REACH: usize = 8;

/// How long a row of units may be, in characters.
const HEADING: usize = 12;

/// Powers that a numeral may have ended in: with a unit a round sum may be
/// meant.
pub(super) const ROUND: [char; 2] = ['万', '亿'];

/// What a lost figure left behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Left {
    /// With the 万 or 亿 before it.
    pub(super) unit: Span,
    pub(super) kind: UnitKind,
    /// With 万 or 亿 before the unit: a round sum may be meant.
    pub(super) round: bool,
}

/// The unit that starts at a place where a figure may have stood: with a digit
/// put back there, what does the text read as?
pub(super) fn left(passage: &Passage<'_>, at: usize) -> Option<Left> {
    let after = passage.near(at, REACH);
    // Most words begin no unit, which costs less to see than the grammar.
    if !after.starts_with(ROUND) && Unit::at_start(after).is_none() {
        return None;
    }
    let read = ["5", after].concat();
    let found = quantity::find_iter(&read).next()?;
    if found.span.start != 0 {
        return None;
    }
    // 到10万元 and 2万人次 have a figure of their own.
    let round = match found.numeral.of(&read)? {
        "5" => false,
        "5万" | "5亿" | "5万亿" => true,
        _ => return None,
    };
    let known = found.unit.as_ref().is_some_and(Unit::is_known);
    if !found.value.is_single() || !(known || round) {
        return None;
    }
    let unit = Span::new(at, at + found.span.end - 1);
    let kind = found.kind();
    // 约人民币5.6万元: the currency stands before its sum.
    if kind == UnitKind::Money && has_sum_behind(passage, unit.end) {
        return None;
    }
    Some(Left { unit, kind, round })
}

/// How far a sum may stand behind its currency, in characters: 约, 超过.
const SUM: usize = 5;

/// Whether a figure follows, with or without a word that bounds it.
fn has_sum_behind(passage: &Passage<'_>, at: usize) -> bool {
    let after = passage.near(at, SUM).trim_start_matches([' ', ':', '：']);
    let sum = quantity::find_iter(after).next();
    sum.is_some_and(|sum| sum.context.start == 0)
}

/// Whether no longer word goes on behind a unit: 亿元。 and 元的, not 元旦.
pub(super) fn is_exact(passage: &Passage<'_>, unit: Span) -> bool {
    let next = passage.near(unit.end, 3);
    if !next.starts_with(is_han) || next.starts_with(['的', '以', '左', '和', '至', '到', '、'])
    {
        return true;
    }
    let text = passage.slice(Span::new(unit.start, unit.end + next.len()));
    words(text)
        .iter()
        .any(|word| unit.start + word.span.end == unit.end)
}

/// Whether a unit of measure, whose first word is of this kind, is nothing
/// else: not 成, 里, 分, nor 年度.
pub(super) fn is_measure(part: Part, unit: &str) -> bool {
    matches!(part, Part::Measure | Part::Numeral | Part::Time)
        || unit.chars().count() > 1 && !unit.ends_with(['度', '年'])
}

/// Whether a round power with its unit is the unit of a table or of a column:
/// 单位：万元, （亿元）, a cell of its own.
pub(crate) fn is_heading(before: &str, after: &str) -> bool {
    let blank = |c: char| c.is_whitespace() && !matches!(c, '\t' | '\n');
    let (before, after) = (
        before.trim_end_matches(blank),
        after.trim_start_matches(blank),
    );
    let announced = before.trim_end_matches(['：', ':']);
    let named = announced.len() < before.len() && announced.ends_with(['位', '計', '计'])
        || is_second_of_units(before);
    let opens = before.ends_with(['（', '(', '【', '[', '|', '\t', '\n']) || before.is_empty();
    let closes = after.starts_with(['）', ')', '】', ']', '|', '\t', '\n', '、', '，', ',', '/'])
        || after.is_empty();
    closes && (named || opens)
}

/// 单位：万元、|: another unit of the table.
fn is_second_of_units(before: &str) -> bool {
    let Some(row) = before.strip_suffix(['、', '/', '，', ',']) else {
        return false;
    };
    let mut near = row.chars().rev().take(HEADING);
    let mark = near
        .by_ref()
        .find(|c| matches!(c, '：' | ':') || determines(*c) && !ROUND.contains(c));
    mark.is_some_and(|c| matches!(c, '：' | ':')) && near.next() == Some('位')
}

/// Whether a round power with its unit is all that is left of a sum: the 亿元
/// of 总投资亿元.
pub(crate) fn is_rest(before: &str, after: &str) -> bool {
    !after.starts_with(is_han) && wants(before, Wants::Amount)
}

/// How near the figures stand that show others to be written out, in
/// characters.
const BESIDE: usize = 40;

/// Whether a round power with its unit is all that is left of a figure behind
/// its noun: the 万人 of 在校学生万人，教职工3.6万人. As a round sum it would
/// have a word before it (近, 上).
pub(crate) fn lost_behind_noun(passage: &Passage<'_>, at: usize, end: usize) -> bool {
    if passage.near(end, 1).starts_with(is_han) {
        return false;
    }
    let before = passage.before(at);
    let mut near = before.char_indices().rev().take(BESIDE);
    let tail = near.nth(NOUN - 1).map_or(0, |(start, _)| start);
    let mut beside = near.chain(passage.near(end, BESIDE).char_indices());
    let figures = before.ends_with(is_han) && beside.any(|(_, c)| is_arabic(c));
    let tail = before.get(tail..).filter(|_| figures).unwrap_or_default();
    let words = words(tail);
    let noun = words.last().filter(|word| word.part == Part::Noun);
    noun.is_some_and(|noun| noun.span.len() >= "学生".len())
}

/// How long the noun before a lost figure may be, in characters.
const NOUN: usize = 4;

/// 占地亩, 总投资亿元: a unit right after what it measures. 总投资多亿元: with
/// what was more.
pub(super) fn rest(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let before = passage.before(at);
    let lead = before.strip_suffix('多').unwrap_or(before);
    if !wants(lead, Wants::Amount) {
        // No other power leaves a round sum, which costs less to see than the unit.
        let round = passage.after(at).starts_with(ROUND);
        if !round || !before.ends_with(is_han) || before.ends_with(determines) {
            return None;
        }
        let left = left(passage, at).filter(|left| left.round)?;
        return lost_behind_noun(passage, at, left.unit.end)
            .then(|| Trace::new(at, left.unit, true, MissingRule::RoundAlone));
    }
    let left = left(passage, at)?;
    is_rest(lead, passage.near(left.unit.end, 1))
        .then(|| Trace::new(lead.len(), left.unit, true, MissingRule::UnitAlone))
}

/// 提高了个百分点
pub(super) fn points(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let unit = Span::new(at, at + "个百分点".len());
    passage
        .before(at)
        .ends_with(|c| "了高低升降长加少快慢和与、".contains(c))
        .then(|| Trace::new(at, unit, true, MissingRule::PointsAlone))
}

/// 资料余份: 余 and a classifier, without what is exceeded.
pub(super) fn excess(passage: &Passage<'_>, at: usize) -> Option<Trace> {
    let previous = passage.before(at).chars().next_back()?;
    if !is_han(previous) || determines(previous) || is_character(previous, Wants::LeftOver) {
        return None;
    }
    let end = at + "余".len();
    let left = left(passage, end)?;
    let unit = left.unit;
    let counts = left.kind != UnitKind::Count || is_word(passage.slice(unit), Wants::Exceeded);
    // 余名额, 余人员: a longer word begins there.
    let whole = words(passage.near(end, 4))
        .first()
        .is_some_and(|word| word.span.len() <= unit.len());
    (counts && whole).then(|| Trace::new(at, unit, true, MissingRule::ExcessAlone))
}

/// Whether what was reached at a place was lost: the 亿美元 of 达亿美元.
pub(crate) fn lost_after_reach(passage: &Passage<'_>, at: usize) -> bool {
    let verb = passage.before(at).char_indices().next_back();
    let trace = verb.and_then(|(last, _)| after_reach(passage, last));
    trace.is_some_and(|trace| trace.at == at && (trace.certain || passage.damaged))
}

/// 达公里: a verb of reaching and a unit.
pub(super) fn after_reach(passage: &Passage<'_>, last: usize) -> Option<Trace> {
    let at = last + "达".len();
    let before = passage.before(at);
    if !wants(before, Wants::Reach) || before.ends_with("大约") || before.ends_with("经过") {
        return None;
    }
    let left = left(passage, at)?;
    let next = passage.near(left.unit.end, 1);
    // 达万元 may be a round sum, 约元旦 is a day.
    let whole = !next.starts_with(is_han) || next.starts_with(['的', '以', '左']);
    let unit = passage.slice(left.unit);
    let measures = left.round
        || unit.ends_with("人次")
        || left.kind != UnitKind::Count
            && words(unit)
                .first()
                .is_some_and(|word| is_measure(word.part, unit));
    // 银幕总数达到块。: so many are counted.
    let lead = before.trim_end_matches(['达', '到', '至', '约', '近']);
    let counted =
        !next.starts_with(is_han) && left.kind == UnitKind::Count && lead.ends_with(['数', '量']);
    if counted {
        return Some(Trace {
            sought: Sought::Before(lead.len()),
            ..Trace::new(at, left.unit, true, MissingRule::UnitAlone)
        });
    }
    // 达亿元 may be a round sum, 达亿美元 is none.
    let foreign = left.kind == UnitKind::Money
        && !unit.trim_start_matches(ROUND).starts_with(['元', '块'])
        && !before.ends_with(['过', '破']);
    // 约千米: a thousand of them may be meant.
    let certain = !(left.round || unit.starts_with('千')) || foreign;
    (whole && measures).then(|| Trace::new(at, left.unit, certain, MissingRule::UnitAlone))
}

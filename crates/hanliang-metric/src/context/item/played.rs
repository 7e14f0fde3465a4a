//! Points, shots, and how games ended.

use hanliang_span::Span;

use super::super::left::Left;
use super::super::phrase::{Opening, is_measure, noun_after};
use super::{Answer, Item, Surroundings, item};
use crate::figure::Figure;
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::wording::Wording;

/// What a figure of a game is of.
pub(super) fn played(around: Surroundings<'_>) -> Answer {
    if is_result(around.figure) {
        return Some(won(around));
    }
    if is_shot(around.figure) {
        return Some(shot(around));
    }
    let scored = is_scored(around.passage, around.figure, around.left);
    (scored && around.after(1) != "的").then_some(None)
}

/// 拿下27分, 豪取5连胜: points, and how games ended, are what they are; 满意度得到92分 is
/// of what was measured.
pub(crate) fn is_scored(passage: &Passage<'_>, figure: &Figure, left: &Left) -> bool {
    let points = figure.unit() == "分";
    if !points && !is_result(figure) {
        return false;
    }
    let lead = passage.slice(Span::new(left.start.min(left.edge), left.edge));
    if !points && Wording::Performs.ends(lead) {
        return true;
    }
    // 得到全队最高的31分
    let ranked = lead
        .strip_suffix('的')
        .and_then(|lead| lead.rsplit_once('最'));
    let among = ranked.map_or(lead, |(lead, _)| lead);
    let reach = if ranked.is_some() { AMONG } else { 0 };
    let ends = among.char_indices().rev().take(reach).map(|(at, _)| at);
    let mut ends = core::iter::once(among.len()).chain(ends);
    let verb = ends.find_map(|end| {
        let lead = among.get(..end)?;
        Some(end - Wording::Scores.length_before(lead)?)
    });
    verb.is_some_and(|verb| !is_measure(among.get(..verb).unwrap_or_default()))
}

/// How long the words may be for those among whom it is most, in characters.
const AMONG: usize = 6;

/// 14胜, 5连胜: how a part of what was played ended.
pub(crate) fn is_result(figure: &Figure) -> bool {
    let unit = figure.unit();
    Beside::Result.is(unit.strip_prefix('连').unwrap_or(unit))
}

/// How long the results may be that stand before 的, in characters.
const ROW: usize = 12;

/// 21投11中: how many shots there were, and how many went in.
fn is_shot(figure: &Figure) -> bool {
    matches!(figure.unit(), "投" | "罚" | "罰" | "中")
}

/// 罚球8罚6中: which shots; who shot is no shot.
fn shot(around: Surroundings<'_>) -> Option<Item> {
    let phrase = around.noun_before()?;
    let noun = around.passage.slice(phrase.span);
    noun.ends_with(['球', '篮', '籃'])
        .then(|| item(phrase, ItemRule::NounBefore))
}

/// 东队9胜3负, 主场8胜: who or where it was; 取得9胜3负的战绩: what stands behind.
fn won(around: Surroundings<'_>) -> Option<Item> {
    // 取得9胜｜3负的战绩
    let row = around.after(ROW);
    let result = |c: char| digit(c).is_some() || matches!(c, '十' | '胜' | '平' | '负');
    let behind = row.trim_start_matches(result);
    if behind.starts_with('的') {
        let at = around.end() + row.len() - behind.len();
        let phrase = noun_after(around.passage, at, around.clause_end, Opening::Noun)?;
        return Some(item(phrase, ItemRule::NounAfter));
    }
    let phrase = around.noun_before()?;
    (!phrase.verbal).then(|| item(phrase, ItemRule::NounBefore))
}

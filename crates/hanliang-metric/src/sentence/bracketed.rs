//! Figures in brackets, or behind them: what they are of stands before the
//! brackets, or behind a row of them.

use hanliang_span::Span;

use super::place::{Place, as_before, named};
use crate::context::clause::clause;
use crate::context::item::Item;
use crate::context::phrase::{Opening, is_measure, noun_after, noun_before};
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::words::is_han;

/// How long what stands in brackets may be, in characters.
const LONGEST_ASIDE: usize = 30;

/// How many brackets a row may have.
const LONGEST_ROW: usize = 12;

/// （占13.4%）, 净利润（“归母净利润”）38亿元: the noun stands before the bracket.
pub(super) fn before_bracket(place: &Place<'_>) -> Option<Item> {
    let before = place.passage.before(place.one.left.start);
    let edge = match before.strip_suffix(['（', '(']) {
        Some(noun) => noun.len(),
        None => {
            let aside = before.strip_suffix(['）', ')'])?;
            let open = aside.rfind(['（', '('])?;
            let short = aside.get(open..)?.chars().count() <= LONGEST_ASIDE;
            let named = aside.get(open..).is_some_and(|aside| !aside.contains('。'));
            (short && named).then_some(open)?
        }
    };
    // 4.6万辆（占23%）, 570平方米（5套）: a figure stands there.
    let figure = place.before.last();
    if let Some(last) = figure.filter(|last| place.figure_of(last).context().end == edge) {
        return last.item.filter(|_| place.is_bare()).map(as_before);
    }
    if !place.is_bare() {
        return None;
    }
    if let Some(found) = behind_brackets(place) {
        return Some(found);
    }
    let edge = without_rank_of_several(place.passage, edge);
    let clause = clause(place.passage, Span::at(edge));
    let phrase = noun_before(place.passage, clause.start, edge)?;
    Some(named(phrase, ItemRule::BeforeBracket))
}

/// 甲(82%)和乙(78%)的就业率: what the figures in brackets are of stands behind the
/// last.
fn behind_brackets(place: &Place<'_>) -> Option<Item> {
    let passage = place.passage;
    // 患者（120人）和家属（80人）的满意率: so many are no rate.
    if !place.is_part() {
        return None;
    }
    let mut end = place.figure.context().end;
    for _ in 0..LONGEST_ROW {
        let rest = passage.after(end).strip_prefix(['）', ')'])?;
        if let Some(noun) = rest.strip_prefix('的') {
            let start = passage.text.len() - noun.len();
            let until = clause(passage, Span::at(start)).end;
            let phrase = noun_after(passage, start, until, Opening::Noun)?;
            let measured = is_measure(passage.slice(phrase.span));
            return measured.then(|| named(phrase, ItemRule::BehindBrackets));
        }
        let member = rest.strip_prefix(['和', '与', '及', '、'])?;
        let near = member.char_indices().take(LONGEST_ASIDE);
        let open = near.take_while(|(_, c)| !matches!(c, '，' | '。' | '；'));
        let mut marks = open.filter(|(_, c)| matches!(c, '）' | ')'));
        end = passage.text.len() - member.len() + marks.next()?.0;
    }
    None
}

/// 落实率最低（74%）: which of several it is names nothing.
fn without_rank_of_several(passage: &Passage<'_>, edge: usize) -> usize {
    let mut last = passage.before(edge).char_indices().rev();
    let adjective = last.next().is_some_and(|(_, c)| is_han(c));
    let most = last.next().filter(|(_, c)| adjective && *c == '最');
    most.map_or(edge, |(at, _)| at)
}

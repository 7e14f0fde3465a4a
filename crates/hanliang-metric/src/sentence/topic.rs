//! What a clause without a noun of its own goes on about: the subject or the
//! heading of the clause before, the measure that groups are contrasted in,
//! what the sentences before counted.

use hanliang_span::Span;

use super::Stated;
use super::place::Place;
use crate::context::clause::clause;
use crate::context::item::Item;
use crate::context::phrase::{Phrase, is_group, is_measure, is_place, noun_before};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_of, without_cues};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, words};

/// What a sentence before counted or measured, and in which unit.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    unit: String,
    pub(super) item: Item,
}

/// How many figures of the sentences before are kept.
const KNOWN: usize = 12;

/// Keeps what a sentence named for the next ones.
pub(super) fn remember(
    passage: &Passage<'_>,
    figures: &[Figure],
    stated: &[Stated],
    known: &mut Vec<Known>,
) {
    // 支出: a verb that names a sum is a noun.
    let noun = |item: &Item| !item.verbal || Wording::Sum.ends(passage.slice(item.span));
    let named = stated.iter().filter_map(|one| {
        let item = one.item.filter(noun)?;
        let unit = figures[one.figure].unit().to_owned();
        Some(Known { unit, item })
    });
    known.extend(named);
    known.drain(..known.len().saturating_sub(KNOWN));
}

/// What the sentences before counted last in a unit.
pub(super) fn counted_in(known: &[Known], unit: &str) -> Option<Item> {
    let known = known.iter().rev().find(|known| known.unit == unit)?;
    Some(known.item)
}

/// The subject of the clause before, where the clause of a figure has none of
/// its own but goes on with a verb.
pub(super) fn topic_of(
    passage: &Passage<'_>,
    figures: &[Figure],
    before: &Stated,
    one: &Stated,
) -> Option<Item> {
    let figure = &figures[one.figure];
    let other = &figures[before.figure];
    let item = before.item?;
    let lead = passage.slice(Span::new(one.clause.start, figure.context().start));
    let follows = one.clause.start > other.context().end
        && passage
            .slice(Span::new(other.context().end, one.clause.start))
            .chars()
            .count()
            <= 1;
    let subject = item.span.end <= other.context().start && item.rule.is_subject();
    (follows
        && subject
        && !lead.is_empty()
        && one.left.linked
        && one.left.change.is_none()
        && !one.left.share
        && !figure.is_self_counting())
    .then_some(item)
}

/// The subject of the clause that ends at `end`: if the next goes on with a
/// verb, the noun before its verb; else the noun that it ends in.
pub(super) fn subject(passage: &Passage<'_>, end: usize, goes_on: bool) -> Option<Phrase> {
    let clause = Span::new(clause(passage, Span::at(end)).start, end);
    let told = said_of(passage, clause).map(|phrase| without_rate(passage, clause, phrase));
    told.filter(|phrase| !phrase.verbal)
        .or_else(|| goes_on.then(|| before_verb(passage, clause)).flatten())
        .or_else(|| noun_before(passage, clause.start, end))
        .filter(|phrase| !phrase.verbal)
}

/// 产量｜增幅较大，达到30万吨: a phrase without the rate that it ends in.
fn without_rate(passage: &Passage<'_>, clause: Span, phrase: Phrase) -> Phrase {
    let noun = passage.slice(phrase.span);
    let rate = Wording::Rate.length_before(noun).unwrap_or(0);
    let edge = phrase.span.end - rate;
    let named = (rate > 0).then(|| noun_before(passage, clause.start, edge));
    named.flatten().unwrap_or(phrase)
}

/// 游客｜较多, 支出｜大幅增加, 产量增幅｜较大: what a clause without an object says
/// something of.
pub(super) fn said_of(passage: &Passage<'_>, clause: Span) -> Option<Phrase> {
    let text = passage.slice(clause);
    let words = words(text);
    // 按可比价格计算 says how, of nothing.
    if words.first()?.part == Part::Preposition {
        return None;
    }
    let form = |word: &Word| word.span.of(text).unwrap_or_default();
    let rate = |word: &Word| Wording::Rate.is(form(word));
    let says = |word: &Word| {
        let part = matches!(word.part, Part::Verb | Part::Adverb | Part::Adjective);
        let cue = matches!(cue_of(form(word)), Some(Cue::Increase | Cue::Decrease));
        // 增速｜放缓: the rate is what is said it of; 机构认为 says nothing of 机构.
        !rate(word) && (part || cue || Wording::Degree.is(form(word)))
    };
    let told = |word: &Word| Wording::Says.is(form(word)) || Wording::Finds.is(form(word));
    let last = words.iter().rposition(|word| !says(word))?;
    let said = words.get(last + 1..).filter(|said| !said.is_empty())?;
    // 公司加大投入: what has an object says nothing of its subject alone; 面积大 does.
    let adjective = said.last().is_some_and(|word| word.part == Part::Adjective);
    let tells = adjective || said.iter().any(|word| word.span.len() > 3);
    let noun = |word: &Word| word.part != Part::Verb || rate(word);
    if !tells || said.iter().any(told) || !words.iter().take(last + 1).all(noun) {
        return None;
    }
    let end = clause.start + words.get(last)?.span.end;
    let phrase = noun_before(passage, clause.start, end)?;
    let noun = passage.slice(phrase.span);
    let plain = !phrase.verbal || Wording::Rate.ends(noun);
    (plain && noun.chars().count() > 1).then_some(phrase)
}

/// How far behind the verb the record stands that it sets, in characters.
const RECORD: usize = 8;

/// 客流｜创近五年新高, 客流｜刷新纪录: a clause without the record that it tells of.
pub(super) fn without_record(clause: &str) -> &str {
    let Some(record) = Wording::Record.length_before(clause) else {
        return clause;
    };
    let lead = clause.get(..clause.len() - record).unwrap_or_default();
    let near = lead.char_indices().rev().take(RECORD);
    let mut near = near.filter(|(at, _)| {
        lead.get(*at..)
            .is_some_and(|rest| Wording::Sets.begins(rest))
    });
    // 创下, not 下 alone; 又创: what stands before the verb says how.
    match near.next() {
        Some((at, _)) => without_cues(lead.get(..at).unwrap_or_default()),
        None => clause,
    }
}

/// How far behind its verb a rank stands, in characters.
const RANK: usize = 8;

/// 客流｜位居全省第一, 产量｜居首: a clause without the rank that it tells of.
pub(super) fn without_rank(clause: &str) -> &str {
    let mut near = clause.char_indices().rev().take(RANK);
    let verb = near.find_map(|(at, _)| {
        let rest = clause.get(at..)?;
        let length = Wording::Places.length_at(rest)?;
        Wording::Rank.within(rest.get(length..)?).then_some(at)
    });
    // 位居, not 居 alone.
    let verb = verb.map(|at| {
        let lead = clause.get(..at).unwrap_or_default();
        lead.strip_suffix(['位', '名', '排']).map_or(at, str::len)
    });
    verb.and_then(|at| clause.get(..at)).unwrap_or(clause)
}

/// The noun before the verb of a clause.
pub(super) fn before_verb(passage: &Passage<'_>, clause: Span) -> Option<Phrase> {
    let text = passage.slice(clause);
    let words = words(text);
    // 骑手、网约车司机等新业态纠纷增长最快: the predicate stands behind the list.
    let listed = words
        .iter()
        .rposition(|word| word.span.of(text) == Some("等"));
    let first = listed.map_or(1, |at| (at + 2).min(words.len()));
    let verb = words.iter().skip(first).find(|word| {
        matches!(
            word.part,
            Part::Verb | Part::Preposition | Part::Adverb | Part::Particle
        )
    })?;
    noun_before(passage, clause.start, clause.start + verb.span.start)
}

/// The measure that stands before a colon as the heading of a clause: 学费
/// 标准：文科4600元.
pub(super) fn heading(passage: &Passage<'_>, figure: &Figure, one: &Stated) -> Option<Phrase> {
    let item = one.item?;
    let head = passage
        .before(one.clause.start)
        .trim_end_matches(' ')
        .strip_suffix(['：', ':'])?;
    let own = item.rule == ItemRule::Subject
        && figure.has_measure()
        && !figure.is_percent()
        && one.left.change.is_none()
        && !is_measure(passage.slice(item.span));
    let clause = clause(passage, Span::at(own.then_some(head.len())?));
    noun_before(passage, clause.start, head.len())
        .filter(|phrase| !phrase.verbal && is_measure(passage.slice(phrase.span)))
}

/// Whether a figure's own noun only says of whom the measure of the clause
/// before holds: 男生近视率为60%，女生为65%.
pub(super) fn is_contrasted(place: &Place<'_>, item: Item) -> bool {
    let (passage, one, figure) = (place.passage, place.one, place.figure);
    // Its changes and shares may stand between.
    let before = place.before.iter().rev().take(3).find(|before| {
        let other = place.figure_of(before);
        figure.kind() == other.kind() && figure.unit() == other.unit()
    });
    let Some(measure) = before.and_then(|before| before.item) else {
        return false;
    };
    let last = place
        .before
        .iter()
        .rev()
        .find(|other| other.clause.start != one.clause.start)
        .map_or(0, |last| place.figure_of(last).context().end);
    let text = passage.slice(item.span);
    // 甲县完成3亿元: the verb says no more than that it was reached.
    let fulfilled = Wording::Fulfils.length_before(text).filter(|_| item.verbal);
    let text = text
        .get(..text.len() - fulfilled.unwrap_or(0))
        .unwrap_or(text);
    // 从征收部门看，…
    let lead = passage.slice(Span::new(last.min(one.clause.start), one.clause.start));
    let framed = lead
        .trim_end_matches(['，', ',', '：', ':'])
        .ends_with('看');
    // 其中国内、国际航线分别为79%、66%
    let distributed =
        item.rule == ItemRule::Distributed && passage.after(one.clause.start).starts_with("其中");
    // 大城市价格降3%，中小城市分别降2%和4%: each of them changed.
    let changed = item.rule == ItemRule::Shared
        && one.left.change.is_some()
        && before.is_some_and(|before| before.left.change.is_some());
    let linked = !one.left.arrives
        && (one.left.change.is_none() || changed)
        && !passage
            .slice(Span::new(
                item.span.end.min(figure.context().start),
                figure.context().start,
            ))
            .contains('占');
    // 甲的均价为2元，乙和丙均为3元: each has the same as the first.
    let each = || {
        let own = Span::new(item.span.end.min(one.left.edge), figure.context().start);
        let of_first = passage.before(measure.span.start).ends_with('的')
            || passage.slice(measure.span).contains('的');
        let plain = passage.slice(own).starts_with(['均', '也', '则']);
        // 负债也为3亿元: a word of its own is another measure.
        of_first && plain && !is_measure(text) && words(text).len() > 1
    };
    linked
        && !figure.has_count_unit()
        && (item.rule == ItemRule::Subject || distributed || changed)
        && one.clause.start > last
        && (framed || one.clause.start <= last + 12)
        && (is_measure(passage.slice(measure.span)) && (is_group(text) || distributed || each())
            || is_place(text))
}

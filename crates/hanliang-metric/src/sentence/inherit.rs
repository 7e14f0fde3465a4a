//! Figures whose clause names nothing: what they are of, by the first rule that
//! finds it.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::Stated;
use super::bracketed::before_bracket;
use super::clause_before::{
    counted_again, counted_in_clause_before, opened_by_clause_before, whole_of_clause_before,
};
use super::elided::{gives_place, headless, placed, renamed};
use super::located::located_with_last;
use super::place::{Place, Told, as_before, changes, is_part, named};
use super::played::of_game;
use super::ranked::{greatest_share, next_in_order, ranked, ranked_by};
use super::there::{changed_in_place, contrasted, framed, parted, predicated};
use super::topic::{Known, before_verb, counted_in, heading, topic_of};
use crate::context::behind::predicate_noun;
use crate::context::clause::clause;
use crate::context::duration::ranks;
use crate::context::item::Item;
use crate::context::phrase::{Phrase, is_measure, noun_before};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_of, without_cues};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, is_han, words};

/// How many figures on those stand that were given the item of one.
const NEAR: usize = 32;

/// Gives figures whose clause names nothing an item, and another to those
/// whose clause only says what was done or which of several it was.
pub(super) fn inherit(
    passage: &Passage<'_>,
    figures: &[Figure],
    stated: &mut [Stated],
    known: &[Known],
) {
    for at in 0..stated.len() {
        let Some((before, [one, ..])) = stated.split_at_checked(at) else {
            continue;
        };
        let place = Place {
            passage,
            figures,
            known,
            before,
            one,
            figure: &figures[one.figure],
            told: Told::default(),
        };
        if one.again {
            stated[at].item = before.last().and_then(|first| first.item);
            continue;
        }
        if let Some(item) = of_game(&place) {
            stated[at].item = item;
            continue;
        }
        let head =
            || heading(passage, place.figure, one).map(|phrase| named(phrase, ItemRule::Heading));
        let item = ranked(&place).or_else(head).or_else(|| match one.item {
            Some(item) => for_whom(&place, item).or_else(|| renamed(&place, item)),
            None => nameless(&place),
        });
        let own = stated[at].item;
        if let Some(item) = item {
            stated[at].item = Some(item);
            if let Some(own) = own {
                let later = stated.iter_mut().skip(at + 1).take(NEAR);
                later.for_each(|later| follow(later, own, item));
            }
        }
    }
}

/// 受理8件，审结6件，分别上升3%和5%: what was given the item of a figure is of
/// what that is named now.
fn follow(later: &mut Stated, own: Item, item: Item) {
    if let Some(taken) = &mut later.item
        && matches!(taken.rule, ItemRule::Distributed | ItemRule::Shared)
        && taken.span == own.span
    {
        taken.span = item.span;
        taken.verbal = item.verbal;
    }
}

/// What a figure without a noun of its own is of.
fn nameless(place: &Place<'_>) -> Option<Item> {
    let first = base_of_change(place)
        .or_else(|| arrived_at(place))
        .or_else(|| share_of_first(place))
        .or_else(|| of_another_time(place))
        .or_else(|| labelled(place))
        .or_else(|| located_with_last(place))
        .or_else(|| adjoining(place))
        .or_else(|| far_away(place))
        .or_else(|| of_age(place))
        .or_else(|| next_in_order(place))
        .or_else(|| ranked_by(place))
        .or_else(|| bounded(place))
        .or_else(|| counted_of_share(place))
        .or_else(|| placed(place));
    if let Some(item) = first {
        return Some(item);
    }
    if let Some(item) = parted(place) {
        return item;
    }
    let left = &place.one.left;
    let lasting = place.figure.kind() == UnitKind::Duration;
    if lasting && left.change.is_none() && left.per.is_empty() {
        let ranked = ranks(place.passage, place.figure.context().end);
        let goes_on = left.continued || ranked || place.goes_on();
        let last = place.before.last().filter(|_| goes_on)?;
        return last.item.map(as_before);
    }
    identified(place)
        .or_else(|| part_of_last(place))
        .or_else(|| before_bracket(place))
        .or_else(|| counted_again(place))
        .or_else(|| counted_in_clause_before(place))
        .or_else(|| greatest_share(place))
        .or_else(|| whole_of_clause_before(place))
        .or_else(|| contrasted(place))
        .or_else(|| framed(place))
        .or_else(|| changed_in_place(place))
        .or_else(|| predicated(place))
        .or_else(|| topic(place))
        .or_else(|| alike(place))
        .or_else(|| share_of_last(place))
        .or_else(|| done(place))
        .or_else(|| change_with_object(place))
        .or_else(|| opened_by_clause_before(place))
        .or_else(|| last_named(place))
        .or_else(|| subject_of_clause(place))
        .or_else(|| rate_itself(place))
}

/// 跌幅高达17%: the rate, where nothing is said of what.
fn rate_itself(place: &Place<'_>) -> Option<Item> {
    let span = place.one.left.change_word?;
    Wording::Rate.is(place.passage.slice(span)).then_some(Item {
        span,
        rule: ItemRule::SubjectOfChange,
        verbal: false,
    })
}

/// 党员增长3%，比1950年建厂时的36名增长20倍: what a change is counted from, in a
/// clause that begins with the comparison.
fn base_of_change(place: &Place<'_>) -> Option<Item> {
    let passage = place.passage;
    let lead = passage.slice(Span::new(
        place.one.clause.start.min(place.one.left.edge),
        place.one.left.edge,
    ));
    let after = passage.near(place.figure.context().end, 2);
    let changes = matches!(cue_of(after), Some(Cue::Increase | Cue::Decrease));
    let compares = lead
        .trim_start_matches(['，', ','])
        .starts_with(['比', '较', '較']);
    let last = place.before.last().filter(|_| changes && compares)?;
    last.item.map(as_before)
}

/// 客流增长两倍，达到86万人次; 增加三成，至86万人次: where the change arrived.
fn arrived_at(place: &Place<'_>) -> Option<Item> {
    let last = place
        .before
        .last()
        .filter(|last| last.left.change.is_some())?;
    let arrives = matches!(
        place.gap()?.trim_start_matches(['，', ',']),
        "至" | "到" | "达" | "达到"
    );
    (arrives && place.is_bare())
        .then_some(last.item)?
        .map(as_before)
}

/// 65岁以上民众每周运动达150分钟的比例为36.2%: the share is of the first.
fn share_of_first(place: &Place<'_>) -> Option<Item> {
    let gap = place.gap()?;
    let share = place.one.left.share || place.is_part();
    let of = ["的比例", "的比重", "的占比", "者占", "的占"];
    if !share || !of.iter().any(|word| gap.starts_with(word)) {
        return None;
    }
    let same = |other: &&Stated| other.clause.start == place.one.clause.start;
    let first = place.before.iter().rev().take(6).take_while(same).last()?;
    first.item.map(as_before)
}

/// 开展培训124讲460课时, 成交930套/7.6万平方米, 两室一厅共60平方米: no noun between
/// the two.
fn adjoining(place: &Place<'_>) -> Option<Item> {
    let last = place.before.last()?;
    let item = last.item?;
    let start = place.one.left.start;
    let adjoins = start == place.figure_of(last).context().end || start == item.span.end;
    let slash = || matches!(place.gap(), Some("/" | "／"));
    (adjoins && place.is_bare() || slash() || counted_both_ways(place)).then(|| as_before(item))
}

/// 职工中，35岁以下的有640人: those within the bound.
fn bounded(place: &Place<'_>) -> Option<Item> {
    let last = place.before.last()?;
    let bound = place.figure_of(last);
    let gap = place.gap()?.strip_prefix('的')?;
    let counts = place.figure.has_count_unit() && bound.relation_is_marked();
    let linked = gap == "有" || without_cues(gap).is_empty();
    // 海拔高于200米的有120座: what is bounded is not what is counted.
    let whole = last.item.filter(|item| !item.rule.is_subject());
    (counts && linked).then_some(whole)?.map(as_before)
}

/// 总人口中，男性1600人，14岁以下510人: those of an age are of the whole, not of the class
/// before.
fn of_age(place: &Place<'_>) -> Option<Item> {
    let passage = place.passage;
    let bound = place.figure_of(place.before.last()?);
    let aged = bound.kind() == UnitKind::Age && bound.relation_is_marked();
    if !aged || place.gap() != Some("") || !place.figure.has_count_unit() {
        return None;
    }
    let start = passage.sentence_over(place.one.clause.start)?.start;
    let opening = passage.near(start, OPENING);
    let whole = opening
        .find("中，")
        .filter(|at| !opening.get(..*at).unwrap_or_default().ends_with('其'));
    let whole = whole.and_then(|at| noun_before(passage, start, start + at));
    let unit = place.figure.unit();
    let same = |other: &&Stated| place.figure_of(other).unit() == unit;
    let counted = || {
        let near = place.before.len().saturating_sub(NEAR);
        let mut near = place.before.get(near..)?.iter().filter(same);
        near.find_map(|other| other.item).map(as_before)
    };
    whole
        .filter(|phrase| !phrase.verbal)
        .map(|phrase| named(phrase, ItemRule::Whole))
        .or_else(counted)
}

/// 外地考生占64%，达21万人: as many of the same.
fn counted_of_share(place: &Place<'_>) -> Option<Item> {
    let last = place.before.last()?;
    let part = is_part(place.figure_of(last).kind()) && last.left.share;
    let goes_on = place.gap()?.strip_prefix(['，', ',']).map(without_cues) == Some("");
    (part && goes_on && place.figure.has_count_unit())
        .then_some(last.item)?
        .map(as_before)
}

/// The longest clause that opens a sentence and says what it is about, in characters.
const OPENING: usize = 60;

/// 甲村位于乙镇，距县城54公里: what the sentence is about.
fn far_away(place: &Place<'_>) -> Option<Item> {
    let passage = place.passage;
    let left = &place.one.left;
    let lead = Span::new(left.start.min(left.edge), left.edge);
    let far = place.figure.kind() == UnitKind::Length && passage.slice(lead).starts_with('距');
    let start = far.then(|| passage.sentence_over(left.edge))??.start;
    let text = passage.near(start, OPENING);
    let opening = text.find(['，', ',', '；']);
    let opening = opening.map(|end| Span::new(start, start + end));
    let subject = opening.and_then(|clause| {
        let subject = before_verb(passage, clause).filter(|phrase| !phrase.verbal);
        subject.or_else(|| place_that_opens(passage, clause))
    });
    subject.map(|phrase| named(phrase, ItemRule::Topic))
}

/// 青云村｜位于: a place as the subject.
fn place_that_opens(passage: &Passage<'_>, clause: Span) -> Option<Phrase> {
    let text = passage.slice(clause);
    let words = words(text);
    let place = words.first().filter(|word| word.part == Part::Place)?;
    let span = Span::new(clause.start, clause.start + place.span.end);
    let verbal = false;
    Some(Phrase { span, verbal })
}

/// 转移群众1873户，5926人，: nothing beside the two counts.
fn counted_both_ways(place: &Place<'_>) -> bool {
    let both = place.before.last().is_some_and(|last| {
        let kinds = [place.figure_of(last).kind(), place.figure.kind()];
        kinds == [UnitKind::Count; 2] && place.figure_of(last).unit() != place.figure.unit()
    });
    let after = place.passage.near(place.figure.context().end, 1);
    both && matches!(place.gap(), Some("，" | ",")) && !after.starts_with(is_han)
}

/// The longest time that is named in brackets, in characters.
const LONGEST_TIME: usize = 14;

/// 每股盈利0.63元（2024年：1.12元）: the same at another time.
fn of_another_time(place: &Place<'_>) -> Option<Item> {
    let inside = place.gap()?.trim().strip_prefix(['（', '('])?;
    let (time, amount) = inside.split_once(['：', ':'])?;
    let named = time.ends_with(['年', '月', '日', '末', '期', '季', '度']);
    // 港币1.12元
    let amount = matches!(amount.trim(), "" | "港币" | "人民币");
    let short = time.chars().count() <= LONGEST_TIME && amount;
    let last = place.before.last()?.item?;
    (named && short).then(|| as_before(last))
}

/// 其中9名是教师，3名是医生: the next part of the same.
fn identified(place: &Place<'_>) -> Option<Item> {
    let last = place.before.last()?.item?;
    (place.is_bare() && last.rule == ItemRule::PredicateNoun)
        .then(|| predicate_noun(place.passage, place.figure, place.one.clause.end))?
}

/// 展出6幅油画，其中5幅售出: a part of what was just counted.
fn part_of_last(place: &Place<'_>) -> Option<Item> {
    let gap = place.gap()?;
    let behind = gap.rsplit_once("其中").or_else(|| gap.rsplit_once("当中"));
    let behind = behind.map(|(_, behind)| behind.trim_start_matches(['，', ',']));
    // 其中电动车增长较快，增长13%: a clause of its own names what.
    let among = behind.is_some_and(|behind| !behind.contains(['，', ','])) && place.is_bare();
    let unit = place.figure.unit();
    let same = |other: &&Stated| place.figure_of(other).unit() == unit;
    // 审结案件300件，金额2亿元，其中120件以调解结案
    let counts = place.figure.has_count_unit() && !place.figure.is_self_counting();
    let near = place.before.iter().rev().take(if counts { 4 } else { 1 });
    let whole = among.then(|| near.into_iter().find(same)).flatten()?;
    whole.item.map(as_before)
}

/// 立案：132起，罚款：98万元: what stands right before the colon.
fn labelled(place: &Place<'_>) -> Option<Item> {
    let before = place.passage.before(place.one.left.start);
    let label = before
        .strip_suffix(['：', ':'])
        .filter(|_| place.is_bare())?;
    let last = place.before.last().map(|last| place.figure_of(last));
    let behind = last.map_or(0, |last| last.context().end);
    let start = clause(place.passage, Span::at(label.len())).start;
    let phrase = noun_before(place.passage, start.max(behind), label.len())?;
    // 结果显示：九成, 市政府：十年来 is told, not measured.
    let told = || phrase.verbal && Wording::Says.ends(place.passage.slice(phrase.span));
    let after = place.passage.near(place.figure.context().end, 1);
    let since = place.figure.kind() == UnitKind::Duration && after.starts_with(is_han);
    (!told() && !since).then(|| named(phrase, ItemRule::Heading))
}

/// 指数涨1.2%，报3100点: the clause goes on about the subject of the one before.
fn topic(place: &Place<'_>) -> Option<Item> {
    let last = place.before.last()?;
    let item = topic_of(place.passage, place.figures, last, place.one)?;
    Some(Item {
        rule: ItemRule::Topic,
        ..item
    })
}

/// The item of the last figure that states the like. 由61天缩短为43天，减少近三成
/// is the change of what just changed.
fn alike(place: &Place<'_>) -> Option<Item> {
    let changed = place
        .before
        .last()
        .filter(|last| place.one.left.change.is_some() && last.left.arrives)
        .and_then(|last| last.item);
    // 租金上涨3.1%，涨幅回落0.5个百分点，环比下降0.4%: the rents, not the rate.
    let edge = place.one.left.edge;
    let cues = Span::new(edge, place.figure.context().start.max(edge));
    let cues = place.passage.slice(cues);
    let anew = cues.starts_with("环比") || cues.starts_with("同比");
    // 增幅提高2个百分点，占总额的55%: nor has the rate the share.
    let anew = anew || place.one.left.share || has_share(place);
    let rate = |item: Item| Wording::Rate.is(place.passage.slice(item.span));
    let near = place.before.iter().rev().take(6);
    let near =
        near.filter(|other| !(is_aside(place, other) || anew && other.item.is_some_and(rate)));
    let mut near = near.filter(|other| states_alike(place, place.figure_of(other)));
    changed
        .or_else(|| near.find_map(|other| other.item))
        .map(as_before)
}

/// 投资30亿元（含外资3亿元），｜增长8%: what stands in brackets is over behind them.
fn is_aside(place: &Place<'_>, other: &Stated) -> bool {
    let from = place.figure_of(other).context().end;
    let to = place.figure.context().start.max(from);
    let between = place.passage.slice(Span::new(from, to));
    let mark = between.find(['（', '(', '）', ')']);
    mark.is_some_and(|at| {
        between
            .get(at..)
            .is_some_and(|rest| rest.starts_with(['）', ')']))
    })
}

/// Whether two figures can be of one item.
fn states_alike(place: &Place<'_>, other: &Figure) -> bool {
    let figure = place.figure;
    if changes(place) {
        return other.kind() == figure.kind()
            || (place.is_part() && other.kind() != UnitKind::Duration)
            || is_part(other.kind());
    }
    let counted = !figure.is_self_counting()
        || other.unit() == figure.unit()
        || (figure.counts_people() && other.counts_people());
    other.kind() == figure.kind() && counted || (is_part(other.kind()) && place.is_part())
}

/// 最高出力1035万千瓦，约占当时用电的四分之一: what the figure before is of.
fn share_of_last(place: &Place<'_>) -> Option<Item> {
    let last = place.before.last().filter(|_| has_share(place))?;
    last.item.map(as_before)
}

/// Whether 占 stands in the clause before a share, behind the figure before.
fn has_share(place: &Place<'_>) -> bool {
    let edge = place.one.left.edge;
    let last = place.before.last();
    let start = last.map_or(0, |last| place.figure_of(last).context().end);
    let lead = Span::new(start.max(place.one.clause.start).min(edge), edge);
    place.is_part() && place.passage.slice(lead).contains('占')
}

/// 因病停药的有7例: nothing else is counted than what is done.
fn done(place: &Place<'_>) -> Option<Item> {
    let left = &place.one.left;
    let head = place
        .passage
        .slice(Span::new(left.start.min(left.edge), left.edge));
    let done = head.strip_suffix('的').filter(|done| !done.is_empty())?;
    // 生涯最高的31分: how many it is among others is not what they are.
    if done.chars().nth_back(1) == Some('最') {
        return None;
    }
    let phrase = noun_before(place.passage, left.start, left.start + done.len())?;
    let elided = (!phrase.verbal)
        .then(|| headless(place, phrase.span))
        .flatten();
    Some(elided.unwrap_or_else(|| named(phrase, ItemRule::Done)))
}

/// 亩均增收260元: the verb holds its object.
fn change_with_object(place: &Place<'_>) -> Option<Item> {
    let span = place.one.left.change_word?;
    let word = place.passage.slice(span);
    (word.chars().count() == 2 && Wording::Object.ends(word)).then_some(Item {
        span,
        rule: ItemRule::ChangeWithObject,
        verbal: true,
    })
}

/// 为村集体增收42万元: those for whom it is do not grow.
fn for_whom(place: &Place<'_>, item: Item) -> Option<Item> {
    let serves = |lead: &str| {
        words(lead).last().is_some_and(|word| {
            let word = word.span.of(lead);
            matches!(word, Some("为" | "给" | "帮" | "帮助"))
        })
    };
    let before = place.passage.before(item.span.start);
    let near = before.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
    let served = item.rule == ItemRule::SubjectOfChange
        && before.ends_with(['为', '给', '帮', '助'])
        && before.get(near..).is_some_and(serves);
    // 带动增收3000元: what brought it about does not grow either.
    let named = place.passage.slice(item.span);
    let brought =
        item.rule == ItemRule::SubjectOfChange && item.verbal && Wording::Brings.ends(named);
    (served || brought)
        .then(|| change_with_object(place))
        .flatten()
}

/// 工期比计划提前45天: the noun before the verb, whatever stands between.
fn subject_of_clause(place: &Place<'_>) -> Option<Item> {
    if place.is_bare() {
        return None;
    }
    let left = &place.one.left;
    // 李明以26秒名列第四: who did so is not what was measured.
    let means = gives_place(place);
    before_verb(place.passage, Span::new(left.start, left.edge))
        .filter(|phrase| !phrase.verbal)
        .filter(|phrase| !means || is_measure(place.passage.slice(phrase.span)))
        .map(|phrase| named(phrase, ItemRule::Subject))
}

/// What the figure before is of, if nothing is said between; else what the
/// sentences before counted in the same unit.
fn last_named(place: &Place<'_>) -> Option<Item> {
    let counts = place.figure.is_self_counting() || !place.is_bare();
    let last = place.before.last().filter(|_| !counts);
    last.and_then(|last| last.item)
        .or_else(|| counted_in(place.known, place.figure.unit()))
        .map(as_before)
}

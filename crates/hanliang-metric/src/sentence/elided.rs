//! Figures whose clause says what was done, but not to what; or only which of
//! several it was: their item was named before.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::Stated;
use super::located::located;
use super::place::{Place, as_before, is_part};
use super::there::{changed_there, framed};
use super::topic::{counted_in, is_contrasted};
use crate::context::item::Item;
use crate::context::phrase::{is_group, is_measure, noun_before};
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::units::Counter;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// Another item for a figure that has one; `None` if it keeps its own.
pub(super) fn renamed(place: &Place<'_>, item: Item) -> Option<Item> {
    let again = done_to_same(place, item) && !is_listed(place, item);
    let verb = || undergone(place, item).or_else(|| same_verb(place, item));
    let object = counted_before(place) || counted_earlier(place).next().is_some();
    object
        .then(verb)
        .flatten()
        .or_else(|| located(place, item))
        .or_else(|| possessed(place, item))
        .or_else(|| expected(place, item))
        .or_else(|| {
            framed(place).filter(|_| item.rule.is_subject() || item.rule == ItemRule::NounBefore)
        })
        .or_else(|| changed_there(place, item))
        .or_else(|| part_of_counted(place, item))
        .or_else(|| sum_of_clause_before(place, item))
        .or_else(|| {
            if again || is_empty(place, item) {
                named_before(place, again)
            } else {
                attributed(place, item)
            }
        })
}

/// The items that the last figures name by a noun.
fn nouns<'p>(place: &'p Place<'_>, count: usize) -> impl Iterator<Item = (&'p Stated, Item)> {
    let last = place.before.iter().rev().take(count);
    last.filter_map(|other| Some((other, other.item.filter(|item| !item.verbal)?)))
}

/// Whether one of the last figures counts the same and names it.
fn counted_before(place: &Place<'_>) -> bool {
    let unit = place.figure.unit();
    nouns(place, 3).any(|(other, _)| place.figure_of(other).unit() == unit)
}

fn parts_are(place: &Place<'_>, item: Item, test: impl Fn(Part) -> bool) -> bool {
    let words = words(place.passage.slice(item.span));
    words.iter().all(|word| test(word.part))
}

/// A classifier of things: 件, but neither 人 nor 次.
fn counts_things(place: &Place<'_>) -> bool {
    let figure = place.figure;
    let alone = figure.counts_people() || figure.counts_events();
    figure.has_count_unit() && !(figure.is_self_counting() && alone)
}

/// 其中已脱贫30户: the verb says what became of those counted.
fn done_to_same(place: &Place<'_>, item: Item) -> bool {
    let lead = Span::new(place.one.clause.start.min(item.span.start), item.span.start);
    place.figure.is_self_counting()
        && !matches!(
            item.rule,
            ItemRule::NounAfter | ItemRule::NounAfterAttribute
        )
        && item.verbal
        && place.passage.slice(lead).contains(['已', '其', '有'])
        && counted_before(place)
}

/// A classifier of things, or a measure of stuff: 件, 公斤, but neither 人 nor
/// 次 nor 元.
fn has_undergone(place: &Place<'_>) -> bool {
    use UnitKind::{Area, Mass, Volume};
    counts_things(place) || matches!(place.figure.kind(), Mass | Volume | Area)
}

/// 受理案件95件，审结90件; 展出6幅油画，5幅售出; 企业收购小麦8吨，国有企业
/// 收购5吨: the verb says what was done to what was named before.
fn undergone(place: &Place<'_>, item: Item) -> Option<Item> {
    if !has_undergone(place) || is_listed(place, item) || is_object(place, item) {
        return None;
    }
    let unit = place.figure.unit();
    let text = place.passage.slice(item.span);
    let words = words(text);
    let (last, rest) = words.split_last()?;
    // 不合格9批次: what they are like.
    let like = text.starts_with('不') && item.verbal
        || words
            .iter()
            .all(|word| matches!(word.part, Part::Adjective | Part::Adverb));
    let done =
        |word: &Word| like || matches!(word.part, Part::Verb | Part::VerbalNoun | Part::Adverb);
    // 312家恢复开放280家: a verb that may stand as a noun, behind another.
    let marked = |gap: &str| gap.contains(['，', ',', '、', '；']);
    let verbs = words.first().is_some_and(|word| word.part == Part::Verb)
        && words.iter().all(done)
        && place.gap().is_some_and(|gap| !marked(gap));
    if !item.verbal && !like && !verbs && item.rule != ItemRule::NounAfter {
        return None;
    }
    // Who did it is no object.
    let actor = words.iter().take_while(|word| !done(word)).last();
    let acted = actor.is_some_and(|actor| {
        let names = text.get(..actor.span.end).unwrap_or_default();
        last.part == Part::Verb && is_group(names) && words.iter().rev().any(done)
    });
    let bare = done(last)
        && rest
            .iter()
            .all(|word| !matches!(word.part, Part::Noun | Part::Place | Part::Mark));
    if !(bare || acted) {
        return None;
    }
    let mut counted = nouns(place, 3).filter(|(other, _)| place.figure_of(other).unit() == unit);
    let named = counted
        .next()
        .filter(|_| like || item.rule == ItemRule::NounAfter || !Counter::Verb.is(unit))
        .map(|(_, item)| item)
        // 收案90件，结案86件: each is counted by itself.
        .filter(|item| !ends_alike(place.passage.slice(item.span), text))
        // 受灾面积3万公顷，其中绝收4000公顷: a measure undergoes nothing.
        .filter(|item| acted || !is_measure(place.passage.slice(item.span)));
    let verb = words
        .iter()
        .all(|word| matches!(word.part, Part::Verb | Part::Adverb));
    let earlier = || {
        let plain = item.rule != ItemRule::NounAfter
            && !place.figure.counts_events()
            && text.chars().count() > 1;
        counted_in(place.known, unit).filter(|_| verb && plain)
    };
    named.or_else(earlier).map(as_before)
}

/// 提出抗诉52件: what was done is the object of a verb, and counted itself.
fn is_object(place: &Place<'_>, item: Item) -> bool {
    let before = place.passage.before(item.span.start);
    // 完成整改268个: this one was done to what was counted.
    !before.ends_with("完成") && (Wording::Performs.ends(before) || Wording::Does.ends(before))
}

/// Whether two words of two characters end in the same one: 收案, 结案.
fn ends_alike(one: &str, other: &str) -> bool {
    let short = |text: &str| text.chars().count() == 2;
    short(one) && short(other) && one.chars().next_back() == other.chars().next_back()
}

/// 扣球24分、拦网3分: members of a list name each their own.
fn is_listed(place: &Place<'_>, item: Item) -> bool {
    let gap = place.gap().unwrap_or_default();
    // 其中自行保有186架、租赁204架
    let first = gap.contains("其中")
        && place
            .passage
            .after(place.figure.context().end)
            .starts_with('、');
    let marked = gap.starts_with('、');
    let last = place.before.last();
    first
        || marked && last.is_some_and(|last| place.figure_of(last).context().end < item.span.start)
}

/// 派发红利2元，共派发1亿元; 销售新车3万辆。累计销售30万辆: the object of the
/// same verb was named before.
fn same_verb(place: &Place<'_>, item: Item) -> Option<Item> {
    let passage = place.passage;
    let text = passage.slice(item.span);
    let unit = place.figure.unit();
    // 接待游客5万人次。三天接待2万人: of people and their visits alike.
    let people = are_people(unit);
    let alike = |other: &str| other == unit || people && are_people(other);
    let counted = || {
        let near = nouns(place, 3).filter(|(other, _)| alike(place.figure_of(other).unit()));
        near.map(|(_, item)| item).chain(counted_earlier(place))
    };
    // Most verbs are seen to be others by their last character, before they are
    // told apart as words.
    let last = text.chars().next_back()?;
    let may_have = |object: Item| {
        passage.before(object.span.start).ends_with(last)
            || passage.slice(object.span).contains(last)
    };
    if !counted().any(may_have) {
        return None;
    }
    let words = words(text);
    let verb = words.last()?.span.of(text)?;
    let done = words
        .iter()
        .all(|word| matches!(word.part, Part::Verb | Part::VerbalNoun | Part::Adverb));
    // 东市发放12亿元: who did it stands before the verb.
    let acted = item.verbal
        && place.figure.has_measure()
        && words
            .last()
            .is_some_and(|word| word.part == Part::Verb && word.span.len() > 3);
    let object = |object: &Item| {
        let named = passage.slice(object.span);
        passage.before(object.span.start).ends_with(verb)
            || named.len() > verb.len() && named.starts_with(verb)
    };
    let same = |object: &Item| passage.before(object.span.start).ends_with(verb);
    if done {
        counted().find(object).map(as_before)
    } else {
        counted()
            .find(|object| acted && same(object))
            .map(as_before)
    }
}

/// What people and their visits are counted in.
const PEOPLE: [&str; 3] = ["人次", "人", "名"];

fn are_people(unit: &str) -> bool {
    PEOPLE.contains(&unit)
}

/// What the sentences before counted in the unit of a figure; of people, in any of
/// theirs too.
fn counted_earlier(place: &Place<'_>) -> impl Iterator<Item = Item> {
    let unit = place.figure.unit();
    let others = PEOPLE.iter().filter(move |_| are_people(unit));
    let others = others.filter_map(|unit| counted_in(place.known, unit));
    counted_in(place.known, unit).into_iter().chain(others)
}

/// 甲校有教师12名，乙校有9名: who has as many of the same.
fn possessed(place: &Place<'_>, item: Item) -> Option<Item> {
    let last = place.before.last()?;
    let same = place.figure.has_count_unit()
        && place.figure_of(last).unit() == place.figure.unit()
        && last.clause.start < place.one.clause.start
        && place.gap()?.starts_with(['，', ',', '；']);
    let before = item.rule == ItemRule::NounBefore && !item.verbal;
    let has = |start: usize, end: usize| {
        let cues = place.passage.slice(Span::new(start.min(end), end));
        cues.trim_start_matches(['则', '也', '只', '仅', '共', '却'])
            .starts_with('有')
    };
    let owns = || has(item.span.end, place.figure.span().start);
    let owner = || is_group(place.passage.slice(item.span));
    // 甲校｜有教师12名: the first has an owner too, and what it has named.
    let owned = |noun: Item| {
        let first = place.passage.slice(Span::new(
            last.clause.start.min(noun.span.start),
            place.figure_of(last).context().start.max(noun.span.start),
        ));
        first.contains('有') && !noun.verbal && !is_group(place.passage.slice(noun.span))
    };
    (same && before && owns() && owner())
        .then_some(last.item)?
        .filter(|noun| owned(*noun))
        .map(as_before)
}

/// 发展党员19万名。其中，工作一线的8万名: 的 stands for those who were counted.
pub(super) fn headless(place: &Place<'_>, noun: Span) -> Option<Item> {
    let unit = place.figure.unit();
    if !are_people(unit) || Wording::People.ends(place.passage.slice(noun)) {
        return None;
    }
    let near = nouns(place, 4).find(|(other, _)| place.figure_of(other).unit() == unit);
    near.map(|(_, item)| item)
        .or_else(|| counted_in(place.known, unit))
        .map(as_before)
}

/// 收入3亿元，低于预期的4亿元: what was expected is of what came of it.
fn expected(place: &Place<'_>, item: Item) -> Option<Item> {
    let passage = place.passage;
    let text = passage.slice(item.span);
    // 低于城市标准的8000元 is of the city.
    let mean = Wording::Measure.ends(text) && text.contains("平均");
    let base = Wording::Scheduled.ends(text) || text.ends_with("目标") || mean;
    let lead = passage.before(item.span.start);
    let compares = || {
        let verbs = [Wording::Above, Wording::Below];
        verbs
            .iter()
            .any(|verb| verb.ends(lead) || verb.begins(text))
    };
    let end = place.figure.context().start;
    let of = || {
        let gap = passage.slice(Span::new(item.span.end.min(end), end));
        gap.starts_with('的')
    };
    (base && item.span.end <= end && compares() && of())
        .then(|| nouns(place, 3).next())
        .flatten()
        .map(|(_, item)| as_before(item))
}

/// 以8亿元领跑, 以26秒名列第四: whether the verb behind a figure gives it a place.
pub(super) fn gives_place(place: &Place<'_>) -> bool {
    let figure = place.figure.context();
    place.passage.before(figure.start).ends_with('以')
        && Wording::Places.begins(place.passage.near(figure.end, 4))
}

/// 票房20亿元。新片以8亿元领跑: the place is in what was measured.
pub(super) fn placed(place: &Place<'_>) -> Option<Item> {
    if !gives_place(place) {
        return None;
    }
    let unit = place.figure.unit();
    let mut near = nouns(place, 3);
    let near = near.find(|(other, _)| place.figure_of(other).unit() == unit);
    near.map(|(_, item)| item)
        .or_else(|| counted_in(place.known, unit))
        .map(as_before)
}

/// 养鱼2万尾，一夜翻肚近七成: the part of what was counted.
fn part_of_counted(place: &Place<'_>, item: Item) -> Option<Item> {
    let mut counted = nouns(place, 2).filter(|(other, _)| place.figure_of(other).has_count_unit());
    let (_, counted) = counted.next()?;
    let part = is_part(place.figure.kind())
        && item.rule == ItemRule::Subject
        && place.passage.slice(item.span).chars().count() > 1
        && place.one.left.change.is_none()
        && parts_are(place, item, |part| {
            matches!(part, Part::Verb | Part::VerbalNoun)
        });
    part.then(|| as_before(counted))
}

fn is_sum(noun: &str) -> bool {
    matches!(noun, "金额" | "总金额" | "总额")
}

/// 400户拿到了贷款，总金额1200万元: of what the clause before ends in.
fn sum_of_clause_before(place: &Place<'_>, item: Item) -> Option<Item> {
    let sum = is_sum(place.passage.slice(item.span));
    let last = place.before.last().filter(|_| sum)?;
    let before = place.passage.before(place.one.clause.start);
    let before = before.strip_suffix(['，', ','])?;
    let from = place.figure_of(last).context().end.min(before.len());
    let phrase = noun_before(place.passage, from, before.len())?;
    (!phrase.verbal).then_some(Item {
        span: phrase.span,
        rule: ItemRule::ClauseBefore,
        verbal: false,
    })
}

/// Whether an item does not say of what it is: 金额, 最高, or of whom.
fn is_empty(place: &Place<'_>, item: Item) -> bool {
    let text = place.passage.slice(item.span);
    // 这一比例, 该数字
    let pointed = text.strip_prefix('一').unwrap_or(text);
    let lead = place.passage.before(item.span.end - pointed.len());
    let pointed = Wording::Pointed.is(pointed)
        && ["这一", "这个", "该", "此", "上述"]
            .iter()
            .any(|word| lead.ends_with(word));
    // 该业务增速为5%: what is pointed at grew in the measure before.
    let rate = place.one.left.change_word.is_some_and(|word| {
        lead.ends_with(['该', '此', '其']) && Wording::Rate.is(place.passage.slice(word))
    });
    // 收入2亿元，增长率为5%; but 人口自然增长率.
    let possessed = Wording::Growth.is(text) && lead.ends_with(is_han);
    // 年增长率为5%
    let yearly = text
        .strip_prefix('年')
        .is_some_and(|rate| Wording::Growth.is(rate));
    // 余额连续五年增速超过20%
    let lasting = || {
        let last = place.before.last().map(|last| place.figure_of(last));
        last.is_some_and(|last| {
            last.kind() == UnitKind::Duration && last.context().end == item.span.start
        })
    };
    // 舞台长20米、宽8米
    let dimension = || {
        let last = place.before.last().map(|last| place.figure_of(last).kind());
        let opens = !place.passage.before(item.span.start).ends_with(is_han);
        Wording::Dimension.is(text) && opens && last == Some(UnitKind::Length)
    };
    let alone = yearly || dimension() || Wording::Rate.is(text) && lasting();
    let empty = pointed
        || alone
        || rate && !is_measure(text)
        || Wording::Empty.is(text) && !possessed
        || text.starts_with('最') && is_superlative(text)
        || is_contrasted(place, item);
    let last = place.before.last().and_then(|last| last.item);
    // 比重提升2.3个百分点: the share itself changed.
    let changed = place.one.left.change.is_some() && !place.one.left.arrives;
    let changed = changed && item.rule == ItemRule::SubjectOfChange && Wording::Share.is(text);
    let earlier = pointed && place.before.is_empty() && !place.known.is_empty();
    // 均价2万元，总金额4亿元: of what was sold, not of its price.
    let measured =
        is_sum(text) && last.is_some_and(|last| is_measure(place.passage.slice(last.span)));
    empty && text != "面积" && !changed && !measured && (last.is_some() || earlier)
}

/// 最高, 最便宜的: which of several; but 最高价.
fn is_superlative(text: &str) -> bool {
    let count = text.chars().count();
    count <= 2 || count == 3 && !is_measure(text) && !text.ends_with('分')
}

/// The last noun, of the same unit if the figure counts the same again.
fn named_before(place: &Place<'_>, again: bool) -> Option<Item> {
    let unit = place.figure.unit();
    let mut last = nouns(place, 4);
    let last = last.find(|(other, _)| !again || place.figure_of(other).unit() == unit);
    let earlier = || place.known.last().map(|known| known.item);
    last.map(|(_, item)| item)
        .or_else(|| earlier().filter(|_| place.before.is_empty()))
        .map(as_before)
}

/// 集体经济收入5万元以上的村792个: the figure before is an attribute.
fn attributed(place: &Place<'_>, item: Item) -> Option<Item> {
    let last = place.before.last()?;
    let other = place.figure_of(last);
    let earlier = last.item?;
    let attribute = item.rule == ItemRule::NounBefore
        && place.gap().is_some_and(|gap| gap.starts_with('的'))
        && earlier.span.end <= other.context().start
        && earlier.span.start >= place.one.clause.start
        && last.left.change.is_none()
        && other.relation_is_marked();
    attribute.then(|| Item {
        span: Span::new(earlier.span.start, item.span.end),
        ..item
    })
}

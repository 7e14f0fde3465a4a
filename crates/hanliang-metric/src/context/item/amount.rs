//! What an amount, a change or a share is of.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::super::behind::{change_named, lone_verb, person, up_to_verb};
use super::super::left::Left;
use super::super::measured::{
    dimension, distant, measured, measured_before, of_whole, part_by_place, spent_on,
};
use super::super::phrase::{Opening, Phrase, noun_after, noun_before};
use super::right::right;
use super::{Item, Surroundings, item, noun};
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, is_han, words};

/// What a figure with a measure is of, and a count that changed: a noun that
/// follows with 的, or directly; else the subject.
pub(super) fn amount(around: Surroundings<'_>) -> Option<Item> {
    let first = land(around)
        .or_else(|| changed_count(around))
        .or_else(|| of_several_traits(around))
        .or_else(|| change_possessed(around));
    if first.is_some() {
        return first;
    }
    if part_acts(around) {
        return None;
    }
    let following = of_age(around).or_else(|| following(around));
    if following.is_some() {
        return following;
    }
    if around.is_part()
        && let Some(found) = of_whole(around)
    {
        return found;
    }
    if around.left.share {
        let named = around
            .noun_before()
            .map(|phrase| item(phrase, ItemRule::PartOfShare));
        return named.or_else(|| part_by_place(around));
    }
    if let Some(found) = alike(around) {
        return Some(found);
    }
    if let Some(found) = distant(around) {
        return found;
    }
    let phrase = subject(around);
    let spent = || spent_on(around).filter(|_| !around.is_changed());
    // 航运业录得26亿元盈利
    let cues = Span::new(around.left.edge, around.figure.context().start);
    let earns = Wording::Brings.begins(around.passage.slice(cues));
    let received =
        || received(around).filter(|_| earns || phrase.is_none_or(|phrase| phrase.verbal));
    let named = || Some(item(phrase?, subject_rule(around)));
    spent()
        .or_else(received)
        .or_else(named)
        .or_else(|| done_with(around))
        .or_else(|| ratio_named_after(around))
        .or_else(|| match around.is_changed() {
            true => rate_of_counted(around),
            false => right(around, Opening::Noun),
        })
}

/// 流转80亩地: elsewhere 地 is no noun.
fn land(around: Surroundings<'_>) -> Option<Item> {
    let rest = around.after(2).strip_prefix('地')?;
    let end = around.end();
    (around.figure.kind() == UnitKind::Area && !rest.starts_with(is_han))
        .then(|| noun(Span::new(end, end + "地".len()), ItemRule::NounAfter))
}

/// 三年内削减600个岗位: what a classifier stands before is counted.
fn changed_count(around: Surroundings<'_>) -> Option<Item> {
    let figure = around.figure;
    let plain = figure.context().end == figure.span().end;
    let counts = figure.kind() == UnitKind::Count;
    if counts && !figure.counts_events() && !figure.counts_people() {
        return plain.then(|| right(around, Opening::Noun)).flatten();
    }
    let Left {
        arrives, compared, ..
    } = *around.left;
    let changed = around.left.change.is_some() && !arrives && !compared;
    let alone = plain && changed && !around.is_part();
    (alone && around.noun_before().is_none())
        .then(|| added(around))
        .flatten()
}

/// 新增46例本地病例, 新增8万亩农田, 新增9人感染: behind any other unit too, where
/// nothing stands before the verb of change.
fn added(around: Surroundings<'_>) -> Option<Item> {
    let cases = matches!(around.figure.unit(), "例" | "起" | "宗");
    let opening = if cases {
        Opening::Modifier
    } else {
        Opening::Noun
    };
    let people = around.figure.counts_people();
    let became = || {
        let span = lone_verb(around.passage, around.end()).filter(|_| people)?;
        Some(Item {
            span,
            rule: ItemRule::VerbAfter,
            verbal: true,
        })
    };
    right(around, opening).or_else(became)
}

/// 35岁以下、大专以上学历的大学生: the noun stands behind the last trait.
fn of_several_traits(around: Surroundings<'_>) -> Option<Item> {
    if around.figure.kind() != UnitKind::Age || around.after(1) != "、" {
        return None;
    }
    let at = around.end() + "、".len();
    let gap = around
        .passage
        .slice(Span::new(at, around.right_end.max(at)));
    let at = at + gap.rfind('的')? + "的".len();
    let phrase = noun_after(around.passage, at, around.right_end, Opening::Modifier)?;
    Some(item(phrase, ItemRule::NounAfterAttribute))
}

/// 12%的: a share or a change of the noun that follows.
fn is_possessed(around: Surroundings<'_>) -> bool {
    around.figure.is_percent() && around.after(1) == "的"
}

/// 出口录得12%的增长: the noun names the change.
fn change_possessed(around: Surroundings<'_>) -> Option<Item> {
    let possessed = is_possessed(around)
        && !around.is_changed()
        && change_named(around.passage, around.end() + "的".len()).is_some();
    if !possessed {
        return None;
    }
    let left = around.left;
    let found = words(around.lead());
    let done = |word: &&Word| matches!(word.part, Part::Verb | Part::Adverb | Part::Particle);
    let verb = found.iter().rev().take_while(done).last();
    let edge = verb.map_or(left.edge, |verb| left.start + verb.span.start);
    let phrase = noun_before(around.passage, left.start, edge)?;
    (!phrase.verbal).then(|| item(phrase, ItemRule::SubjectOfChange))
}

/// 受访者中，六成表示支持: a verb says what the part does.
fn part_acts(around: Surroundings<'_>) -> bool {
    let bare = around.is_part() && !around.is_changed() && around.left.edge == around.left.start;
    let acts = || {
        around
            .part_after(6)
            .is_some_and(|part| matches!(part, Part::Verb | Part::Adverb | Part::Preposition))
    };
    bare && !is_possessed(around) && acts() && !around.after(14).contains('的')
}

/// 产量与去年的30万吨持平: what is like it stands before.
fn alike(around: Surroundings<'_>) -> Option<Item> {
    let lead = around.lead();
    let at = Wording::Alike
        .begins(around.after(2))
        .then(|| lead.rfind(['与', '和', '同', '跟', '较']))
        .flatten()?;
    let start = around.left.start;
    let phrase = noun_before(around.passage, start, start + at)?;
    Some(item(phrase, subject_rule(around)))
}

/// Whether the figure with 的 says of what kind the subject is.
fn is_attributive(around: Surroundings<'_>) -> bool {
    around.after(1) == "的"
        && around.has_lead()
        && (around.figure.context() != around.figure.span() || measured_before(around))
}

/// Who is of an age.
fn of_age(around: Surroundings<'_>) -> Option<Item> {
    let age = around.figure.kind() == UnitKind::Age;
    // 新增30至39岁居民: who is of an age is not older by it.
    let of_whom = || !around.left.arrives && right(around, Opening::Noun).is_some();
    if !age || around.is_changed() && !of_whom() {
        return None;
    }
    // 年龄在60岁以上的老人: the noun says no more than the unit.
    let stated = around.lead().ends_with("年龄");
    let within = stated && around.before().trim_end_matches('约').ends_with('在');
    if !within && is_attributive(around) {
        return None;
    }
    Some(person(around.passage, right(around, Opening::Noun)?))
}

/// 享受五折优惠: the noun names the measure itself.
fn is_discount(around: Surroundings<'_>) -> bool {
    around.figure.unit() == "折" && around.has_lead()
}

/// 以3亿元中标, 以5000票当选: what follows is what was done with it.
pub(super) fn is_means(around: Surroundings<'_>) -> bool {
    let before = around.before().strip_suffix('以');
    before.is_some_and(|before| !before.ends_with(['予', '可', '难', '足', '得', '用']))
}

/// The noun behind the figure, where no subject comes first.
fn following(around: Surroundings<'_>) -> Option<Item> {
    let linked = around.figure.is_percent() && around.left.linked && !is_possessed(around);
    let subject_first =
        around.is_changed() || is_discount(around) || linked || is_attributive(around);
    let found = (!subject_first)
        .then(|| right(around, Opening::Noun))
        .flatten()?;
    Some(match is_means(around) {
        true => up_to_verb(around.passage, found),
        false => found,
    })
}

/// The noun before the cues, without the word for its dimension; of a verb the
/// measure before it.
fn subject(around: Surroundings<'_>) -> Option<Phrase> {
    let left = around.left;
    // 浪费的367.7万吨
    let edge = match around.lead().strip_suffix('的') {
        Some(rest) if !rest.is_empty() => left.start + rest.len(),
        _ => left.edge - dimension(around),
    };
    // 东西｜长: directions alone are no noun.
    let phrase = noun_before(around.passage, left.start, edge)
        .or_else(|| noun_before(around.passage, left.start, left.edge))?;
    Some(measured(around.passage, left.start, phrase))
}

const fn subject_rule(around: Surroundings<'_>) -> ItemRule {
    if around.is_changed() {
        ItemRule::SubjectOfChange
    } else {
        ItemRule::Subject
    }
}

/// 拿到了5万元贴息贷款
fn received(around: Surroundings<'_>) -> Option<Item> {
    let plain = !around.is_changed() && !is_means(around) && !is_discount(around);
    plain.then(|| right(around, Opening::Modifier)).flatten()
}

/// 以598万元购入
fn done_with(around: Surroundings<'_>) -> Option<Item> {
    let found = is_means(around).then(|| words(around.after(4)))?;
    let verb = found.first().filter(|word| word.part == Part::Verb)?;
    let end = around.end();
    let span = Span::new(end, end + verb.span.end);
    // 丁厂产值以30亿元位居榜首: the verb gives a place to what was named.
    (!Wording::Places.is(around.passage.slice(span))).then_some(Item {
        span,
        rule: ItemRule::VerbAfter,
        verbal: true,
    })
}

/// 按6:4的比例
fn ratio_named_after(around: Surroundings<'_>) -> Option<Item> {
    let ratio = around.figure.is_ratio();
    let rest = around.passage.after(around.end());
    let rest = rest.strip_prefix('的').filter(|_| ratio)?;
    let mut names = ["比例", "比率"].iter();
    let name = names.find(|name| rest.starts_with(**name))?;
    let start = around.end() + "的".len();
    Some(noun(
        Span::new(start, start + name.len()),
        ItemRule::NounAfter,
    ))
}

/// 5只涨幅超过7%: the rate of what the figure before counts.
fn rate_of_counted(around: Surroundings<'_>) -> Option<Item> {
    let passage = around.passage;
    let rate = around.left.change_word.filter(|word| {
        word.start == around.from
            && passage.before(word.start).ends_with(is_han)
            && Wording::Rate.is(passage.slice(*word))
    })?;
    Some(noun(rate, ItemRule::Subject))
}

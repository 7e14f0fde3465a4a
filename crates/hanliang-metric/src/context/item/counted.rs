//! What a classifier counts.

use hanliang_span::Span;

use super::super::behind::{became, lone_verb};
use super::super::measured::measured;
use super::super::phrase::{Opening, Phrase};
use super::played::played;
use super::right::{noun_from, right};
use super::{Item, Surroundings, item, noun};
use crate::label::digits::digit;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, is_han, words};

/// What a figure with a classifier counts, where nothing changed.
pub(super) fn counted(around: Surroundings<'_>) -> Option<Item> {
    if let Some(found) = played(around) {
        return found;
    }
    let found = levels(around)
        .or_else(|| household(around))
        .or_else(|| tallied(around));
    if let Some(found) = found {
        return Some(found);
    }
    if around.figure.counts_events() || around.figure.is_noun_itself() {
        return without_noun(around);
    }
    from_the_start(around)
        .or_else(|| listed(around))
        .or_else(|| right(around, opening(around)))
        .or_else(|| Some(item(before(around)?, ItemRule::NounBefore)))
}

/// 一家五口: the household, whoever it is.
fn household(around: Surroundings<'_>) -> Option<Item> {
    let lead = around.lead();
    let home = ["一家", "全家"]
        .iter()
        .find(|home| lead.ends_with(**home))?;
    let edge = around.left.edge;
    (around.figure.unit() == "口")
        .then(|| noun(Span::new(edge - home.len(), edge), ItemRule::NounBefore))
}

/// 3死5伤, 四金两银: the result itself.
fn tallied(around: Surroundings<'_>) -> Option<Item> {
    let after = around.after(TALLY);
    let length = Beside::Tally.length_at(after)?;
    let end = around.end();
    (is_word(after, length) && !around.figure.has_unit())
        .then(|| noun(Span::new(end, end + length), ItemRule::NounAfter))
}

/// How far behind a result the next word is looked at, in characters.
const TALLY: usize = 6;

/// Whether what a text begins with is a word by itself: 死 of 3死5伤, 铜 of 3铜收官;
/// 死亡 is a longer word.
fn is_word(text: &str, length: usize) -> bool {
    let rest = text.get(length..).unwrap_or_default();
    !rest.starts_with(is_han)
        || rest.starts_with(|c: char| digit(c).is_some() || matches!(c, '十' | '的'))
        || words(text)
            .first()
            .is_some_and(|word| word.span.len() == length)
}

/// The noun before the figure; of a classifier of things the measure before a
/// verb.
fn before(around: Surroundings<'_>) -> Option<Phrase> {
    let phrase = around.noun_before()?;
    let summed = || {
        let lead = around
            .passage
            .slice(Span::new(around.left.start, phrase.span.start));
        Wording::Total.ends(lead)
    };
    Some(
        if around.figure.counts_events()
            && (phrase.verbal && !held(around, phrase) || !summed() && !phrase.verbal)
        {
            phrase
        } else {
            measured(around.passage, around.left.start, phrase)
        },
    )
}

/// 火灾发生32起, 会议召开4次: what happened stands before the verb.
fn held(around: Surroundings<'_>, phrase: Phrase) -> bool {
    Wording::Meets.ends(around.passage.slice(phrase.span))
}

/// 市、县两级投入资金: the levels stand before, a verb after.
fn levels(around: Surroundings<'_>) -> Option<Item> {
    let levels = around.figure.unit() == "级" && around.has_lead();
    let acts = || {
        around
            .part_after(8)
            .is_some_and(|part| matches!(part, Part::Verb | Part::Adverb))
    };
    let phrase = (levels && acts()).then(|| before(around)).flatten()?;
    Some(item(phrase, ItemRule::NounBefore))
}

/// 人口30.6万人居全省第三: a noun right before a unit that needs none.
fn without_noun(around: Surroundings<'_>) -> Option<Item> {
    let figure = around.figure;
    let event = figure.counts_events();
    let unit = figure.unit();
    let acts = matches!(unit, "次" | "遍" | "回" | "趟" | "届");
    let opening = if acts || event && around.left.edge == around.left.start {
        Opening::Verb
    } else if matches!(unit, "例" | "起" | "宗") {
        Opening::Modifier
    } else {
        Opening::Noun
    };
    // 李某等6人获评标兵: who is named is one of them; what they became says what
    // they are.
    let after = right(around, opening).or_else(|| became(around.passage, figure));
    if after.is_some() {
        return after;
    }
    let needed = needed(around);
    if needed.is_some() {
        return needed;
    }
    let found = before(around).filter(|_| !around.is_distributed_over() && !is_served(around));
    // 全市有18万人次参加献血
    if found.is_none()
        && event
        && let Some(found) = right(around, Opening::Verb)
    {
        return Some(found);
    }
    // 造成2人死亡: a verb alone after 人, and nothing counted before.
    if found.is_none_or(|phrase| phrase.verbal)
        && let Some(span) = lone_verb(around.passage, around.end())
    {
        return Some(Item {
            span,
            rule: ItemRule::VerbAfter,
            verbal: true,
        });
    }
    found.map(|phrase| item(phrase, ItemRule::NounBefore))
}

/// 30人需紧急救助: what those need.
fn needed(around: Surroundings<'_>) -> Option<Item> {
    let need = Beside::Need.length_at(around.after(2))?;
    let found = noun_from(around, around.end() + need, Opening::Verb);
    found.filter(|_| around.figure.counts_people())
}

/// 为1.2万人提供了咨询: those for whom it was done.
fn is_served(around: Surroundings<'_>) -> bool {
    around.has_lead()
        && around.before().ends_with(['为', '向', '给'])
        && around.part_after(4) == Some(Part::Verb)
}

/// 候鸟从3万只增至5万只: a change begins here.
fn from_the_start(around: Surroundings<'_>) -> Option<Item> {
    let begins = around.left.begins && around.has_lead() && around.next.is_some();
    let phrase = begins.then(|| before(around)).flatten()?;
    (!phrase.verbal && right(around, Opening::Noun).is_none())
        .then(|| item(phrase, ItemRule::NounBefore))
}

/// 消防车12辆、消防员60名赶赴现场: in a list all nouns stand before.
fn listed(around: Surroundings<'_>) -> Option<Item> {
    let listed = around.passage.before(around.from).ends_with(is_han)
        && around.passage.after(around.from).starts_with('、')
        && around.left.edge == around.figure.context().start
        && around.has_lead()
        && around.part_after(4) == Some(Part::Verb);
    let phrase = listed.then(|| before(around)).flatten()?;
    (!phrase.verbal).then(|| item(phrase, ItemRule::NounBefore))
}

/// How the noun behind a classifier of things may begin.
fn opening(around: Surroundings<'_>) -> Opening {
    // 其中400名获得证书: those counted were named before.
    let cues = Span::new(around.left.edge, around.figure.context().start);
    let lead = around.passage.slice(cues);
    if lead.contains("其中") || lead.contains("当中") {
        Opening::Noun
    } else {
        Opening::Modifier
    }
}

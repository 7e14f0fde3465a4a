//! Nouns that name a measure: what a share or a multiple is of, and the
//! measure before a verb.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::item::{Answer, Item, Surroundings, item};
use super::phrase::{Phrase, is_group, is_measure, list_member, names_places, noun_before};
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::cues::without_cues;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, Word, longer_word, words};

/// Whether what stands before a figure names a measure, so that the figure is
/// of it and not of what follows: 单机容量5兆瓦的风机.
pub(super) fn measured_before(around: Surroundings<'_>) -> bool {
    let money = around.figure.kind() == UnitKind::Money;
    let named = |phrase: Phrase| {
        let text = around.passage.slice(phrase.span);
        // 总投资4亿元的项目
        is_measure(text) || money && Wording::Sum.ends(text)
    };
    around
        .noun_before()
        .is_some_and(|phrase| !phrase.verbal && named(phrase))
}

/// A measure before the verb that a phrase ends in, else the phrase: 产量、
/// 销量分别｜完成, 收入｜完成.
pub(super) fn measured(passage: &Passage<'_>, start: usize, phrase: Phrase) -> Phrase {
    if !phrase.verbal {
        return summed(passage, start, phrase).unwrap_or(phrase);
    }
    let words = words(passage.slice(phrase.span));
    let Some(verb) = words.last().filter(|word| word.part == Part::Verb) else {
        return phrase;
    };
    let edge = phrase.span.start + verb.span.start;
    let lead = passage.slice(Span::new(start.min(edge), edge));
    // 玉米已收8万亩: what it was done to.
    let done = lead.ends_with('已') || lead.ends_with("已经");
    // 固定资产投资完成52亿元: as much of it.
    let verb = passage.slice(Span::new(edge, edge + verb.span.len()));
    let fulfils = Wording::Fulfils.is(verb) && !Wording::Brings.is(verb);
    let edge = start + without_cues(lead).trim_end_matches(['已', '经']).len();
    match noun_before(passage, start, edge) {
        Some(subject)
            if !subject.verbal
                && (is_measure(passage.slice(subject.span))
                    || (done || fulfils) && !is_group(passage.slice(subject.span))
                    || Wording::Meets.is(verb) && !is_group(passage.slice(subject.span))
                    || is_pointed_at(passage, start, subject)) =>
        {
            subject
        }
        _ => phrase,
    }
}

/// 病例共报告12例: behind an adverb of sum a noun is a verb, and what it was done
/// to stands before.
fn summed(passage: &Passage<'_>, start: usize, phrase: Phrase) -> Option<Phrase> {
    let lead = passage.slice(Span::new(start.min(phrase.span.start), phrase.span.start));
    let one = || words(passage.slice(phrase.span)).len() == 1;
    if !Wording::Total.ends(lead) || !one() {
        return None;
    }
    let edge = start + without_cues(lead).len();
    let subject = noun_before(passage, start, edge).filter(|subject| !subject.verbal)?;
    (!is_group(passage.slice(subject.span))).then_some(subject)
}

/// 该批豇豆共购进46公斤: a thing that is pointed at undergoes what follows.
fn is_pointed_at(passage: &Passage<'_>, start: usize, subject: Phrase) -> bool {
    let lead = passage.slice(Span::new(start.min(subject.span.start), subject.span.start));
    let pointer =
        lead.trim_end_matches(['批', '款', '种', '件', '只', '台', '辆', '个', '项', '套']);
    pointer.ends_with(['该', '这', '此']) && !is_group(passage.slice(subject.span))
}

/// 为年初预算的101.2%, 占行政村总数的34.4%, 灵敏度是另一台的2.5倍: what is
/// stated of the whole stands before the verb, or was named before.
pub(super) fn of_whole(around: Surroundings<'_>) -> Answer {
    let Surroundings {
        passage,
        figure,
        left,
        from,
        ..
    } = around;
    let text = passage.slice(Span::new(from.min(left.edge), left.edge));
    let share = share_verb(text, figure.unit());
    // A time may stand between the verb and 的: 恢复到2019年同期的93%.
    let whole = || {
        let text = passage.slice(Span::new(from.min(left.edge), figure.context().start));
        let body = text.strip_suffix('的')?;
        let words = words(body);
        let form = |word: &Word| word.span.of(body).unwrap_or_default();
        let of = |word: &&Word| Wording::OfWhole.is(form(word));
        let verb = words.iter().rev().find(of).map(|word| word.span);
        // 不低于, 不超过 are two words.
        let pair = || {
            let mut pairs = words.windows(2).rev();
            pairs.find_map(|pair| {
                let span = Span::new(pair[0].span.start, pair[1].span.end);
                Wording::OfWhole.is(span.of(body)?).then_some(span)
            })
        };
        let verb = verb.or_else(pair)?;
        (verb.end < body.len()).then_some(verb.start)
    };
    let (at, rule) = match share {
        Some(at) => (at, ItemRule::PartOfShare),
        None => (whole()?, ItemRule::Subject),
    };
    let before = passage.slice(Span::new(from, from + at));
    let before = before.trim_end_matches(['只', '所']);
    let before = before.strip_suffix("恢复").unwrap_or(before);
    let edge = from + without_cues(before).len();
    let start = if left.start < edge { left.start } else { from };
    // 损失300万元最重，占四成: how it is is not what has the share.
    let named = noun_before(passage, start, edge).filter(|phrase| {
        let words = words(passage.slice(phrase.span));
        !words
            .iter()
            .all(|word| matches!(word.part, Part::Adjective | Part::Adverb))
    });
    Some(named.map(|phrase| item(phrase, rule)))
}

/// 产量34万吨，其中屏东县占35%: a place that is a part.
pub(super) fn part_by_place(around: Surroundings<'_>) -> Option<Item> {
    let name = list_member(around.lead());
    let edge = around.left.edge;
    let span = Span::new(edge - name.len(), edge);
    names_places(name).then_some(Item {
        span,
        rule: ItemRule::PartOfShare,
        verbal: false,
    })
}

/// Where 占 stands in the words before a share.
fn share_verb(text: &str, unit: &str) -> Option<usize> {
    let body = text
        .strip_suffix('的')
        .or_else(|| text.strip_suffix("总数"))
        .or_else(|| text.strip_suffix("比重"))
        .unwrap_or(text);
    let at = body.rfind('占')?;
    let far = body.len() == text.len() && body.len() - at > 60;
    (unit != "倍" && !far).then_some(at)
}

/// How many bytes the word for the dimension takes before its figure:
/// 隧道｜长 1862米. But 身高, 全长.
pub(super) fn dimension(around: Surroundings<'_>) -> usize {
    let text = around.lead();
    let plain = || text.ends_with(['长', '高', '宽', '深', '厚']) && longer_word(text).is_none();
    if around.figure.kind() == UnitKind::Length && text.chars().count() > 2 && plain() {
        "长".len()
    } else {
        0
    }
}

/// What money is spent on: 花80元买了电影票.
pub(super) fn spent_on(around: Surroundings<'_>) -> Option<Item> {
    let lead = around.before().trim_end_matches(['约', '近', '了']);
    let money = around.figure.kind() == UnitKind::Money;
    if !money || !Wording::Spends.ends(lead) {
        return None;
    }
    let end = around.end();
    let rest = Span::new(end, around.clause_end.max(end));
    let rest = around.passage.slice(rest);
    words(rest)
        .first()
        .filter(|word| matches!(word.part, Part::Verb | Part::VerbalNoun))?;
    noun_before(around.passage, end, around.clause_end)
        .filter(|phrase| !phrase.verbal)
        .map(|phrase| item(phrase, ItemRule::SpentOn))
}

/// What is so far away: 机身散落在距路堤30米处, 失事班机距离地面.
/// 距县城54公里: it was named before.
pub(super) fn distant(around: Surroundings<'_>) -> Answer {
    let length = around.figure.kind() == UnitKind::Length;
    let text = length.then(|| around.lead())?;
    let (lead, place) = text.rsplit_once('距')?;
    // 间距, 车距 and the like are nouns.
    if lead.ends_with(['间', '车', '行', '株', '差', '焦', '轴', '相']) || place.is_empty()
    {
        return None;
    }
    let words = words(lead);
    let verb = words
        .iter()
        .skip(1)
        .find(|word| matches!(word.part, Part::Verb | Part::Preposition | Part::Adverb));
    let edge = verb.map_or(lead.len(), |verb| verb.span.start);
    let start = around.left.start;
    let phrase = noun_before(around.passage, start, start + edge);
    let opens = around.passage.sentence_over(start)?.start >= start;
    if lead.is_empty() && !opens {
        return Some(None);
    }
    phrase
        .filter(|phrase| !phrase.verbal)
        .map(|phrase| Some(item(phrase, ItemRule::Subject)))
}

//! Nouns that name a measure: what a share or a multiple is of, and the
//! measure before a verb.

use hanliang_span::Span;

use super::item::{Item, item};
use super::left::Left;
use super::phrase::{Phrase, is_measure, noun_before};
use crate::passage::Passage;
use crate::tables::cues::without_cues;
use crate::tables::words::{Part, words};

/// Whether what stands before a figure names a measure, so that the figure is
/// of it and not of what follows: 单机容量5兆瓦的风机.
pub(super) fn measured_before(passage: &Passage<'_>, left: &Left) -> bool {
    noun_before(passage, left.start, left.edge)
        .is_some_and(|phrase| !phrase.verbal && is_measure(passage.slice(phrase.span)))
}

/// A measure before the verb that a phrase ends in, else the phrase: 产量、
/// 销量分别｜完成, 收入｜完成.
pub(super) fn measured(passage: &Passage<'_>, start: usize, phrase: Phrase) -> Phrase {
    if !phrase.verbal {
        return phrase;
    }
    let words = words(passage.slice(phrase.span));
    let Some(verb) = words.last().filter(|word| word.part == Part::Verb) else {
        return phrase;
    };
    let edge = phrase.span.start + verb.span.start;
    let edge = start + without_cues(passage.slice(Span::new(start.min(edge), edge))).len();
    match noun_before(passage, start, edge) {
        Some(subject) if !subject.verbal && is_measure(passage.slice(subject.span)) => subject,
        _ => phrase,
    }
}

/// X是Y的2.5倍: X is what is measured.
pub(super) fn multiple_of(passage: &Passage<'_>, left: &Left) -> Option<Option<Item>> {
    let text = passage.slice(Span::new(left.start.min(left.edge), left.edge));
    let body = text.strip_suffix('的')?;
    let at = ["是", "为", "相当于", "达到"]
        .iter()
        .filter_map(|word| body.rfind(word))
        .max()?;
    let subject = noun_before(passage, left.start, left.start + at);
    Some(subject.map(|phrase| item(phrase, "subject")))
}

/// 占行政村总数的34.4%: the part stands before 占, the whole between.
pub(super) fn share_of(passage: &Passage<'_>, from: usize, left: &Left) -> Option<Option<Item>> {
    let text = passage.slice(Span::new(from.min(left.edge), left.edge));
    let body = text
        .strip_suffix('的')
        .or_else(|| text.strip_suffix("总数"))
        .or_else(|| text.strip_suffix("比重"))
        .unwrap_or(text);
    let at = body.rfind('占')?;
    let before = text.get(..at)?;
    if body.len() == text.len() && body.len() - at > 60 {
        return None;
    }
    let edge = from + without_cues(before.trim_end_matches(['只', '所'])).len();
    let start = if left.start < edge { left.start } else { from };
    // 损失300万元最重，占四成: how it is is not what has the share.
    let named = noun_before(passage, start, edge).filter(|phrase| {
        let words = words(passage.slice(phrase.span));
        !words
            .iter()
            .all(|word| matches!(word.part, Part::Adjective | Part::Adverb))
    });
    Some(named.map(|phrase| item(phrase, "part-of-share")))
}

/// What stands at a distance: 机身散落在距路堤30米处, 失事班机距离地面.
pub(super) fn distant(passage: &Passage<'_>, left: &Left) -> Option<Item> {
    let text = passage.slice(Span::new(left.start.min(left.edge), left.edge));
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
    noun_before(passage, left.start, left.start + edge)
        .filter(|phrase| !phrase.verbal)
        .map(|phrase| item(phrase, "subject"))
}

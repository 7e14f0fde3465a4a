//! What a length of time is of.

use hanliang_span::Span;

use super::behind::up_to_verb;
use super::item::{Item, Surroundings, item};
use super::phrase::{Opening, Phrase, is_measure, noun_after, noun_before};
use crate::passage::Passage;
use crate::tables::cues::{Cue, cue_of};
use crate::tables::words::{Part, Word, words};

/// What a length of time is of: 三年行动计划, 学制2至3年, 连续六年举办篮球赛.
pub(super) fn duration(around: Surroundings<'_>) -> Option<Item> {
    let Surroundings {
        passage,
        figure,
        left,
        right_end,
        ..
    } = around;
    let end = figure.context.end;
    let after = passage.near(end, 4);
    let before = passage.before(figure.span.start);
    if ["前", "来", "以来", "后", "之前", "以后"]
        .iter()
        .any(|word| after.starts_with(word))
        || before.ends_with(['近', '前']) && !before.ends_with("提前")
        || before.ends_with("过去")
    {
        return None;
    }
    // 为近24年同期最高: what ranks so was named before.
    if ranks(passage, end) {
        return None;
    }
    if let Some(phrase) = noun_after(passage, end, right_end, Opening::Noun) {
        let found = item(phrase, "noun-after");
        // 以9秒98的成绩获得亚军
        return Some(if before.ends_with('以') {
            up_to_verb(passage, found)
        } else {
            found
        });
    }
    // 连服21天, 撈了3天: the verb right before says what lasts.
    let lead = passage.slice(Span::new(left.start.min(left.edge), left.edge));
    let within = passage
        .slice(Span::new(figure.span.end, end))
        .contains(['内', '中', '间'])
        || after.starts_with(['内', '中', '之']);
    let before_it = words(lead);
    if !within
        && !after.starts_with('的')
        && let [rest @ .., verb] = &before_it[..]
        && verb.part == Part::Verb
        && (verb.span.len() > 3
            || rest
                .last()
                .is_none_or(|word| word.span.len() > 3 || word.part != Part::Noun))
        && matches!(
            passage.slice(Span::new(left.edge, figure.context.start)),
            "" | "了"
        )
        && !lead.ends_with(['经', '有', '要', '花', '用', '需', '得'])
    {
        let start = left.start + verb.span.start;
        return Some(Item {
            span: Span::new(start, left.edge),
            rule: "verb-before",
            verbal: true,
        });
    }
    let ahead = words(first_characters(
        passage.slice(Span::new(end, around.clause_end.max(end))),
        12,
    ));
    let form = |word: &Word| passage.slice(Span::new(end + word.span.start, end + word.span.end));
    // 两年内削减: the verb stands behind 内.
    let verb = ahead.iter().find(|word| {
        word.part != Part::Adverb && !(within && matches!(form(word), "内" | "中" | "间" | "之"))
    });
    let changes = around.next.is_some()
        && verb.is_some_and(|verb| {
            matches!(
                cue_of(form(verb)),
                Some(Cue::Increase | Cue::Decrease | Cue::Link)
            )
        });
    // 贷款余额连续五年增速超过20%, 纠纷四年增长超四倍: what is measured goes on.
    // 三年就还清了: the verb behind 就 says what took so long.
    if let Some(rest) = passage.after(end).strip_prefix('就') {
        let start = passage.text.len() - rest.len();
        if let Some(verb) = words(passage.near(start, 4))
            .first()
            .filter(|word| word.part == Part::Verb && word.span.len() > "到".len())
        {
            return Some(Item {
                span: Span::new(start, start + verb.span.end),
                rule: "verb-after",
                verbal: true,
            });
        }
    }
    let subject = || {
        let plain = left.linked || left.edge == figure.context.start;
        let phrase = noun_before(passage, left.start, left.edge)
            .filter(|_| plain && (!within || changes))?;
        (!phrase.verbal).then_some(phrase)
    };
    let measures = subject().filter(|phrase| changes || is_measure(passage.slice(phrase.span)));
    if let Some(phrase) = measures {
        return Some(item(phrase, "subject"));
    }
    // 支出50亿元，连续四年突破50亿元; 三年翻了一番: what was measured before
    // goes on.
    if changes && left.edge <= left.start {
        return None;
    }
    // 4年累计投入1600万元, 连续六年举办篮球赛
    if let Some(verb) = verb.filter(|verb| matches!(verb.part, Part::Verb | Part::VerbalNoun))
        && around
            .next
            .is_some_and(|next| next.context.start == end + verb.span.end)
    {
        let span = Span::new(end + verb.span.start, end + verb.span.end);
        return Some(Item {
            span,
            rule: "verb-after",
            verbal: true,
        });
    }
    let object_first = left.continued
        && verb.is_some_and(|verb| verb.part == Part::Verb && cue_of(form(verb)).is_none());
    if !object_first && let Some(phrase) = subject() {
        return Some(item(phrase, "subject"));
    }
    // 内 and 中 stand between the length and what is done in it.
    let skip: usize = after
        .chars()
        .take_while(|c| matches!(c, '内' | '中' | '间' | '之'))
        .map(char::len_utf8)
        .sum();
    // 6个月内开工、30个月内竣工: each length has its own.
    let limit = around.next.map_or(around.clause_end, |next| {
        let gap = passage.slice(Span::new(end, next.context.start.max(end)));
        let listed = gap.strip_suffix('、').filter(|gap| gap.len() > skip);
        listed.map_or(around.clause_end, |gap| end + gap.len())
    });
    let last = noun_before_end(passage, end + skip, limit);
    // 生猪存栏已连续4个月增加: what goes on is what does so.
    let falls = |phrase: Phrase| {
        matches!(
            cue_of(passage.slice(phrase.span)),
            Some(Cue::Increase | Cue::Decrease)
        )
    };
    if left.continued && last.is_some_and(falls) {
        let subject = noun_before(passage, left.start, left.edge);
        // 实现连续三年增产: what was brought about.
        let bare = subject
            .is_some_and(|phrase| phrase.verbal && words(passage.slice(phrase.span)).len() == 1);
        if !bare {
            return subject.map(|phrase| item(phrase, "subject"));
        }
    }
    if let Some(phrase) = last {
        return Some(item(phrase, "object-of-clause"));
    }
    if within && let Some(verb) = ahead.iter().find(|word| word.part == Part::Verb) {
        return Some(Item {
            span: Span::new(end + verb.span.start, end + verb.span.end),
            rule: "verb-after",
            verbal: true,
        });
    }
    noun_before(passage, left.start, left.edge).map(|phrase| item(phrase, "verb-before"))
}

/// Whether a rank follows a length of time: 新低, 来最高, 同期最好.
pub(crate) fn ranks(passage: &Passage<'_>, at: usize) -> bool {
    let after = passage.near(at, 5);
    let after = ["同期", "以来", "来"]
        .iter()
        .find_map(|word| after.strip_prefix(word))
        .unwrap_or(after);
    after.starts_with("新低") || after.starts_with("新高") || after.starts_with('最')
}

/// At most `count` characters from the start of `text`.
fn first_characters(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// The last noun or verb of the clause after a length of time.
fn noun_before_end(passage: &Passage<'_>, start: usize, end: usize) -> Option<Phrase> {
    if end <= start {
        return None;
    }
    noun_before(passage, start, end)
}

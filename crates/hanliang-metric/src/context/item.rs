//! What a figure counts or measures.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::left::{Left, RATES};
use super::phrase::{Opening, Phrase, is_measure, noun_after, noun_before};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::cues::{cue_of, without_cues};
use crate::tables::words::{Part, is_han, words};

/// Units that are themselves the noun: nothing need follow.
const SELF: [&str; 16] = [
    "人", "户", "人次", "户次", "家", "国", "市", "县", "区", "省", "村", "镇", "校", "批次", "例",
    "起",
];

/// What was found, and by which rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) span: Span,
    pub(crate) rule: &'static str,
    /// Its head is a verb.
    pub(crate) verbal: bool,
}

fn item(phrase: Phrase, rule: &'static str) -> Item {
    Item {
        span: phrase.span,
        rule,
        verbal: phrase.verbal,
    }
}

/// What stands around a figure in its clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings<'a> {
    pub(crate) figure: &'a Figure,
    pub(crate) left: &'a Left,
    /// Where the clause begins, or the figure before ends.
    pub(crate) from: usize,
    /// Where the text to the right of the figure may be read to.
    pub(crate) right_end: usize,
    /// The figure that ends the right text, if one does.
    pub(crate) next: Option<&'a Figure>,
    /// Where the clause ends.
    pub(crate) clause_end: usize,
}

/// The item of a figure from its own clause.
pub(crate) fn own(passage: &Passage<'_>, around: Surroundings<'_>) -> Option<Item> {
    let Surroundings { figure, left, .. } = around;
    let changed = left.change.is_some() || left.arrives || left.share;
    let unit = figure.unit();
    // 每万人拥有医生25名: what 每 distributes over counts nothing before it.
    let distributes = passage.before(figure.context.start).ends_with('每');
    let event = figure.counts_events();
    let counts = matches!(figure.kind(), UnitKind::Count);
    if figure.kind() == UnitKind::Duration && (!changed || !left.compared) {
        let found = duration(passage, around);
        let subject = left.begins && left.edge > left.start;
        if !subject && (!changed || found.is_some_and(|item| item.rule == "noun-after")) {
            return found;
        }
    }
    // 与上次普查的850人相比: what is compared with is what is compared.
    let after = passage.near(figure.context.end, 2);
    if matches!(after, "相比" | "相较") {
        return None;
    }
    if counts && !changed {
        // 其中400名获得证书: those counted were named before.
        let lead = passage.slice(Span::new(left.edge, figure.context.start));
        let anaphoric = lead.contains("其中") || lead.contains("当中");
        let opening = if event {
            Opening::Verb
        } else if anaphoric || SELF.contains(&unit) {
            Opening::Noun
        } else {
            Opening::Modifier
        };
        let after = passage.near(figure.context.end, 1);
        let before = || {
            let phrase = noun_before(passage, left.start, left.edge)?;
            Some(if event {
                phrase
            } else {
                measured(passage, left.start, phrase)
            })
        };
        // 市、县两级投入资金: the levels stand before, a verb after.
        if unit == "级" && left.edge > left.start {
            let verb = words(passage.near(figure.context.end, 8))
                .first()
                .is_some_and(|word| matches!(word.part, Part::Verb | Part::Adverb));
            if verb && let Some(phrase) = before() {
                return Some(item(phrase, "noun-before"));
            }
        }
        // 人口30.6万人居全省第三: a noun right before a unit that needs none.
        if event || SELF.contains(&unit) {
            let verb_after = matches!(unit, "次" | "遍" | "回" | "趟" | "届")
                || (event && left.edge == left.start);
            let opening = if verb_after {
                Opening::Verb
            } else if matches!(unit, "例" | "起" | "宗") {
                Opening::Modifier
            } else {
                Opening::Noun
            };
            if let Some(found) = right(passage, around, opening) {
                return Some(found);
            }
            // 为1.2万人提供了咨询: those for whom it was done.
            let served = left.edge > left.start
                && passage
                    .before(figure.context.start)
                    .ends_with(['为', '向', '给'])
                && words(passage.near(figure.context.end, 4))
                    .first()
                    .is_some_and(|word| word.part == Part::Verb);
            let found = before().filter(|_| !distributes && !served);
            // 全市有18万人次参加献血
            if found.is_none()
                && event
                && let Some(found) = right(passage, around, Opening::Verb)
            {
                return Some(found);
            }
            // 造成2人死亡: a verb alone after 人, and nothing counted before.
            if found.is_none_or(|phrase| phrase.verbal)
                && let Some(verb) = lone_verb(passage, figure.context.end)
            {
                return Some(Item {
                    span: verb,
                    rule: "verb-after",
                    verbal: true,
                });
            }
            return found.map(|phrase| item(phrase, "noun-before"));
        }
        if !after.is_empty()
            && let Some(found) = right(passage, around, opening)
        {
            return Some(found);
        }
        return before().map(|phrase| item(phrase, "noun-before"));
    }
    // Measures: a noun that follows with 的, or directly; else the subject.
    let attributive = passage.near(figure.context.end, 1) == "的"
        && left.edge > left.start
        && (figure.context != figure.span || measured_before(passage, left));
    // 35岁以下、大专以上学历的大学生
    if figure.kind() == UnitKind::Age && passage.near(figure.context.end, 1) == "、" {
        let at = figure.context.end + "、".len();
        let gap = passage.slice(Span::new(at, around.right_end.max(at)));
        if let Some(possessive) = gap.rfind('的') {
            let at = at + possessive + "的".len();
            if let Some(phrase) = noun_after(passage, at, around.right_end, Opening::Modifier) {
                return Some(item(phrase, "noun-after-attribute"));
            }
        }
    }
    let possessed = figure.is_percent() && passage.near(figure.context.end, 1) == "的";
    // 以3亿元中标, 以5000票当选: what follows is what was done with it.
    let means = passage
        .before(figure.context.start)
        .strip_suffix('以')
        .is_some_and(|before| !before.ends_with(['予', '可', '难', '足', '得', '用']));
    // 享受五折优惠: the noun names the measure itself.
    let discount = figure.unit() == "折" && left.edge > left.start;
    let subject_first =
        changed || discount || attributive || (figure.is_percent() && left.linked && !possessed);
    if !subject_first && let Some(found) = right(passage, around, Opening::Noun) {
        return Some(found);
    }
    let part = matches!(figure.kind(), UnitKind::Percent | UnitKind::Ratio);
    if part
        && figure.unit() != "倍"
        && let Some(share) = share_of(passage, around.from, left)
    {
        return share;
    }
    // 灵敏度是另一台的2.5倍, 收入为预算的101.6%
    if part && let Some(found) = multiple_of(passage, left) {
        return found;
    }
    if left.share {
        return noun_before(passage, left.start, left.edge)
            .map(|phrase| item(phrase, "part-of-share"));
    }
    // 浪费的367.7万吨
    let edge = match passage
        .slice(Span::new(left.start.min(left.edge), left.edge))
        .strip_suffix('的')
    {
        Some(rest) if !rest.is_empty() => left.start + rest.len(),
        _ => left.edge,
    };
    let phrase =
        noun_before(passage, left.start, edge).map(|phrase| measured(passage, left.start, phrase));
    // 拿到了5万元贴息贷款
    if phrase.is_none_or(|phrase| phrase.verbal)
        && !changed
        && !means
        && !discount
        && let Some(found) = right(passage, around, Opening::Modifier)
    {
        return Some(found);
    }
    if let Some(phrase) = phrase {
        return Some(item(
            phrase,
            if changed {
                "subject-of-change"
            } else {
                "subject"
            },
        ));
    }
    if !changed {
        return right(passage, around, Opening::Noun);
    }
    // 5只涨幅超过7%: the rate of what the figure before counts.
    let rate = left.change_word.filter(|word| {
        word.start == around.from
            && passage.before(word.start).ends_with(is_han)
            && RATES.contains(&passage.slice(*word))
    })?;
    Some(Item {
        span: rate,
        rule: "subject",
        verbal: false,
    })
}

/// Whether what stands before a figure names a measure, so that the figure is
/// of it and not of what follows: 单机容量5兆瓦的风机.
fn measured_before(passage: &Passage<'_>, left: &Left) -> bool {
    noun_before(passage, left.start, left.edge)
        .is_some_and(|phrase| !phrase.verbal && is_measure(passage.slice(phrase.span)))
}

/// A measure before the verb that a phrase ends in, else the phrase: 产量、
/// 销量分别｜完成, 收入｜完成.
fn measured(passage: &Passage<'_>, start: usize, phrase: Phrase) -> Phrase {
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

/// The noun phrase after the figure.
fn right(passage: &Passage<'_>, around: Surroundings<'_>, opening: Opening) -> Option<Item> {
    let start = around.figure.context.end;
    if let Some(next) = around.next {
        // 20户人均居住面积在15平方米以下的低保家庭: the noun stands behind the
        // figure within its attribute.
        let gap = passage.slice(Span::new(start, next.context.start.max(start)));
        let after = passage.near(next.context.end, 4);
        let attribute = after.starts_with('的') || after.starts_with("之间的");
        let gap_chars = gap.chars().count();
        let attribute = attribute
            && (gap.ends_with(['在', '为', '达', '是', '到'])
                || words(gap).iter().all(|word| {
                    matches!(word.part, Part::Noun | Part::VerbalNoun | Part::Adjective)
                }));
        // 1名6周岁以下儿童, 5台200千瓦发电机: a measure between the classifier and
        // the noun.
        if gap.is_empty()
            && around.figure.has_count_unit()
            && matches!(
                next.kind(),
                UnitKind::Age
                    | UnitKind::Length
                    | UnitKind::Area
                    | UnitKind::Mass
                    | UnitKind::Other
            )
        {
            let at = next.context.end;
            let end = super::clause::clause(passage, Span::at(at)).end;
            if let Some(phrase) = noun_after(passage, at, end, Opening::Noun) {
                return Some(item(phrase, "noun-after-attribute"));
            }
        }
        if attribute
            && (2..=12).contains(&gap_chars)
            && !gap.contains(['，', ',', '、', '；', '每'])
        {
            let at = next.context.end + after.find('的').map_or(0, |at| at + "的".len());
            let end = super::clause::clause(passage, Span::at(at)).end;
            if let Some(phrase) = noun_after(passage, at, end, Opening::Modifier) {
                return Some(item(phrase, "noun-after-attribute"));
            }
        }
    }
    let phrase = noun_after(passage, start, around.right_end, opening)?;
    let phrase = match around.next {
        Some(next) => own_part(passage, phrase, next)?,
        None => phrase,
    };
    Some(item(phrase, "noun-after"))
}

/// The part of a noun phrase that the figure before it counts, where the next
/// figure follows: 5只｜涨幅超过7%, 12个断面｜达标率为75%.
fn own_part(passage: &Passage<'_>, phrase: Phrase, next: &Figure) -> Option<Phrase> {
    let gap = Span::new(phrase.span.end, next.context.start);
    if gap.start > gap.end || !without_cues(passage.slice(gap)).is_empty() {
        return Some(phrase);
    }
    let text = passage.slice(phrase.span);
    let words = words(text);
    let (last, rest) = words.split_last()?;
    let form = last.span.of(text)?;
    let stray = rest.is_empty() && form.chars().count() == 1 && gap.is_empty();
    if !is_measure(form) && !stray {
        return Some(phrase);
    }
    let held = rest
        .iter()
        .rfind(|word| !matches!(word.part, Part::Verb | Part::Adverb))?;
    Some(Phrase {
        span: Span::new(phrase.span.start, phrase.span.start + held.span.end),
        ..phrase
    })
}

/// X是Y的2.5倍: X is what is measured.
fn multiple_of(passage: &Passage<'_>, left: &Left) -> Option<Option<Item>> {
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
fn share_of(passage: &Passage<'_>, from: usize, left: &Left) -> Option<Option<Item>> {
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
    Some(noun_before(passage, start, edge).map(|phrase| item(phrase, "part-of-share")))
}

/// What a length of time is of: 三年行动计划, 学制2至3年, 连续六年举办篮球赛.
fn duration(passage: &Passage<'_>, around: Surroundings<'_>) -> Option<Item> {
    let Surroundings {
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
        || before.ends_with(['近', '前'])
        || before.ends_with("过去")
    {
        return None;
    }
    if let Some(phrase) = noun_after(passage, end, right_end, Opening::Noun) {
        return Some(item(phrase, "noun-after"));
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
    // 4年累计投入1600万元, 连续六年举办篮球赛
    let ahead = words(first_characters(
        passage.slice(Span::new(end, around.clause_end.max(end))),
        12,
    ));
    let verb = ahead.iter().find(|word| word.part != Part::Adverb);
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
        && verb.is_some_and(|verb| {
            verb.part == Part::Verb
                && cue_of(passage.slice(Span::new(end + verb.span.start, end + verb.span.end)))
                    .is_none()
        });
    if !object_first
        && (left.linked || left.edge == figure.context.start)
        && !within
        && let Some(phrase) = noun_before(passage, left.start, left.edge)
        && !phrase.verbal
    {
        return Some(item(phrase, "subject"));
    }
    // 内 and 中 stand between the length and what is done in it.
    let skip: usize = after
        .chars()
        .take_while(|c| matches!(c, '内' | '中' | '间' | '之'))
        .map(char::len_utf8)
        .sum();
    if let Some(phrase) = noun_before_end(passage, end + skip, around.clause_end) {
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

/// At most `count` characters from the start of `text`.
fn first_characters(text: &str, count: usize) -> &str {
    let end = text
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// A verb of two characters that stands between a figure and a break.
fn lone_verb(passage: &Passage<'_>, at: usize) -> Option<Span> {
    let near = passage.near(at, 3);
    let mut characters = near.char_indices();
    let (end, after) = characters
        .nth(2)
        .map_or((near.len(), None), |(at, c)| (at, Some(c)));
    let breaks = after.is_none_or(|c| matches!(c, '、' | '，' | ',' | '。' | '；' | ';' | '）'));
    let word = near.get(..end).filter(|_| breaks)?;
    let [word] = words(word)[..] else { return None };
    matches!(word.part, Part::Verb | Part::VerbalNoun)
        .then(|| Span::new(at, at + end))
        .filter(|span| span.len() == 6)
}

/// The last noun or verb of the clause after a length of time.
fn noun_before_end(passage: &Passage<'_>, start: usize, end: usize) -> Option<Phrase> {
    if end <= start {
        return None;
    }
    noun_before(passage, start, end)
}

//! What a figure counts or measures.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::behind::{became, lone_verb, names_change, person, up_to_verb};
use super::duration::duration;
use super::left::{Left, RATES};
use super::measured::{dimension, distant, measured, measured_before, of_whole, spent_on};
use super::phrase::{Opening, Phrase, is_group, is_measure, noun_after, noun_before};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::cues::without_cues;
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

pub(super) fn item(phrase: Phrase, rule: &'static str) -> Item {
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
    // 向全体股东每10股派发红利: what follows is done to it, what it is of stands
    // before 每.
    if distributes && left.edge == figure.context.start {
        let each = figure.context.start - "每".len();
        let at = words(passage.near(figure.context.end, 6));
        let verb = at.first().is_some_and(|word| {
            !matches!(word.part, Part::Noun | Part::Adjective | Part::VerbalNoun)
        });
        if verb {
            return noun_before(passage, left.start, each)
                .filter(|phrase| !phrase.verbal)
                .map(|phrase| item(phrase, "noun-before"));
        }
    }
    // 每十万人口
    let people = passage.near(figure.context.end, 2);
    if distributes && !figure.has_unit() && people == "人口" {
        let start = figure.context.end;
        return Some(Item {
            span: Span::new(start, start + people.len()),
            rule: "noun-after",
            verbal: false,
        });
    }
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
            // 李某等6人获评标兵: who is named is one of them; what they became
            // says what they are.
            if let Some(found) = became(passage, figure) {
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
        // 候鸟从3万只增至5万只: a change begins here.
        if left.begins
            && left.edge > left.start
            && let Some(phrase) = before().filter(|phrase| !phrase.verbal)
            && around.next.is_some()
            && right(passage, around, Opening::Noun).is_none()
        {
            return Some(item(phrase, "noun-before"));
        }
        // 消防车12辆、消防员60名赶赴现场: in a list all nouns stand before.
        let listed = passage.before(around.from).ends_with(is_han)
            && passage.after(around.from).starts_with('、')
            && left.edge == figure.context.start
            && left.edge > left.start
            && words(passage.near(figure.context.end, 4))
                .first()
                .is_some_and(|word| word.part == Part::Verb);
        if listed && let Some(phrase) = before().filter(|phrase| !phrase.verbal) {
            return Some(item(phrase, "noun-before"));
        }
        if !after.is_empty()
            && let Some(found) = right(passage, around, opening)
        {
            return Some(found);
        }
        return before().map(|phrase| item(phrase, "noun-before"));
    }
    // 三年内削减600个岗位: what a classifier stands before is counted.
    if counts
        && !event
        && !SELF.contains(&unit)
        && figure.context.end == figure.span.end
        && let Some(found) = right(passage, around, Opening::Noun)
    {
        return Some(found);
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
    let part = matches!(figure.kind(), UnitKind::Percent | UnitKind::Ratio);
    let possessed = figure.is_percent() && passage.near(figure.context.end, 1) == "的";
    // 出口录得12%的增长: the noun names the change.
    if possessed && !changed && names_change(passage, figure.context.end + "的".len()) {
        let lead = passage.slice(Span::new(left.start.min(left.edge), left.edge));
        let found = words(lead);
        let verb = found.last().filter(|word| word.part == Part::Verb);
        let edge = verb.map_or(left.edge, |verb| left.start + verb.span.start);
        let subject = noun_before(passage, left.start, edge).filter(|phrase| !phrase.verbal);
        if let Some(phrase) = subject {
            return Some(item(phrase, "subject-of-change"));
        }
    }
    // 受访者中，六成表示支持: a verb says what the part does.
    if part && !changed && left.edge == left.start && !possessed {
        let near = passage.near(figure.context.end, 6);
        let found = words(near);
        if found
            .first()
            .is_some_and(|word| matches!(word.part, Part::Verb | Part::Adverb | Part::Preposition))
            && !passage.near(figure.context.end, 14).contains('的')
        {
            return None;
        }
    }
    // 以3亿元中标, 以5000票当选: what follows is what was done with it.
    let means = passage
        .before(figure.context.start)
        .strip_suffix('以')
        .is_some_and(|before| !before.ends_with(['予', '可', '难', '足', '得', '用']));
    // 享受五折优惠: the noun names the measure itself.
    let discount = figure.unit() == "折" && left.edge > left.start;
    if figure.kind() == UnitKind::Age
        && !changed
        && !attributive
        && let Some(found) = right(passage, around, Opening::Noun)
    {
        return Some(person(passage, found));
    }
    let subject_first =
        changed || discount || attributive || (figure.is_percent() && left.linked && !possessed);
    if !subject_first && let Some(found) = right(passage, around, Opening::Noun) {
        return Some(if means {
            up_to_verb(passage, found)
        } else {
            found
        });
    }
    if part && let Some(found) = of_whole(passage, around.from, figure, left) {
        return found;
    }
    if left.share {
        return noun_before(passage, left.start, left.edge)
            .map(|phrase| item(phrase, "part-of-share"));
    }
    // 探测器在距月面15公里处: what is so far away.
    if figure.kind() == UnitKind::Length
        && let Some(found) = distant(passage, left)
    {
        return Some(found);
    }
    // 浪费的367.7万吨
    let edge = match passage
        .slice(Span::new(left.start.min(left.edge), left.edge))
        .strip_suffix('的')
    {
        Some(rest) if !rest.is_empty() => left.start + rest.len(),
        _ => left.edge - dimension(passage, left, figure),
    };
    let phrase =
        noun_before(passage, left.start, edge).map(|phrase| measured(passage, left.start, phrase));
    if figure.kind() == UnitKind::Money
        && !changed
        && let Some(found) = spent_on(passage, around)
    {
        return Some(found);
    }
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
    // 以598万元购入
    if means
        && let Some(verb) = words(passage.near(figure.context.end, 4))
            .first()
            .filter(|word| word.part == Part::Verb)
    {
        let end = figure.context.end;
        return Some(Item {
            span: Span::new(end, end + verb.span.end),
            rule: "verb-after",
            verbal: true,
        });
    }
    // 按6:4的比例
    if figure.is_ratio()
        && let Some(rest) = passage.after(figure.context.end).strip_prefix('的')
        && let Some(name) = ["比例", "比率"]
            .iter()
            .find(|name| rest.starts_with(**name))
    {
        let start = figure.context.end + "的".len();
        return Some(Item {
            span: Span::new(start, start + name.len()),
            rule: "noun-after",
            verbal: false,
        });
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

/// The noun phrase after the figure.
fn right(passage: &Passage<'_>, around: Surroundings<'_>, opening: Opening) -> Option<Item> {
    let figure = around.figure;
    let start = figure.context.end;
    if let Some(next) = around.next {
        // 20户人均居住面积在15平方米以下的低保家庭: the noun stands behind the
        // figure within its attribute.
        let gap = passage.slice(Span::new(start, next.context.start.max(start)));
        let after = passage.near(next.context.end, 4);
        let attribute = after.starts_with('的') || after.starts_with("之间的");
        // 不低于1亿元且不超过2亿元的资金: two bounds of one thing.
        let bounds = matches!(gap, "、" | "，" | "且" | "," | "并且")
            && figure.unit() == next.unit()
            && figure.relation_is_marked()
            && next.relation_is_marked();
        if bounds && attribute {
            let at = next.context.end;
            let end = super::clause::clause(passage, Span::at(at)).end;
            if let Some(phrase) = noun_after(passage, at, end, Opening::Noun) {
                return Some(item(phrase, "noun-after-attribute"));
            }
        }
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
    let stray = rest.is_empty() && form.chars().count() == 1 && gap.is_empty() && !is_group(form);
    if !is_measure(form) && !stray {
        return Some(phrase);
    }
    let held = rest
        .iter()
        .rfind(|word| !matches!(word.part, Part::Verb | Part::Adverb | Part::Adjective))?;
    Some(Phrase {
        span: Span::new(phrase.span.start, phrase.span.start + held.span.end),
        ..phrase
    })
}

//! What a figure counts or measures.

mod amount;
mod counted;
mod played;
mod right;

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use self::amount::amount;
use self::counted::counted;
pub(crate) use self::played::{is_result, is_scored};
use super::behind::predicate_noun;
use super::duration::duration;
use super::left::Left;
use super::phrase::{Phrase, noun_before};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::cues::{Cue, cue_of, without_cues};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, words};

/// What was found, and by which rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) span: Span,
    pub(crate) rule: ItemRule,
    /// Its head is a verb.
    pub(crate) verbal: bool,
}

pub(super) const fn item(phrase: Phrase, rule: ItemRule) -> Item {
    Item {
        span: phrase.span,
        rule,
        verbal: phrase.verbal,
    }
}

/// A noun in a place that says all.
const fn noun(span: Span, rule: ItemRule) -> Item {
    Item {
        span,
        rule,
        verbal: false,
    }
}

/// What a rule that is asked first answers: nothing, or what the item is, which
/// may be that the clause names none.
pub(crate) type Answer = Option<Option<Item>>;

/// What stands around a figure in its clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surroundings<'a> {
    pub(crate) passage: &'a Passage<'a>,
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

impl<'a> Surroundings<'a> {
    /// Where the figure ends, with the words that belong to it.
    pub(super) const fn end(self) -> usize {
        self.figure.context().end
    }

    /// At most `count` characters behind the figure.
    pub(super) fn after(self, count: usize) -> &'a str {
        self.passage.near(self.end(), count)
    }

    /// The part of speech of the first word behind the figure, within `count`
    /// characters.
    fn part_after(self, count: usize) -> Option<Part> {
        words(self.after(count)).first().map(|word| word.part)
    }

    /// All that stands before the figure.
    pub(super) fn before(self) -> &'a str {
        self.passage.before(self.figure.context().start)
    }

    /// The words of the clause before the cues of the figure.
    pub(super) fn lead(self) -> &'a str {
        let left = self.left;
        self.passage
            .slice(Span::new(left.start.min(left.edge), left.edge))
    }

    pub(super) fn has_lead(self) -> bool {
        self.left.edge > self.left.start
    }

    /// The noun that the words before the cues end in.
    pub(super) fn noun_before(self) -> Option<Phrase> {
        noun_before(self.passage, self.left.start, self.left.edge)
    }

    /// 每万人拥有医生25名: what 每 distributes over counts nothing before it.
    fn is_distributed_over(self) -> bool {
        self.before().ends_with('每')
    }

    /// Whether the figure states a change or a share, or where one arrives.
    const fn is_changed(self) -> bool {
        self.left.change.is_some() || self.left.arrives || self.left.share
    }

    /// A part of something, or a multiple.
    const fn is_part(self) -> bool {
        matches!(self.figure.kind(), UnitKind::Percent | UnitKind::Ratio)
    }
}

/// The item of a figure from its own clause.
pub(crate) fn own(around: Surroundings<'_>) -> Option<Item> {
    Some(without_origin(around.passage, named(around)?))
}

/// 来自主营业务的收入: from where it is says not what it is. Whose profit it is does:
/// 归属于股东的净利润 is a measure of its own.
fn without_origin(passage: &Passage<'_>, item: Item) -> Item {
    let text = passage.slice(item.span);
    let Some((owner, noun)) = text.rsplit_once('的') else {
        return item;
    };
    let lead = passage.before(item.span.start);
    let origin = Beside::Origin.begins(owner) || Beside::Origin.ends(lead);
    if noun.chars().count() < 2 || !origin {
        return item;
    }
    let span = Span::new(item.span.end - noun.len(), item.span.end);
    Item { span, ..item }
}

/// The item by the first rule that finds one.
fn named(around: Surroundings<'_>) -> Option<Item> {
    if let Some(found) = distributed_over(around).or_else(|| lasting(around)) {
        return found;
    }
    // 与上次普查的850人相比: what is compared with is what is compared.
    if matches!(around.after(2), "相比" | "相较") {
        return None;
    }
    if let Some(found) = compared_with(around) {
        return found;
    }
    if let Some(found) = identified(around) {
        return Some(found);
    }
    if around.figure.kind() == UnitKind::Count && !around.is_changed() {
        counted(around)
    } else {
        amount(around)
    }
}

/// 职工9名，其中3名是教师: a part of those counted.
fn identified(around: Surroundings<'_>) -> Option<Item> {
    let part = around.figure.kind() == UnitKind::Count || around.is_part();
    let cues = Span::new(around.left.edge, around.figure.context().start);
    let cues = around.passage.slice(cues);
    let among = cues.contains("其中") || cues.contains("当中");
    let bare = part && among && !around.has_lead();
    bare.then(|| predicate_noun(around.passage, around.figure, around.clause_end))?
}

/// 网速比均值20.1%低2个百分点: what is compared with is of what is compared.
fn compared_with(around: Surroundings<'_>) -> Answer {
    let next = around.next?;
    let end = around.end();
    let gap = around
        .passage
        .slice(Span::new(end, next.context().start.max(end)));
    let changes = matches!(cue_of(gap), Some(Cue::Increase | Cue::Decrease));
    if !changes && !Wording::Doubtful.is(gap) {
        return None;
    }
    let lead = Span::new(around.from, around.figure.context().start);
    let lead = around.passage.slice(lead);
    let (subject, with) = lead.rsplit_once(['比', '较'])?;
    // 比重, 较大的; 比上年增加20人减少3人: not what a change is counted from.
    let noun = ["例", "重", "率", "赛", "大", "小", "多", "少", "快", "好"];
    if noun.iter().any(|end| with.starts_with(end)) || subject.ends_with(['占', '同', '环', '对'])
    {
        return None;
    }
    let edge = around.from + without_cues(subject).len();
    let phrase = noun_before(around.passage, around.from, edge);
    let phrase = phrase.filter(|phrase| !phrase.verbal);
    Some(phrase.map(|phrase| item(phrase, ItemRule::Subject)))
}

/// What 每 and its number are of.
fn distributed_over(around: Surroundings<'_>) -> Answer {
    if !around.is_distributed_over() {
        return None;
    }
    let Surroundings { figure, left, .. } = around;
    let acts = || {
        around
            .part_after(6)
            .is_some_and(|part| !matches!(part, Part::Noun | Part::Adjective | Part::VerbalNoun))
    };
    // 向全体股东每10股派发红利: what follows is done to it, what it is of stands
    // before 每.
    if left.edge == figure.context().start && acts() {
        let each = figure.context().start - "每".len();
        let phrase = noun_before(around.passage, left.start, each);
        let phrase = phrase.filter(|phrase| !phrase.verbal);
        return Some(phrase.map(|phrase| item(phrase, ItemRule::NounBefore)));
    }
    // 每十万人口
    let people = around.after(2);
    let named = !figure.has_unit() && people == "人口";
    let end = around.end();
    named.then(|| {
        Some(noun(
            Span::new(end, end + people.len()),
            ItemRule::NounAfter,
        ))
    })
}

/// What a length of time is of, unless it is a change of one.
fn lasting(around: Surroundings<'_>) -> Answer {
    let Surroundings { figure, left, .. } = around;
    let changed = around.is_changed();
    if figure.kind() != UnitKind::Duration || changed && left.compared {
        return None;
    }
    let found = duration(around);
    let subject = left.begins && around.has_lead();
    let plain = !changed || found.is_some_and(|item| item.rule == ItemRule::NounAfter);
    (!subject && plain).then_some(found)
}

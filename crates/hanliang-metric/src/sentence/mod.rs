//! The figures of one sentence, read together: each in its clause, then rows
//! of figures, then figures that say nothing of themselves, then roles.

mod among;
mod began;
mod bracketed;
mod clause_before;
mod distribute;
mod elided;
mod finish;
mod inherit;
mod located;
mod place;
mod played;
mod ranked;
mod restate;
mod row;
mod there;
mod topic;
mod whole;

use core::ops::Range;

use hanliang_quantity::{Unit, UnitKind};
use hanliang_span::Span;

use crate::context::clause::clause;
use crate::context::each::{Each, standard_at};
use crate::context::item::{Item, Surroundings, own};
use crate::context::left::{Left, read_left};
use crate::context::time::{Core, TimeFound};
use crate::figure::Figure;
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::record::{Link, Role};
use crate::rule::ItemRule;
use crate::tables::classes::Class;
use crate::tables::cues::{cue_at, without_cues};
use crate::tables::per::behind_mean;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, is_han, words};

pub(crate) use self::among::time_of_whole;
pub(crate) use self::topic::Known;

use self::among::hold_with_whole;
use self::began::begin;
use self::distribute::{distribute, distribute_inherited, distribute_times};
use self::finish::finish;
use self::inherit::inherit;
use self::restate::restate;
use self::row::read_on;
use self::topic::remember;
use self::whole::make_whole;

/// A figure that states a quantity, with what was read around it.
pub(crate) struct Stated {
    pub(crate) figure: usize,
    pub(crate) clause: Span,
    pub(crate) left: Left,
    pub(crate) item: Option<Item>,
    pub(crate) role: Role,
    pub(crate) time: Option<TimeFound>,
    pub(crate) per: Vec<Span>,
    pub(crate) link: Option<Link>,
    /// It states the figure before again, in brackets and in another unit.
    pub(crate) again: bool,
}

/// A sentence that states figures.
pub(crate) struct Sentence<'a> {
    pub(crate) passage: &'a Passage<'a>,
    /// Those of the passage.
    pub(crate) figures: &'a [Figure],
    /// Which of them stand in the sentence.
    pub(crate) range: Range<usize>,
    /// Which of them state a quantity.
    pub(crate) metric: &'a [bool],
    pub(crate) times: &'a [TimeFound],
    pub(crate) each: &'a [Each],
    /// The time that opens the passage.
    pub(crate) opens: Option<TimeFound>,
    pub(crate) span: Span,
}

impl<'a> Sentence<'a> {
    /// Its figures, each read in its clause, then together, in the light of
    /// what the sentences before counted.
    pub(crate) fn read(&self, known: &mut Vec<Known>) -> Vec<Stated> {
        let count = self.range.clone().filter(|at| self.metric[*at]).count();
        let mut stated: Vec<Stated> = Vec::with_capacity(count);
        for index in self.range.clone().filter(|at| self.metric[*at]) {
            let one = self.read_one(index, &stated);
            stated.push(one);
        }
        read_on(self.figures, &mut stated);
        restate(self.passage, self.figures, &mut stated);
        begin(self.passage, self.figures, &mut stated);
        distribute(self.passage, self.figures, &mut stated);
        inherit(self.passage, self.figures, &mut stated, known);
        distribute_inherited(self.passage, self.figures, &mut stated);
        make_whole(self.passage, self.figures, self.metric, &mut stated);
        remember(self.passage, self.figures, &stated, known);
        finish(self, &mut stated);
        hold_with_whole(self, &mut stated);
        distribute_times(self.passage, self.figures, &mut stated, self.times);
        stated
    }

    /// Reads what stands around a figure in its clause.
    fn read_one(&self, index: usize, before: &[Stated]) -> Stated {
        let passage = self.passage;
        let figure = &self.figures[index];
        let clause = clause(passage, figure.context());
        let previous = self.figure_before(before);
        let from = previous
            .map_or(clause.start, |previous| {
                previous.context().end.max(clause.start)
            })
            .min(figure.context().start);
        let start = self.behind_taken(figure, previous, before, from);
        let mut left = read_left(
            passage,
            start,
            figure.context().start,
            self.times,
            self.each,
        );
        left.share &= !figure.is_ratio();
        // 约占案件总数的十分之一
        let lead = passage.slice(Span::new(from, figure.context().start));
        left.about |= place::is_part(figure.kind()) && is_about(lead);
        let next = (index + 1..self.range.end)
            .find(|at| self.metric[*at])
            .and_then(|at| self.figures.get(at))
            .filter(|next| next.context().start < clause.end);
        let around = Surroundings {
            passage,
            figure,
            left: &left,
            from,
            right_end: next.map_or(clause.end, |next| {
                next.context().start.max(figure.context().end)
            }),
            next,
            clause_end: clause.end,
        };
        let item = item_of(around, previous);
        Stated {
            figure: index,
            clause,
            left,
            item,
            role: Role::Level,
            time: None,
            per: Vec::new(),
            link: None,
            again: false,
        }
    }

    /// The figure before the next one to be read.
    fn figure_before(&self, before: &[Stated]) -> Option<&'a Figure> {
        let mut earlier = before.iter().rev().map(|one| one.figure);
        let last = earlier.next()?;
        // 比五年前增加3厘米, 由十年前的38%提高: a length of time that says when.
        let at = match says_when(self.passage, self.times, last, &self.figures[last]) {
            true => earlier.next()?,
            false => last,
        };
        self.figures.get(at)
    }

    /// Where the noun of a figure may begin: 面向31个省计划招生6200人, the noun
    /// that the figure before counts is taken.
    fn behind_taken(
        &self,
        figure: &Figure,
        previous: Option<&Figure>,
        before: &[Stated],
        from: usize,
    ) -> usize {
        let taken = before
            .last()
            .and_then(|one| one.item)
            .filter(|item| item.rule == ItemRule::NounAfter && item.span.start == from)
            .map(|item| item.span.end.min(figure.context().start));
        let behind = taken.filter(|end| {
            let rest = Span::new(*end, figure.context().start);
            let rest = self.passage.slice(rest);
            // 37个县56万人受灾: nothing is left for the second.
            let adjoins = rest.is_empty() && figure.has_count_unit();
            previous.is_some_and(Figure::has_count_unit)
                && (adjoins || !without_cues(rest).is_empty())
        });
        // 三成职工｜月薪不足4000元
        let behind = behind.or_else(|| {
            let share = previous.is_some_and(|previous| place::is_part(previous.kind()));
            let rest = |end: &usize| {
                let rest = Span::new(*end, figure.context().start);
                !without_cues(self.passage.slice(rest)).is_empty()
            };
            taken.filter(|end| share && figure.has_measure() && rest(end))
        });
        behind
            .unwrap_or(from)
            .max(self.behind_rate(previous, figure))
    }

    /// Where what a sum is reckoned by ends: 按每亩120元的标准｜补助3600户.
    fn behind_rate(&self, previous: Option<&Figure>, figure: &Figure) -> usize {
        let end = previous.map_or(0, |previous| previous.context().end);
        let behind = match standard_at(self.passage, end) {
            0 => 0,
            length => end + length,
        };
        // 3000元的标准为…: it is the standard that is told of.
        let after = self.passage.near(behind, 4);
        let told = cue_at(after).is_some() || after.starts_with(['的', '化', '和', '及', '由']);
        let acts = after.starts_with(is_han) && !told;
        if previous.is_some() && acts && behind <= figure.context().start {
            behind
        } else {
            0
        }
    }
}

/// The item of a figure from its own clause.
fn item_of(around: Surroundings<'_>, previous: Option<&Figure>) -> Option<Item> {
    let Surroundings {
        passage,
        figure,
        left,
        ..
    } = around;
    let found = own(around);
    let mut item =
        found.filter(|item| figure.counts_events() || !is_predicate(passage, left, item))?;
    // 位居9县（市）第一: a rank is counted by nothing.
    let counts = figure.has_count_unit() && item.span.start >= figure.span().end;
    if counts && is_rank(passage.slice(item.span)) || is_adverb(passage, item.span) {
        return None;
    }
    item.span.start = past_ordinal(passage, item.span);
    item.span.start = past_size(passage, item.span);
    // 师生比, 男女比例: the name of a ratio ends so. 桥隧比为79%: nothing is
    // compared with.
    let gap = Span::new(
        item.span.end.min(figure.context().start),
        figure.context().start,
    );
    let gap = passage.slice(gap);
    let behind = gap.strip_prefix('比');
    let plain =
        behind.is_some_and(|rest| rest.starts_with(['为', '达', '是', '由', '从', '降', '升']));
    if figure.is_ratio() || figure.stands_in_row() || plain {
        let end = ["比例", "比率", "比重", "比"]
            .iter()
            .find(|end| gap.starts_with(**end));
        item.span.end += end.map_or(0, |end| end.len());
    }
    // 60岁及以上人口占18.9%: whose age it is.
    let age = previous.filter(|previous| previous.kind() == UnitKind::Age);
    let age = age.filter(|age| {
        let gap = Span::new(age.context().end, item.span.start.max(age.context().end));
        !item.verbal
            && item.span.end <= left.edge
            && age.context().end <= item.span.start
            && matches!(passage.slice(gap), "" | "的")
    });
    item.span.start = age.map_or(item.span.start, |age| age.context().start);
    Some(item)
}

/// Whether the words before a part or a multiple say that it is about so much: 约占总数的,
/// 大约是近地点的.
fn is_about(lead: &str) -> bool {
    let mut about = lead.match_indices('约');
    about.any(|(at, word)| {
        let rest = lead.get(at + word.len()..).unwrap_or_default();
        Wording::OfWhole.length_at(rest).is_some()
    })
}

/// Whether what was taken for a noun is of 最多｜可容纳 or 最少｜时.
fn is_adverb(passage: &Passage<'_>, noun: Span) -> bool {
    let (before, text) = (passage.before(noun.start), passage.slice(noun));
    let most = before.ends_with(['最', '至', '顶']) && text.starts_with(['多', '少']);
    most || text == "时"
}

/// Whether a noun is no more than a rank: 第一.
fn is_rank(noun: &str) -> bool {
    noun.strip_prefix('第').is_some_and(|number| {
        !number.is_empty() && number.chars().all(|c| digit(c).is_some() || c == '十')
    })
}

/// Where a noun begins behind what size it is of: 泊位 of 3000｜吨级泊位.
fn past_size(passage: &Passage<'_>, noun: Span) -> usize {
    let counted = |c: char| digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '亿');
    let measures = |symbol: &str| {
        Unit::lookup(symbol)
            .is_some_and(|unit| matches!(unit.kind(), UnitKind::Mass | UnitKind::Power))
    };
    let text = passage.slice(noun);
    // 3公斤｜级选手
    if let Some(rest) = text.strip_prefix('级').filter(|rest| !rest.is_empty()) {
        let before = passage.before(noun.start);
        let mut units = before.char_indices().rev().take(UNIT);
        let sized = units.any(|(at, _)| before.get(at..).is_some_and(measures));
        return if sized {
            noun.end - rest.len()
        } else {
            noun.start
        };
    }
    let size = text.trim_start_matches(counted);
    let numbered = size.len() < text.len() || passage.before(noun.start).ends_with(counted);
    let rest = size
        .char_indices()
        .take(UNIT)
        .find(|(_, c)| *c == '级')
        .and_then(|(at, _)| {
            let measured = measures(size.get(..at)?);
            size.get(at + "级".len()..).filter(|_| measured)
        });
    let rest = rest.filter(|rest| numbered && !rest.is_empty());
    rest.map_or(noun.start, |rest| noun.end - rest.len())
}

/// The longest unit of a size, in characters.
const UNIT: usize = 5;

/// Where a noun begins of which an ordinal was cut in two: 设计时速 of 第｜一条设计
/// 时速 and of 首｜条设计时速, 销售额 of 第｜一年的销售额. 第二中级人民法院 has it in its
/// name.
fn past_ordinal(passage: &Passage<'_>, noun: Span) -> usize {
    let (before, text) = (passage.before(noun.start), passage.slice(noun));
    let (counted, numbered) = match before.chars().next_back() {
        Some('第') => {
            let counted = text.trim_start_matches(|c| digit(c).is_some() || c == '十');
            (counted, counted.len() < text.len())
        }
        Some('首') => (text, false),
        _ => return noun.start,
    };
    if !numbered && before.ends_with('第') {
        return noun.start;
    }
    let words = words(counted);
    let first = words.first().and_then(|word| word.span.of(counted));
    let unit = first
        .filter(|word| word.chars().count() == 1)
        .and_then(Unit::lookup);
    let unit = unit.filter(|unit| matches!(unit.kind(), UnitKind::Count | UnitKind::Duration));
    let rest = unit.map_or(counted, |unit| {
        counted.get(unit.symbol().len()..).unwrap_or_default()
    });
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    // 第一个、第二个 are more than one.
    if rest.chars().count() > 1 && rest.len() < counted.len() && !rest.contains('第') {
        noun.end - rest.len()
    } else if numbered {
        noun.start - "第".len()
    } else {
        noun.start
    }
}

/// Whether an item is no more than a verb behind a modal: 一年能卖十万元,
/// 再加发10元. What it is of was named before.
fn is_predicate(passage: &Passage<'_>, left: &Left, item: &Item) -> bool {
    let names_verb = item.verbal && matches!(item.rule, ItemRule::Subject | ItemRule::NounBefore);
    if !names_verb || item.span.end > left.edge {
        return false;
    }
    let text = passage.slice(Span::new(left.start.min(item.span.start), item.span.end));
    let words = words(text);
    let [.., modal, verb] = &words[..] else {
        return false;
    };
    verb.part == Part::Verb
        && modal
            .span
            .of(text)
            .is_some_and(|form| Wording::Modal.is(form))
}

/// Whether a figure is a length of time that ends an expression: 菜价近一周｜上涨5%.
fn is_recent(passage: &Passage<'_>, times: &[TimeFound], length: &Figure) -> bool {
    let found = times.partition_point(|time| time.span.end < length.context().end);
    let lasts = length.kind() == UnitKind::Duration;
    let covers = |time: &TimeFound| {
        let opens = passage
            .slice(time.span)
            .starts_with(['近', '最', '这', '过']);
        opens && time.span.covers(length.context())
    };
    lasts && times.get(found).is_some_and(covers)
}

/// Whether a figure is a length of time over which a mean was reckoned: 产值两年｜平均增长5%.
fn is_averaged(passage: &Passage<'_>, times: &[TimeFound], at: usize, length: &Figure) -> bool {
    let found = times.partition_point(|time| time.span.end < length.span().end);
    let when = times.get(found);
    when.is_some_and(|time| matches!(time.core, Core::Length(of) if of == at))
        && behind_mean(passage.after(length.context().end)).is_some()
}

/// Whether a figure is a length of time within an expression that ends behind
/// it: 五年前.
fn says_when(passage: &Passage<'_>, times: &[TimeFound], at: usize, length: &Figure) -> bool {
    let found = times.partition_point(|time| time.span.end <= length.context().end);
    times.get(found).is_some_and(|time| {
        matches!(time.core, Core::Length(of) if of == at) && time.span.start <= length.span().start
    }) || is_recent(passage, times, length)
        || is_averaged(passage, times, at, length)
}

//! What 每 is before: a body (每个村), a period (每年), a figure of its own (每10股).

use hanliang_quantity::{Unit, UnitKind};
use hanliang_span::Span;

use super::phrase::{Opening, is_measure, noun_after};
use crate::figure::Figure;
use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::per::{Per, one_at, period_at};
use crate::tables::signs::Kind;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, is_han, words};

/// A mention of 每… in a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Each {
    pub(crate) span: Span,
    /// It names a period (每年), not a body (每个村).
    pub(crate) period: bool,
}

/// How far the name of a body behind 每 may reach, in bytes.
const REACH: usize = 48;

/// Whether what follows makes 一年 or 一天 mean each one: 一年能卖10万元.
pub(crate) fn each_one(after: &str) -> bool {
    ["能", "可", "下来", "要", "就能", "就可", "得花"]
        .iter()
        .any(|word| after.starts_with(word))
}

/// Whether an amount follows in the clause: 卖一吨亏130元.
fn gives(passage: &Passage<'_>, one: Span, figures: &[Figure]) -> bool {
    let at = figures.partition_point(|figure| figure.span().start < one.end);
    let lead = passage.before(one.start);
    let part =
        lead.ends_with(|c: char| "每第这那前近同当过有用第统唯".contains(c) || digit(c).is_some());
    !part
        && figures.get(at).is_some_and(|figure| {
            let between = passage.slice(Span::new(one.end, figure.span().start.max(one.end)));
            // 一天8小时; not 工期一个月10天
            figure.kind() == UnitKind::Duration && between.is_empty() && !Beside::Lasting.ends(lead)
                || matches!(figure.kind(), UnitKind::Money | UnitKind::Mass)
                    && between.chars().count() <= 6
                    && between.chars().all(|c| {
                        is_han(c) && !matches!(c, '的' | '内' | '来' | '后' | '前' | '间' | '中')
                    })
        })
}

/// Every 每… of a sentence, in order.
pub(crate) fn each_of(passage: &Passage<'_>, sentence: Span, figures: &[Figure]) -> Vec<Each> {
    let signs = |kind, sign| {
        let signs = passage.signs(kind, sentence);
        signs.filter_map(move |(at, character)| (character == sign).then_some(at))
    };
    let ones = signs(Kind::Numeral, '一')
        .filter_map(|start| one(passage, Span::new(start, sentence.end), figures));
    let every = signs(Kind::Time, '每')
        .filter_map(|start| every(passage, Span::new(start, sentence.end), figures));
    let mut found: Vec<Each> = ones.chain(every).collect();
    found.sort_by_key(|each| each.span.start);
    found
}

/// 一年能卖10万元, 卖一吨亏130元: the 一 that a stretch begins with is each one.
fn one(passage: &Passage<'_>, stretch: Span, figures: &[Figure]) -> Option<Each> {
    let (length, one) = one_at(passage.slice(stretch))?;
    let span = Span::new(stretch.start, stretch.start + length);
    // 一年半
    if passage.near(span.end, 1) == "半" {
        return None;
    }
    let period = one == Per::OnePeriod;
    let earns = period && length == "一年".len() && each_one(passage.near(span.end, 3));
    (earns || gives(passage, span, figures)).then_some(Each { span, period })
}

/// The 每… that a stretch begins with.
fn every(passage: &Passage<'_>, stretch: Span, figures: &[Figure]) -> Option<Each> {
    let start = stretch.start;
    // 340立方米每秒 is a unit.
    let upto = figures.partition_point(|figure| figure.span().start <= start);
    let over = upto.checked_sub(1).and_then(|last| figures.get(last));
    if over.is_some_and(|figure| figure.span().end > start) {
        return None;
    }
    // 每满1年, 每隔四年
    let full = ["每满", "每隔"]
        .iter()
        .any(|word| passage.after(start).starts_with(word));
    let inner = start + if full { "每满".len() } else { "每".len() };
    let after = passage.near(inner, 4);
    // 每股收益 is an indicator.
    if ["股收益", "股净", "股现"]
        .iter()
        .any(|word| after.starts_with(word))
    {
        return None;
    }
    if let Some((length, per)) = period_at(after) {
        return Some(Each {
            span: Span::new(start, inner + length),
            period: per == Per::Period,
        });
    }
    let end = end_of_each(passage, Span::new(inner, stretch.end), figures);
    (end > inner).then(|| Each {
        span: Span::new(start, end),
        period: false,
    })
}

/// Where what 每 is before ends: a body (每个村), or a figure of its own
/// (每10股), for some with a noun (每1000名居民).
fn end_of_each(passage: &Passage<'_>, stretch: Span, figures: &[Figure]) -> usize {
    let inner = stretch.start;
    let first = figures.partition_point(|figure| figure.span().start < inner);
    let own = figures
        .get(first)
        .filter(|figure| figure.span().start == inner);
    let from = own.map_or(inner, |figure| {
        let end = figure.context().end;
        // 每十万人｜口
        end + if passage.near(end, 1) == "口" {
            "口".len()
        } else {
            0
        }
    });
    let wants_noun = |unit: &str| matches!(unit, "名" | "个" | "位" | "只" | "头" | "");
    let end = match own {
        Some(figure) if !wants_noun(figure.unit()) => from,
        _ => body_end(passage, from, stretch.end.min(from + REACH)),
    };
    before_figure(passage, from, end, figures)
}

/// The length of the words that make a figure that by which others are reckoned: 每亩120元｜的标准,
/// 2%｜的比例.
pub(crate) fn standard_at(passage: &Passage<'_>, end: usize) -> usize {
    let near = passage.near(end, 4);
    let standard = ["的标准", "标准", "的比例"].iter();
    let mut standard = standard.filter(|words| near.starts_with(**words));
    standard.next().map_or(0, |words| words.len())
}

/// 每个村补助2万元: what stands right before a figure is its noun, not a part
/// of the body.
fn before_figure(passage: &Passage<'_>, from: usize, end: usize, figures: &[Figure]) -> usize {
    let at = figures.partition_point(|figure| figure.span().start < end);
    let text = passage.slice(Span::new(from, end));
    // 每平方千米420人; 每名党员200元的标准: all of the body.
    let rated = || {
        let figure = figures.get(at).map_or(end, |figure| figure.context().end);
        standard_at(passage, figure) > 0
    };
    if Unit::lookup(text).is_some_and(|unit| unit.is_known()) || rated() {
        return end;
    }
    // 每棚收益约2万元: a sum is never a body.
    let sum = Wording::Sum.ends(text);
    let adjoins =
        |figure: &Figure| figure.span().start == end || sum && figure.context().start == end;
    if !figures.get(at).is_some_and(adjoins) {
        return end;
    }
    let words = words(text);
    match words.last() {
        Some(last) if words.len() > 1 => from + last.span.start,
        _ => end,
    }
}

/// The end of the body 每 distributes over: 每(支)驻村工作队, 每户.
fn body_end(passage: &Passage<'_>, from: usize, limit: usize) -> usize {
    let mut limit = limit;
    while limit > from && !passage.text.is_char_boundary(limit) {
        limit -= 1;
    }
    let near = passage.near(from, 2);
    let mut characters = near.chars();
    let first = characters.next();
    // 每户困难家庭, 每村, 每人 say enough with the first character.
    if first.is_some_and(|c| "人村户亩吨斤股镇县校班省市".contains(c))
        && !near.ends_with(['民', '员', '庭', '公', '学', '级'])
    {
        return from + first.map_or(0, char::len_utf8);
    }
    if let Some(length) = measure_at(passage.near(from, 4)) {
        return from + length;
    }
    let classifier = first
        .filter(|c| {
            "名个支位只条项辆套件座台份张头棵艘架间所家棚程".contains(*c)
                || is_unit(passage.near(from, 4))
        })
        .map_or(0, char::len_utf8);
    let start = from + classifier;
    let clause = super::clause::clause(passage, Span::at(start));
    let phrase = noun_after(passage, start, clause.end.min(limit), Opening::Modifier)
        .filter(|phrase| phrase.span.start == start)
        // 每盒售价由298元降至68元: a measure is what is stated, not of what.
        .filter(|phrase| !is_measure(passage.slice(phrase.span)));
    phrase.map_or(start, |phrase| {
        start + nominal_length(passage.slice(phrase.span))
    })
}

/// Whether the first character of a text is a unit by itself, of no word with the
/// next: 栋 of 每栋面积, not 座 of 每座位.
fn is_unit(near: &str) -> bool {
    let length = near.chars().next().map_or(0, char::len_utf8);
    let unit = near.get(..length).and_then(Unit::lookup);
    let word = words(near).first().map_or(0, |word| word.span.len());
    word <= length && unit.is_some_and(|unit| unit.is_known())
}

/// The length of the unit of a measure that a text begins with: 平方公里, 公顷.
fn measure_at(text: &str) -> Option<usize> {
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut long = ends.rev().filter(|end| *end > 3);
    long.find(|end| {
        let unit = text.get(..*end).and_then(Unit::lookup);
        unit.is_some_and(|unit| !matches!(unit.kind(), UnitKind::Count | UnitKind::Other))
    })
}

/// How much of a phrase stands before the verb that follows its noun.
fn nominal_length(text: &str) -> usize {
    let mut seen = false;
    for word in words(text) {
        match word.part {
            Part::Verb | Part::VerbalNoun if seen => return word.span.start,
            Part::Noun => seen = true,
            _ => {}
        }
    }
    text.len()
}

//! Which numerals are no quantities, and what they are instead.

mod address;
mod code;
mod counts;
pub(crate) mod date;
pub(crate) mod digits;
mod enumerator;
mod list;
pub(crate) mod members;
mod name;
mod named;
mod ordinal;
mod rating;
mod refrain;
mod slogan;
mod unitless;

use std::borrow::Cow;

use hanliang_quantity::{Relation, UnitKind};
use hanliang_span::Span;

use crate::figure::Figure;
use crate::passage::Passage;
use crate::record::LabelClass;
use crate::rule::LabelRule;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::dates::Dated;
use crate::tables::fixed::{Fixed, fixed_word};
use crate::tables::signs::Kind;
use crate::tables::words::is_han;
use counts::counts;
use ordinal::Place;
use slogan::Reading;

/// A label and its place in the joined text of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) class: LabelClass,
    pub(crate) rule: LabelRule,
}

/// What the numerals of a block are: the labels, and for each figure whether
/// it states a quantity.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    pub(crate) labels: Vec<Found>,
    pub(crate) metric: Vec<bool>,
}

/// The figures of a passage and, between them, the numeral characters that
/// are no number but may be a part of a label (一肩挑, 第一, 百姓), in order.
pub(crate) fn add_anchors(passage: &Passage<'_>, figures: &mut Vec<Figure>) {
    let count = figures.len();
    let mut next = 0;
    let mut skip = 0;
    for (at, character) in passage.signs(Kind::Numeral, passage.whole()) {
        let ahead = |next: usize| figures.get(next).filter(|_| next < count);
        while let Some(figure) = ahead(next).filter(|figure| figure.span().start <= at) {
            skip = figure.span().end.max(skip);
            next += 1;
        }
        if at < skip {
            continue;
        }
        let stop = ahead(next).map_or(usize::MAX, |figure| figure.span().start);
        let digits = digits::digits_at(&passage.text, at);
        let end = digits.map_or(at + character.len_utf8(), |digits| digits.end);
        // A running number may be longer than any that is read.
        let more = passage.after(end).bytes().take_while(u8::is_ascii_digit);
        let end = match character.is_ascii_digit() {
            true => end + more.count(),
            false => end,
        };
        let end = end.min(stop);
        let value = digits.map_or(0, |digits| digits.value);
        figures.push(Figure::anchor(Span::new(at, end), value, passage));
        skip = end;
    }
    if figures.len() > count {
        figures.sort_by_key(|figure| figure.span().start);
    }
}

/// Judges every figure of a block.
pub(crate) fn judge(passage: &Passage<'_>, figures: &[Figure]) -> Judged {
    let mut judged = Judged {
        labels: Vec::new(),
        metric: vec![false; figures.len()],
    };
    let mut covered = 0;
    for (index, figure) in figures.iter().enumerate() {
        if figure.span().start < covered {
            continue;
        }
        let next = figures.get(index + 1);
        let previous = index.checked_sub(1).and_then(|at| figures.get(at));
        match read(passage, figure, previous, next) {
            Some(Reading::Label(span, class, rule)) => {
                covered = span.end.max(figure.numeral().end);
                // A name that reaches back takes in the figures it covers.
                for earlier in (0..index).rev() {
                    if figures[earlier].span().end <= span.start {
                        break;
                    }
                    judged.metric[earlier] = false;
                }
                judged.labels.push(Found { span, class, rule });
            }
            Some(Reading::Nothing) => {}
            None => judged.metric[index] = !figure.is_anchor(),
        }
    }
    judged
        .labels
        .extend(code::letter_posts(passage).into_iter().map(|span| Found {
            span,
            class: LabelClass::Code,
            rule: LabelRule::LetterPost,
        }));
    judged
        .labels
        .sort_by_key(|found| (found.span.start, found.span.end));
    judged
}

/// How long the gloss of a noun before an ordinal may be, in characters.
const GLOSS: usize = 8;

/// An ordinal with its classifier or the noun it stands before: 第一书记,
/// 第四届, 第十一次党代会; 第三季度 is a date.
fn announced(passage: &Passage<'_>, span: Span) -> Found {
    let found = |length: usize, class, rule| Found {
        span: Span::new(span.start, span.end + length),
        class,
        rule,
    };
    let after = passage.near(span.end, ordinal::REACH);
    if after.starts_with('季') && !after.starts_with("季军") {
        let quarter = ["季度", "季"].iter().find(|word| after.starts_with(**word));
        return found(
            quarter.map_or(0, |word| word.len()),
            LabelClass::Date,
            LabelRule::Quarter,
        );
    }
    // 2023年第12周: one of the year.
    let before = passage.before(span.start);
    let of_year = before.ends_with('年');
    let week = after.strip_prefix('周').filter(|_| of_year);
    if week.is_some_and(|rest| !rest.starts_with(['年', '岁', '期', '、', '转', '边'])) {
        return found("周".len(), LabelClass::Date, LabelRule::Quarter);
    }
    if after.starts_with("百分位") {
        return found(0, LabelClass::Ordinal, LabelRule::Announced);
    }
    let row = after.strip_prefix('、').is_some_and(|rest| {
        digits::digits_at(rest, 0).is_some_and(|_| !rest.starts_with(['一', '1']))
    });
    let before = passage
        .before(span.start)
        .trim_end_matches([' ', '\u{3000}']);
    // 名列第三。 is a place, 第三，: the mark of an item.
    // 位居9县（市）第一
    let glossed = || {
        let inside = before.strip_suffix(['）', ')'])?;
        let (at, _) = inside
            .char_indices()
            .rev()
            .take(GLOSS)
            .find(|(_, c)| matches!(c, '（' | '('))?;
        before.get(..at).filter(|lead| lead.ends_with(is_han))
    };
    let opens = !before.ends_with(|c: char| is_han(c) || c == '、') && glossed().is_none();
    if row || !opens && !after.starts_with(is_han) {
        return found(0, LabelClass::Ordinal, LabelRule::Announced);
    }
    if after.starts_with(['，', ',', '、', '：', '；', '。']) || opens && after.starts_with('是')
    {
        return found(0, LabelClass::Enumerator, LabelRule::AnnouncedItem);
    }
    found(
        ordinal::numbered(after),
        LabelClass::Ordinal,
        LabelRule::Announced,
    )
}

/// What a figure is, `None` if it states a quantity.
fn read(
    passage: &Passage<'_>,
    figure: &Figure,
    previous: Option<&Figure>,
    next: Option<&Figure>,
) -> Option<Reading> {
    use LabelClass::{Code, Date, Enumerator, Ordinal, Rating};
    if figure.stands_in_row() {
        return None;
    }
    let label = |span: Option<Span>, class, rule| Some(Reading::Label(span?, class, rule));
    let place = Place::new(passage, figure);
    in_announced_order(passage, figure, previous)
        .or_else(|| {
            label(
                round_of_finals(passage, figure),
                Ordinal,
                LabelRule::Ordinal,
            )
        })
        .or_else(|| {
            let tally = risen_and_fallen(passage, figure);
            label(tally, LabelClass::Slogan, LabelRule::NumeralNoun)
        })
        .or_else(|| {
            let open = date::open_year_at(&passage.text, figure.span().start);
            label(open, Date, LabelRule::OpenYear)
        })
        .or_else(|| label(code::code(passage, figure), Code, LabelRule::Code))
        .or_else(|| in_quotation(passage, figure))
        .or_else(|| label(weekday(passage, figure), Date, LabelRule::Weekday))
        .or_else(|| label(dated(passage, figure), Date, LabelRule::Date))
        .or_else(|| label(rating::rating(&place), Rating, LabelRule::Rating))
        .or_else(|| {
            let mark = enumerator::enumerator(&place);
            label(mark, Enumerator, LabelRule::Enumerator)
        })
        .or_else(|| {
            let address = address::address(passage, figure);
            label(address, Ordinal, LabelRule::Address)
        })
        .or_else(|| label(ordinal::ordinal(&place), Ordinal, LabelRule::Ordinal))
        .or_else(|| in_fixed_word(passage, figure))
        .or_else(|| slogan::bare(passage, figure, next))
        .or_else(|| figure.is_anchor().then_some(Reading::Nothing))
        .or_else(|| counts(passage, figure, previous, next))
}

/// 第三条, and 三 of 第二、三条.
fn in_announced_order(
    passage: &Passage<'_>,
    figure: &Figure,
    previous: Option<&Figure>,
) -> Option<Reading> {
    let start = figure.span().start;
    if passage.before(start).ends_with('第') {
        let found = announced(passage, Span::new(start - "第".len(), figure.numeral().end));
        return Some(Reading::Label(found.span, found.class, found.rule));
    }
    let goes_on = previous.is_some_and(|previous| ordinal::goes_on(passage, previous, figure));
    goes_on.then(|| Reading::Label(figure.span(), LabelClass::Ordinal, LabelRule::OrdinalRow))
}

/// 1/2决赛, 四分之一决赛: which round, no share.
fn round_of_finals(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let Span { start, end } = figure.span();
    let named = figure.is_fraction() && passage.near(end, 2) == "决赛";
    named.then(|| Span::new(start, end + "决赛".len()))
}

/// How many results are told side by side at most: 9涨4跌2平.
const RESULTS: usize = 6;

/// 8升4降, 五降三升一持平: how many rose and how many fell, of what was told before.
fn risen_and_fallen(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let start = figure.span().start;
    let mut end = figure.numeral().end;
    let mut last = "";
    let mut count = 0;
    while count < RESULTS {
        let Some(length) = Beside::Rise.length_at(passage.near(end, 2)) else {
            break;
        };
        let result = passage.slice(Span::new(end, end + length));
        if result == last {
            return None;
        }
        (last, end, count) = (result, end + length, count + 1);
        match digits::digits_at(&passage.text, end) {
            Some(next) if Beside::Rise.begins(passage.near(next.end, 2)) => end = next.end,
            _ => break,
        }
    }
    // 5升3涨价: a word goes on.
    let ends = !passage.after(end).starts_with(is_han);
    let stands = ends && count > 1 && figure.is_whole() && figure.is_single();
    stands.then(|| Span::new(start, end))
}

/// “四个意识”, 四个“自信”: by the quotation over the figure or behind it.
fn in_quotation(passage: &Passage<'_>, figure: &Figure) -> Option<Reading> {
    let quote = passage.quote_over(figure.span().join(figure.numeral()));
    let quoted = quote.and_then(|quote| slogan::quoted(passage, figure, quote));
    quoted.or_else(|| {
        let span = slogan::over_quotation(passage, figure)?;
        let rule = LabelRule::NumberOfQuotation;
        Some(Reading::Label(span, LabelClass::Slogan, rule))
    })
}

/// The date that the figure begins or ends.
fn dated(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let (text, start) = (&passage.text, figure.span().start);
    // 下午三点左右 is an hour, 约1985年 a year; what is about so many is no date
    // otherwise.
    let about = || {
        figure.quantity.relation == Relation::About
            && date::is_about_a_year(text, figure.context().start, start)
    };
    let more =
        || figure.quantity.relation == Relation::More && date::is_year_before_more(text, start);
    let compared = || date::is_compared_year(text, figure.context().start, start);
    // 6月起步价 is of June.
    let from = || {
        let after = passage.near(figure.numeral().end, 2);
        figure.quantity.relation == Relation::AtLeast && after == "月起"
    };
    let bounded = || !date::is_hour(text, start) && !about() && !more() && !from() && !compared();
    // 15日圆 is money.
    let counts = figure.is_ratio() || figure.kind() == UnitKind::Money;
    if counts || figure.relation_is_marked() && bounded() && !leads_on(passage, figure) {
        return None;
    }
    let traditional = matches!(text, Cow::Owned(_));
    date::date_at(text, start)
        .or_else(|| date::second_end(text, start))
        .or_else(|| traditional.then(|| date::republic_at(text, start))?)
        .or_else(|| date::festive_at(text, figure.numeral()))
        .or_else(|| {
            let month = !figure.has_unit() && date::is_counted_month(text, figure.numeral());
            month.then(|| figure.numeral())
        })
        .filter(|span| !counted(passage, figure, *span))
}

/// Whether the tilde before a figure leads to it from a time: 5月中旬～6月上旬.
fn leads_on(passage: &Passage<'_>, figure: &Figure) -> bool {
    let (context, span) = (figure.context(), figure.span());
    let mark = passage.slice(Span::new(context.start, span.start.max(context.start)));
    let before = passage.before(context.start);
    matches!(mark, "~" | "～")
        && before.ends_with(['旬', '初', '底', '末', '年', '月', '日', '号'])
        && context.end <= span.end
}

/// 一心一意, 百姓: an idiom, or a word that says no number.
fn in_fixed_word(passage: &Passage<'_>, figure: &Figure) -> Option<Reading> {
    let numeral = figure.numeral();
    let (span, class) = fixed_word(&passage.text, numeral.start)?;
    let outreached = span.start == numeral.start && figure.outreaches(span);
    if span.end < numeral.end || outreached {
        return None;
    }
    Some(match class {
        Fixed::Idiom => Reading::Label(span, LabelClass::Idiom, LabelRule::FixedWord),
        Fixed::Name => Reading::Label(span, LabelClass::Slogan, LabelRule::FixedName),
        Fixed::Word => Reading::Nothing,
    })
}

/// Whether the digits that may be a year have a unit of their own, so that
/// they count: 1950人, 2010亿元; not the class of 2022届.
fn counted(passage: &Passage<'_>, figure: &Figure, date: Span) -> bool {
    let digits = passage
        .slice(date)
        .chars()
        .all(|c| digits::digit(c).is_some());
    let magnitude = passage.slice(figure.numeral()).contains(['万', '亿']);
    digits
        && date.end < figure.span().end
        && (magnitude || figure.has_unit() && !matches!(figure.unit(), "届" | "级" | "款" | "版"))
}

/// 周三, 星期一, 初五.
fn weekday(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let before = passage.before(figure.numeral().start);
    let day = figure.numeral().len() == 3 && figure.integer().is_some_and(|n| n <= 10);
    ["星期", "礼拜", "周", "初"]
        .iter()
        .find(|word| {
            before.ends_with(**word)
                && day
                && !figure.has_unit()
                && !(**word == "周" && before.ends_with("四周"))
        })
        .map(|word| {
            let start = figure.numeral().start - word.len();
            // 正月初六
            let lead = passage.before(start);
            let month = Dated::LunarMonth.length_before(lead);
            let month = month.filter(|_| *word == "初").unwrap_or(0);
            Span::new(start - month, figure.numeral().end)
        })
        .or_else(|| day_of_the_moon(passage, figure))
}

/// 正月十五: a day behind a month of the moon that has no numeral.
fn day_of_the_moon(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let numeral = figure.numeral();
    let month = Dated::LunarMonth.length_before(passage.before(numeral.start))?;
    let named = passage
        .slice(Span::new(numeral.start - month, numeral.start))
        .ends_with('月');
    let day = figure.integer().is_some_and(|n| (11..=30).contains(&n));
    let han = passage.slice(numeral).chars().all(is_han);
    // 正月二十名工人: so many are counted.
    let counts = figure.has_unit() && !matches!(figure.unit(), "日" | "夜");
    (named && day && han && !counts && !figure.relation_is_marked())
        .then(|| Span::new(numeral.start - month, numeral.end))
}

//! Ratios of two numbers: 师生比1∶16.5, 按2:1的比例, 比例为4比6.
//!
//! A score (3比1战胜对手) and a time of day (13:23) look alike; so a ratio is
//! one only where the words around it call it so.
//!
//! Ages that fall, 距今7000—6500年, are two figures that are one too.

use hanliang_quantity::{Quantity, Relation, Value};
use hanliang_span::Span;

use crate::context::clause::clause;
use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::wording::Wording;
use crate::tables::words::is_han;

/// What stands between the two numbers.
const MARKS: [&str; 5] = [":", "：", "∶", "︰", "比"];

/// The marks of these between the numbers of a row.
const COLONS: [char; 4] = [':', '：', '∶', '︰'];

/// How far a row of numbers is looked for to either side, in characters.
const ROW: usize = 24;

/// Joins two figures of a passage that are one ratio.
pub(crate) fn join_ratios(passage: &Passage<'_>, figures: &mut Vec<Figure>) {
    figures.dedup_by(|second, first| match ratio(passage, first, second) {
        Some(ratio) => {
            *first = Figure::ratio(ratio, passage);
            true
        }
        None => false,
    });
    figures.dedup_by(|second, first| match years_ago(passage, first, second) {
        Some(years) => {
            *first = Figure::new(years, passage);
            true
        }
        None => false,
    });
    for figure in figures {
        if let Some(row) = Row::over(passage, figure).filter(|row| row.is_stated(passage)) {
            if row.makes_whole() {
                figure.put_in_whole();
            } else {
                figure.put_in_row();
            }
        }
    }
}

/// Three numbers or more with colons between: 产业结构为8:40:52, 配比为3:2:1.
struct Row {
    span: Span,
    /// What the numbers sum up to, in hundredths.
    sum: u32,
}

impl Row {
    /// The row that a figure is a number of.
    fn over(passage: &Passage<'_>, figure: &Figure) -> Option<Self> {
        let at = figure.span();
        let part = |c: &char| c.is_ascii_digit() || *c == '.' || COLONS.contains(c);
        let colon = |c: Option<char>| c.is_some_and(|c| COLONS.contains(&c));
        let (before, after) = (passage.before(at.start), passage.after(at.end));
        if figure.has_unit() || !colon(before.chars().next_back()) && !colon(after.chars().next()) {
            return None;
        }
        let length = |text: &mut dyn Iterator<Item = char>| -> usize {
            text.take(ROW).take_while(part).map(char::len_utf8).sum()
        };
        let start = at.start - length(&mut before.chars().rev());
        let end = at.end + length(&mut after.chars());
        let text = passage.slice(Span::new(start, end)).trim_end_matches('.');
        let (mut sum, mut count) = (0_u32, 0);
        for number in text.split(COLONS) {
            sum = sum.checked_add(hundredths(number)?)?;
            count += 1;
        }
        let span = Span::new(start, start + text.len());
        (count > 2).then_some(Self { span, sum })
    }

    /// Whether the numbers are the parts of a whole, as rounded.
    fn makes_whole(&self) -> bool {
        (9_900..=10_100).contains(&self.sum)
    }

    /// Whether the numbers may be hours, minutes and seconds: 20:30:50.
    fn may_be_time(&self, passage: &Passage<'_>) -> bool {
        let two = |number: &str| number.len() == 2 && number < "60";
        let mut numbers = passage.slice(self.span).split(COLONS);
        let hour = numbers.next().and_then(|hour| hour.parse::<u8>().ok());
        hour.is_some_and(|hour| hour < 24) && numbers.all(two)
    }

    /// Whether the words around name what stands in the ratio, so that it is no time of
    /// day; of parts of a whole, whether it is told what they are or come to.
    fn is_stated(&self, passage: &Passage<'_>) -> bool {
        let Span { start, end } = self.span;
        let before = passage.before(start);
        let told = || before.ends_with(['为', '由', '从', '至', '到', '是']);
        named_before(passage, start)
            || named_behind(passage, end)
            || self.makes_whole()
                && (told() && !self.may_be_time(passage) || is_possessed(passage, end))
    }
}

/// A number below a hundred with two decimals at most, in hundredths.
fn hundredths(number: &str) -> Option<u32> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(1..=2).contains(&whole.len()) || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let tens = format!("{whole}{part:0<2}");
    tens.parse().ok()
}

/// The ratio of two figures next to each other, if they are one.
fn ratio(passage: &Passage<'_>, first: &Figure, second: &Figure) -> Option<Quantity> {
    let gap = Span::new(first.span().end, second.span().start.max(first.span().end));
    let plain = |figure: &Figure| !figure.has_unit() && figure.is_single();
    if !MARKS.contains(&passage.slice(gap).trim()) || !plain(first) || !plain(second) {
        return None;
    }
    if is_one_of_more(passage, first.span().start, second.span().end) {
        return None;
    }
    if !named_before(passage, first.context().start) && !named_behind(passage, second.span().end) {
        return None;
    }
    let value = first.quantity.low().checked_div(second.quantity.low())?;
    Some(Quantity {
        span: first.span().join(second.span()),
        numeral: first.numeral().join(second.numeral()),
        context: first.context().join(second.context()),
        value: value.into(),
        relation: Relation::Exact,
        unit: None,
    })
}

/// Two ages that fall towards the present as one range: 距今约7000—6500年.
fn years_ago(passage: &Passage<'_>, first: &Figure, second: &Figure) -> Option<Quantity> {
    let gap = Span::new(first.span().end, second.span().start.max(first.span().end));
    let marks = ["-", "—", "——", "–", "－", "~", "～", "至", "到"];
    let years = second.unit() == "年" && (!first.has_unit() || first.unit() == "年");
    let single = first.is_single() && second.is_single();
    if !years || !single || !marks.contains(&passage.slice(gap)) {
        return None;
    }
    let before = passage.before(first.context().start);
    let before = before.trim_end_matches(['约', '大', '有', '为', '在']);
    let (high, low) = (first.quantity.low(), second.quantity.low());
    if !before.ends_with("距今") || low >= high {
        return None;
    }
    Some(Quantity {
        span: first.span().join(second.span()),
        numeral: first.numeral().join(second.numeral()),
        context: first.context().join(second.context()),
        value: Value::between(low, high),
        relation: first.quantity.relation,
        unit: second.quantity.unit.clone(),
    })
}

/// Whether another number goes on from a ratio, 7.3:36.2:56.5: shares of one
/// whole, which no one number states.
fn is_one_of_more(passage: &Passage<'_>, start: usize, end: usize) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let mark = |c: char| COLONS.contains(&c);
    let before = passage.before(start).strip_suffix(mark);
    let after = passage.after(end).strip_prefix(mark);
    before.is_some_and(|before| before.ends_with(digit))
        || after.is_some_and(|after| after.starts_with(digit))
}

/// 师生比达到…, 男女比例为…, 养捕比由2020年的1.6∶1提高到…
fn named_before(passage: &Passage<'_>, at: usize) -> bool {
    let before = passage.before(at);
    // 师生比（1:14）
    let before = before.strip_suffix(['（', '(']).unwrap_or(before);
    let link = Wording::RatioLink.length_before(before).unwrap_or(0);
    let name = before.get(..before.len() - link).unwrap_or_default();
    let names = |name: &str| Wording::Ratio.ends(name) || Beside::Composed.ends(name);
    if names(name) {
        return true;
    }
    let clause = clause(passage, Span::at(at));
    let before = passage.slice(Span::new(clause.start, at));
    let changes = before.match_indices(['由', '从']);
    let mut ended = changes.filter_map(|(from, _)| before.get(..from));
    ended.any(names)
}

/// …的比例
fn named_behind(passage: &Passage<'_>, at: usize) -> bool {
    let behind = behind(passage, at);
    ["比例", "比率", "配比"]
        .iter()
        .any(|word| behind.starts_with(word))
}

/// 12:45:43的产业结构
fn is_possessed(passage: &Passage<'_>, at: usize) -> bool {
    let noun = passage.near(at, 8).strip_prefix('的').unwrap_or_default();
    let noun = noun.split(|c| !is_han(c)).next().unwrap_or_default();
    Beside::Composed.within(noun)
}

/// What stands behind a place, without 的.
fn behind<'t>(passage: &'t Passage<'_>, at: usize) -> &'t str {
    let behind = passage.near(at, 12);
    behind.strip_prefix('的').unwrap_or(behind)
}

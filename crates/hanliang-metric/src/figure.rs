//! A numeral of a passage with its unit, as the rules ask about it.

use std::borrow::Cow;

use hanliang_quantity::{Number, Quantity, Relation, UnitKind};
use hanliang_span::Span;

use crate::label::digits::digit;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::folding::simplified;
use crate::tables::units::Counter;
use crate::tables::words::is_han;

/// A quantity found in a passage, before it is judged.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) quantity: Quantity,
    /// 大 stands between the numeral and what it counts: 六大产业.
    great: bool,
    /// The unit in simplified characters, where it is written otherwise.
    simplified_unit: Option<Box<str>>,
    kind: UnitKind,
    /// The numeral is one of 十 百 千 万 and no more.
    round_power: bool,
    /// Written 一, and no more than that.
    one: bool,
    /// A numeral character that the quantity crate does not read as a number:
    /// it can be a label, never a metric.
    anchor: bool,
    /// Two numbers as one ratio: 2:1.
    ratio: bool,
    /// A number of a row such as 8:40:52.
    in_row: bool,
    /// A part of a whole by its place in such a row.
    part: bool,
}

impl Figure {
    pub(crate) fn new(mut quantity: Quantity, passage: &Passage<'_>) -> Self {
        if is_tally(&quantity) {
            let end = quantity.numeral.end;
            quantity.unit = None;
            quantity.span.end = end;
            quantity.context.end = end;
        }
        let numeral = passage.slice(quantity.numeral);
        let simplified_unit = match simplified(quantity.symbol()) {
            Cow::Borrowed(_) => None,
            Cow::Owned(unit) => Some(unit.into_boxed_str()),
        };
        let kind = quantity.kind();
        let round_power = matches!(numeral, "十" | "百" | "千" | "万" | "亿");
        // The 一 of 一米八 is a part of 1.8.
        let one = matches!(numeral, "一" | "壹") && quantity.low() == Number::ONE;
        let great = quantity.unit.is_none() && counts_great(passage, &quantity);
        Self {
            great,
            simplified_unit,
            kind,
            round_power,
            one,
            anchor: false,
            ratio: false,
            in_row: false,
            part: false,
            quantity,
        }
    }

    /// A numeral that is no number: the 一 of 一肩挑, the 百 of 百姓.
    pub(crate) fn anchor(span: Span, value: u32, passage: &Passage<'_>) -> Self {
        let quantity = Quantity {
            span,
            numeral: span,
            context: span,
            value: Number::from(value).into(),
            relation: Relation::Exact,
            unit: None,
        };
        Self {
            anchor: true,
            ..Self::new(quantity, passage)
        }
    }

    /// Two numbers as one ratio: 2:1, 4比6.
    pub(crate) fn ratio(quantity: Quantity, passage: &Passage<'_>) -> Self {
        Self {
            kind: UnitKind::Ratio,
            ratio: true,
            ..Self::new(quantity, passage)
        }
    }

    /// Marks it as a number of a row such as 3:2:1.
    pub(crate) const fn put_in_row(&mut self) {
        self.in_row = true;
        self.kind = UnitKind::Ratio;
    }

    /// Marks it as a number of a row that makes up a whole: 8:40:52.
    pub(crate) const fn put_in_whole(&mut self) {
        self.put_in_row();
        self.part = true;
    }

    /// A number of a row such as 8:40:52.
    pub(crate) const fn stands_in_row(&self) -> bool {
        self.in_row
    }

    /// A part of a whole by its place in such a row.
    pub(crate) const fn is_part_of_row(&self) -> bool {
        self.part
    }

    /// From the numeral to the end of its unit.
    pub(crate) const fn span(&self) -> Span {
        self.quantity.span
    }

    /// 六大产业: 大 stands between the numeral and what it counts.
    pub(crate) const fn counts_great(&self) -> bool {
        self.great
    }

    pub(crate) const fn numeral(&self) -> Span {
        self.quantity.numeral
    }

    /// With the words around it that say how exact it is, 约…左右, and the 大 of
    /// 四大工程.
    pub(crate) const fn context(&self) -> Span {
        let Span { start, end } = self.quantity.context;
        let length = if self.great { "大".len() } else { 0 };
        Span::new(start, end + length)
    }

    /// Two numbers as one ratio, which is no share of a whole.
    pub(crate) const fn is_ratio(&self) -> bool {
        self.ratio
    }

    pub(crate) const fn is_anchor(&self) -> bool {
        self.anchor
    }

    pub(crate) fn unit(&self) -> &str {
        self.simplified_unit
            .as_deref()
            .unwrap_or_else(|| self.quantity.symbol())
    }

    pub(crate) const fn kind(&self) -> UnitKind {
        self.kind
    }

    pub(crate) const fn has_unit(&self) -> bool {
        self.quantity.unit.is_some()
    }

    /// A classifier: 个 名 条.
    pub(crate) fn has_count_unit(&self) -> bool {
        self.has_unit() && self.kind == UnitKind::Count
    }

    /// A classifier of two characters or more, so that a stray one is ruled
    /// out: 人次.
    pub(crate) fn has_count_unit_two(&self) -> bool {
        self.has_count_unit() && self.unit().chars().count() > 1
    }

    /// A unit of measure: 元 年 公里 %.
    pub(crate) fn has_measure(&self) -> bool {
        self.has_unit() && self.kind != UnitKind::Count
    }

    pub(crate) fn is_percent(&self) -> bool {
        self.kind == UnitKind::Percent
    }

    /// A unit that is a noun itself: 人 户 家.
    pub(crate) fn is_self_counting(&self) -> bool {
        Counter::Alone.is(self.unit())
    }

    /// A classifier of happenings: what it counts may be a verb.
    pub(crate) fn counts_events(&self) -> bool {
        Counter::Event.is(self.unit())
    }

    /// A unit that is itself the noun, so that none need follow.
    pub(crate) fn is_noun_itself(&self) -> bool {
        Counter::Noun.is(self.unit())
    }

    /// 人 名 位: people.
    pub(crate) fn counts_people(&self) -> bool {
        Counter::People.is(self.unit())
    }

    pub(crate) fn is_loose_unit(&self) -> bool {
        Counter::Loose.is(self.unit())
    }

    pub(crate) fn relation_is_marked(&self) -> bool {
        self.quantity.relation != Relation::Exact
    }

    pub(crate) fn is_single(&self) -> bool {
        self.quantity.value.is_single()
    }

    /// Whether both its ends are whole numbers.
    pub(crate) fn is_whole(&self) -> bool {
        let value = self.quantity.value;
        value.low().is_integer() && value.high().is_integer()
    }

    /// The value if it is one small whole number.
    pub(crate) fn integer(&self) -> Option<u32> {
        let low = self.quantity.value.low();
        (self.is_single() && low.is_integer()).then_some(())?;
        u32::try_from(low.numerator()).ok()
    }

    /// Written 一: it may count nothing.
    pub(crate) const fn is_one(&self) -> bool {
        self.one
    }

    pub(crate) const fn is_round_power(&self) -> bool {
        self.round_power
    }

    /// 十 百 千 万 before a unit of length or households, as in names of places.
    pub(crate) fn is_round_power_or_ten(&self) -> bool {
        self.round_power && matches!(self.unit(), "里" | "户" | "家" | "米")
    }

    pub(crate) fn is_fraction(&self) -> bool {
        !self.has_unit() && self.kind == UnitKind::Ratio
    }

    /// At least a hundred, so that it is no index or list mark.
    pub(crate) fn is_long(&self) -> bool {
        self.quantity.value.low() >= Number::from(100)
    }

    pub(crate) fn is_small(&self) -> bool {
        self.quantity.value.high() < Number::from(1000)
    }

    /// Whether the figure reaches beyond a fixed word that starts where it
    /// does, so that the word does not hold it: 三角 in 三角钱.
    pub(crate) fn outreaches(&self, word: Span) -> bool {
        self.has_unit() && self.span().end > word.end
    }

    pub(crate) fn starts_with_digit_before_point(&self, passage: &Passage<'_>) -> bool {
        passage
            .before(self.numeral().start)
            .strip_suffix('.')
            .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
    }
}

/// 8金, 2死708伤: what was counted stands there in place of a unit.
fn is_tally(quantity: &Quantity) -> bool {
    let unit = simplified(quantity.symbol());
    quantity.span.start == quantity.numeral.start
        && Beside::Tally.is(&unit)
        && !Beside::Result.is(&unit)
}

/// Whether 大 and a noun stand behind a numeral: 六大产业, 5大园区.
fn counts_great(passage: &Passage<'_>, quantity: &Quantity) -> bool {
    let mut after = passage.after(quantity.span.end).chars();
    // 20大元 is a sum, 3大一小 counts the great and the small.
    let noun = |c: char| is_han(c) && digit(c).is_none() && !matches!(c, '元' | '块' | '洋');
    let great = after.next() == Some('大') && after.next().is_some_and(noun);
    let (low, single) = (quantity.low(), quantity.value.is_single());
    great && single && low.is_integer() && (2..=99).contains(&low.numerator())
}

//! Whether a figure that is no date, name or mark states a quantity.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use super::digits::{digit, digits_at};
use super::list::clause_before;
use super::slogan::Reading;
use crate::context::each::each_one;
use crate::figure::Figure;
use crate::missing::{
    is_heading, is_rest, lacks_whole, lost_after_reach, lost_behind_noun, lost_higher, lost_round,
};
use crate::passage::Passage;
use crate::record::LabelClass;
use crate::rule::LabelRule;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::words::{Part, is_han, words};

/// The longest name of a work that a numeral opens, in characters.
const TITLE: usize = 8;
/// The longest one in which a measure is not meant, in characters.
const WORK: usize = 6;
/// How far what there are so many of is looked for, in characters.
const COMPARED: usize = 10;
/// How long what is done once in so long may be, in characters.
const HELD: usize = 8;
/// How far back a clause is looked through for 每, in characters.
const CLAUSE: usize = 30;

/// Whether a figure that is nothing else states a quantity: `None` if so.
pub(super) fn counts(
    passage: &Passage<'_>,
    figure: &Figure,
    previous: Option<&Figure>,
    next: Option<&Figure>,
) -> Option<Reading> {
    let case = Case::new(passage, figure, previous);
    if case.lost_its_whole() || case.lost_a_part() || case.follows_a_point() {
        return Some(Reading::Nothing);
    }
    if case.is_model() {
        let number = Reading::Label(figure.numeral(), LabelClass::Code, LabelRule::Code);
        return Some(number);
    }
    if !figure.has_unit() {
        return case.without_unit();
    }
    if case.is_priced(next) || case.holds_so_long(next) {
        return Some(Reading::Nothing);
    }
    if case.is_written_one() {
        return (!case.one_counts()).then_some(Reading::Nothing);
    }
    if case.compares()
        || case.is_for_so_many()
        || case.stands_for_lost()
        || case.is_per()
        || case.is_counted()
    {
        return Some(Reading::Nothing);
    }
    if let Some(title) = case.title() {
        return Some(Reading::Label(title, LabelClass::Slogan, LabelRule::Title));
    }
    if let Some(system) = case.names_a_system() {
        return Some(Reading::Label(
            system,
            LabelClass::Slogan,
            LabelRule::NumeralNoun,
        ));
    }
    if case.names_a_place()
        || case.names_a_road()
        || case.names_a_body()
        || case.names_a_person()
        || case.opens_a_title()
    {
        return Some(Reading::Nothing);
    }
    let label = Reading::Label(figure.span(), LabelClass::Idiom, LabelRule::RoundPower);
    case.is_figurative().then_some(label)
}

/// A figure with what stands beside it.
pub(super) struct Case<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) figure: &'a Figure,
    previous: Option<&'a Figure>,
    pub(super) before: &'a str,
    /// The next few characters.
    pub(super) after: &'a str,
    pub(super) numeral: &'a str,
    /// The numeral is written in Han characters.
    pub(super) han: bool,
}

impl<'a> Case<'a> {
    fn new(passage: &'a Passage<'a>, figure: &'a Figure, previous: Option<&'a Figure>) -> Self {
        let numeral = passage.slice(figure.numeral());
        Self {
            passage,
            figure,
            previous,
            before: passage.before(figure.context().start),
            after: passage.near(figure.span().end, 6),
            numeral,
            han: numeral.chars().all(is_han),
        }
    }

    /// The figure that ends where this one starts.
    fn adjoining(&self) -> Option<&'a Figure> {
        let start = self.figure.span().start;
        self.previous
            .filter(|previous| previous.span().end == start)
    }

    /// The work whose name the figure opens: 《十二个夜晚》.
    fn work(&self) -> Option<Span> {
        let quote = self.passage.quote_over(self.figure.span())?;
        let opens = quote.title && quote.inside.start == self.figure.span().start;
        opens.then_some(quote.inside)
    }

    /// Whether a noun may begin behind the figure.
    pub(super) fn noun_follows(&self) -> bool {
        self.after.starts_with(is_han)
    }
}

/// Any figure.
impl Case<'_> {
    /// ".3公里", ".9万户": its whole part was lost, see `missing`.
    fn lost_its_whole(&self) -> bool {
        self.numeral.starts_with(['.', '．'])
            && lacks_whole(self.passage, self.figure.numeral().start)
    }

    /// 至分58秒, 死亡万7千多头: a higher part of it was lost.
    fn lost_a_part(&self) -> bool {
        let start = self.figure.numeral().start;
        let digits = |c: char| c.is_ascii_digit();
        let before = self.passage.before(start);
        let lead = before
            .strip_suffix('分')
            .filter(|_| self.figure.unit() == "秒");
        let higher = self
            .numeral
            .strip_prefix('万')
            .is_some_and(|rest| rest.starts_with(digits))
            || before.ends_with('万') && self.numeral.starts_with(digits);
        let lost = |at| lost_higher(self.passage, at);
        lead.is_some_and(|lead| lost(lead.len()))
            || higher && lost(start)
            || higher && lost(start.saturating_sub("万".len()))
    }

    /// 北斗-3卫星, 东风-5卡车: a dash leads to the number of a model, where a word begins
    /// with what would be its unit; 增长-3家 falls below nothing.
    fn is_model(&self) -> bool {
        let dash = self.numeral.starts_with(['-', '－', '—', '−']);
        let name = self.before.ends_with(is_han) && self.figure.is_whole();
        let near = self.passage.near(self.figure.numeral().end, 4);
        let counts = !self.figure.has_measure();
        let word = || {
            let first = words(near).into_iter().next();
            first.is_some_and(|word| {
                word.part == Part::Noun && word.span.len() > self.figure.unit().len()
            })
        };
        dash && name && counts && near.starts_with(is_han) && word()
    }

    /// Behind a point that no digit stands before.
    fn follows_a_point(&self) -> bool {
        let start = self.figure.numeral().start;
        let before = self.passage.before(start);
        // 走了.12天: the point ends a sentence.
        let stops = |lead: &str| lead.ends_with(is_han) && !lacks_whole(self.passage, lead.len());
        before.strip_suffix('.').is_some_and(|lead| !stops(lead))
            && !self.figure.starts_with_digit_before_point(self.passage)
    }
}

/// A figure with a unit.
impl Case<'_> {
    /// 一 and no more: it may count nothing.
    fn is_written_one(&self) -> bool {
        let (context, span) = (self.figure.context(), self.figure.span());
        let marked = self.figure.relation_is_marked()
            && self.passage.slice(Span::new(context.start, span.start)) != "上";
        self.figure.is_one() && !marked && self.figure.is_single()
    }

    /// 万 or 百 alone, with no 约 nor 多.
    fn is_plain_power(&self) -> bool {
        self.figure.is_round_power() && !self.figure.relation_is_marked()
    }

    /// 万元GDP能耗, 万亩示范片, 百米亚军: a unit of comparison within a noun.
    fn compares(&self) -> bool {
        self.is_plain_power()
            && self.figure.has_measure()
            && Beside::Compared.is(self.figure.unit())
            && (self.after).starts_with(|c: char| is_han(c) || c.is_ascii_alphabetic())
            // 十元三斤: the price of so many.
            && digits_at(self.after, 0).is_none()
            && !Beside::Amount.ends(self.before)
            && !Beside::Rest.begins(self.after)
    }

    /// 千人床位数, 万人发明专利拥有量: for how many there are so many of what follows.
    fn is_for_so_many(&self) -> bool {
        let stock = || {
            let near = self.passage.near(self.figure.span().end, COMPARED);
            let noun = near.split(|c| !is_han(c)).next().unwrap_or_default();
            Beside::Stock.within(noun)
        };
        self.is_plain_power() && self.figure.is_self_counting() && stock()
    }

    /// 鸡蛋一斤5元, 12元1公斤: what a price is the price of, one of it.
    fn is_priced(&self, next: Option<&Figure>) -> bool {
        let price = |figure: &Figure| figure.kind() == UnitKind::Money && !figure.is_one();
        let end = self.figure.span().end;
        let before = || self.adjoining().is_some_and(price);
        let behind = || {
            let next = next.filter(|next| next.span().start == end);
            self.is_written_one() && next.is_some_and(price)
        };
        let measured = self.figure.has_measure() || self.figure.has_count_unit();
        // 一等奖5000元1名: digits count, but for measures.
        let written = self.numeral == "一" || self.figure.has_measure();
        let one = written && self.figure.integer() == Some(1) && self.figure.is_single();
        one && measured
            && !matches!(self.figure.kind(), UnitKind::Money | UnitKind::Percent)
            && (before() && !self.noun_follows() || behind())
    }

    /// 一天8小时, 一周五天: the period that so much of is told of.
    fn holds_so_long(&self, next: Option<&Figure>) -> bool {
        let end = self.figure.span().end;
        let length = |figure: &Figure| figure.kind() == UnitKind::Duration;
        let within = next.filter(|next| next.span().start == end);
        self.is_written_one()
            && length(self.figure)
            && !Beside::Lasting.ends(self.before)
            && within.is_some_and(length)
    }

    /// What is left of a figure that was lost, see `missing`, or heads a column.
    fn stands_for_lost(&self) -> bool {
        let (passage, span) = (self.passage, self.figure.span());
        // Where all digits are gone the 万 of 人口万人 is what is left.
        let stripped = || {
            self.numeral.starts_with(['万', '亿'])
                || self.figure.is_round_power() && self.figure.has_measure()
        };
        // 单位：万元 counts nothing; of 总投资亿元 the figure was lost.
        let alone = || {
            is_heading(self.before, self.after)
                || is_rest(self.before, self.after)
                || lost_after_reach(passage, span.start)
                || lost_round(passage, span.start)
                || lost_behind_noun(passage, span.start, span.end)
        };
        passage.stripped && stripped() || self.is_plain_power() && alone()
    }

    /// 每百户居民 is per what, 每半年 is a period.
    fn is_per(&self) -> bool {
        self.before.ends_with('每') && (self.figure.is_round_power() || self.numeral == "半")
    }

    /// 9次三振: what a figure counts may begin with a numeral itself.
    fn is_counted(&self) -> bool {
        let counts = |previous: &Figure| {
            let numeral = self.passage.slice(previous.numeral());
            previous.has_count_unit() && numeral.starts_with(|c: char| c.is_ascii_digit())
        };
        self.han && self.numeral.chars().count() == 1 && self.adjoining().is_some_and(counts)
    }

    /// 《十二个夜晚》: all of the name of a work that a numeral opens.
    fn title(&self) -> Option<Span> {
        let short = |work: &Span| self.passage.slice(*work).chars().count() <= TITLE;
        // 《长安三万里》: nor is a measure meant within a short one.
        let within = || {
            let quote = self.passage.quote_over(self.figure.span())?;
            let inside = self.passage.slice(quote.inside);
            let few = inside.chars().count() <= WORK && !inside.contains('年');
            (quote.title && few && self.figure.has_measure()).then_some(quote.inside)
        };
        self.work()
            .or_else(within)
            .filter(|work| self.han && short(work))
    }

    /// 《百年工运史上的人和事》: in a longer name a round power is no count.
    fn opens_a_title(&self) -> bool {
        self.is_plain_power() && self.work().is_some()
    }

    /// 千年古城, 百年基业: a round power and a year or a mile is a manner of
    /// speaking.
    fn is_figurative(&self) -> bool {
        self.is_plain_power()
            && self.noun_follows()
            && !Beside::Past.begins(self.after)
            && !Beside::Lasting.ends(self.before)
            && Beside::Figurative.is(self.figure.unit())
    }
}

/// 一 with a unit.
impl Case<'_> {
    /// 一名党员就是一面旗帜 counts nothing; 每月一次, 经过一年 do.
    fn one_counts(&self) -> bool {
        match self.adjoining() {
            // 四块五一斤: the price of each.
            Some(price) if price.kind() == UnitKind::Money => return false,
            Some(larger) if larger.has_unit() => return true,
            _ => {}
        }
        match self.figure.kind() {
            UnitKind::Money | UnitKind::Percent | UnitKind::Age => true,
            UnitKind::Duration => self.is_length_of_time(),
            // 全长一公里
            UnitKind::Length => {
                let named = self.before.ends_with(['长', '高', '宽', '深', '厚']);
                named && self.ends_its_phrase()
            }
            UnitKind::Count | UnitKind::Ratio if self.is_doubling() => true,
            UnitKind::Count => self.is_one_for_each() || self.is_one_of_those(),
            // 一里 and 一斤 stand in sayings more often than in counts.
            UnitKind::Ratio | UnitKind::Mass | UnitKind::Temperature => self.ends_its_phrase(),
            _ => false,
        }
    }

    /// 用了一年, 一个月; not 不平凡的一年, 一天中, 一年能卖10万元.
    fn is_length_of_time(&self) -> bool {
        let unit = self.figure.unit();
        let idle = Beside::Idle.begins(self.after) && !matches!(unit, "年" | "个月" | "小时");
        let lasts = Beside::Span.is(unit) || Beside::Lasting.ends(self.before);
        let pointed = Beside::Pointed.ends(self.before) || self.after.starts_with('度');
        // 是极不平凡的一年: a year in particular is told of.
        let told = self.before.ends_with('的') && self.clause().any(|c| c == '是');
        lasts && !pointed && !told && !idle && !each_one(self.after)
    }

    /// 翻一番, 翻了一番
    fn is_doubling(&self) -> bool {
        let before = self.before.strip_suffix('了').unwrap_or(self.before);
        self.figure.unit() == "番" && before.ends_with('翻')
    }

    /// 每月一次: how often; 每村配备一名: what each has; 各一个.
    fn is_one_for_each(&self) -> bool {
        let (mut every, mut several) = (self.clause(), self.clause());
        let every = every.any(|c| c == '每');
        let each = every || several.any(|c| c == '各') || Beside::Each.ends(self.before);
        let ends = self.ends_its_phrase();
        let again = self
            .passage
            .near(self.figure.span().end, 2)
            .starts_with('又');
        let often = Beside::Times.is(self.figure.unit()) && (ends || !again);
        let allotted = every && !ends && Beside::Allotted.ends(self.before);
        let apiece = self.before.ends_with('各') || self.before.ends_with("均有");
        each && (often || allotted || apiece) || self.is_once_done() || self.is_once_in_so_long()
    }

    /// 四年举办一次: how often in so long.
    fn is_once_in_so_long(&self) -> bool {
        let within = |length: &Figure| {
            let gap = Span::new(length.context().end, self.figure.span().start);
            let gap = self.passage.slice(gap);
            length.kind() == UnitKind::Duration
                && gap.chars().count() <= HELD
                && gap.chars().all(is_han)
                && !gap.starts_with(['前', '后', '来', '内', '里', '中'])
        };
        let often = Beside::Times.is(self.figure.unit()) && self.ends_its_phrase();
        often && self.previous.is_some_and(within)
    }

    /// 确诊3例，其中一例死亡: one of those counted; 其中一个原因 is one of any.
    fn is_one_of_those(&self) -> bool {
        let among = self.before.ends_with("其中") || self.before.ends_with("其中有");
        let near = self.before.char_indices().rev().take(CLAUSE * 2);
        let near = near.take_while(|(_, c)| *c != '。').last();
        let near = near
            .and_then(|(at, _)| self.before.get(at..))
            .unwrap_or_default();
        let numeral = |c: char| digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万');
        let counted = || {
            let mut units = near.match_indices(self.figure.unit());
            units.any(|(at, _)| near.get(..at).is_some_and(|lead| lead.ends_with(numeral)))
        };
        among && self.figure.has_unit() && counted()
    }

    /// 为老人免费体检一次，: how often something is done to whom it is for.
    fn is_once_done(&self) -> bool {
        if !Beside::Times.is(self.figure.unit())
            || self.noun_follows()
            || self.after.starts_with('的')
        {
            return false;
        }
        let clause = clause_before(self.passage, self.figure.span().start);
        let text = self.passage.slice(clause);
        let words = words(text);
        let verb = words.last().is_some_and(|word| {
            matches!(word.part, Part::Verb | Part::VerbalNoun) && word.span.len() > 3
        });
        let first = words.first().and_then(|word| word.span.of(text));
        verb && matches!(first, Some("对" | "为" | "给"))
    }

    /// The clause up to the figure, from its end.
    fn clause(&self) -> impl Iterator<Item = char> {
        let before = self.passage.before(self.figure.span().start);
        let near = before.chars().rev().take(CLAUSE);
        near.take_while(|c| !matches!(c, '；' | ';' | '。' | '\n' | '”'))
    }

    /// Whether no noun follows.
    fn ends_its_phrase(&self) -> bool {
        !self.noun_follows() || self.after.starts_with('的')
    }
}

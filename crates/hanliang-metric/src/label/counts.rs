//! Whether a figure that is no date, name or mark states a quantity.

use hanliang_span::Span;

use super::slogan::Reading;
use crate::figure::Figure;
use crate::missing::{is_heading, is_rest, lacks_whole, lost_after_reach, lost_behind_noun};
use crate::passage::Passage;
use crate::record::LabelClass;
use crate::tables::classes::Class;
use crate::tables::counting::Beside;
use crate::tables::words::is_han;

/// Whether a figure that is nothing else states a quantity: `None` if so.
pub(super) fn counts(
    passage: &Passage<'_>,
    figure: &Figure,
    previous: Option<&Figure>,
) -> Option<Reading> {
    let label = |span, class, rule| Some(Reading::Label(span, class, rule));
    let before = passage.before(figure.context().start);
    let after = passage.near(figure.span().end, 6);
    let numeral = passage.slice(figure.numeral());
    let han = numeral.chars().all(is_han);
    // ".3公里", ".9万户": its whole part was lost, see `missing`.
    let pointed = numeral.starts_with(['.', '．']);
    if pointed && lacks_whole(passage, figure.numeral().start) {
        return Some(Reading::Nothing);
    }
    if passage.before(figure.numeral().start).ends_with('.')
        && !figure.starts_with_digit_before_point(passage)
    {
        return Some(Reading::Nothing);
    }
    if !figure.has_unit() {
        return unitless(passage, figure, before, after, han);
    }
    let above = passage.slice(Span::new(figure.context().start, figure.span().start)) == "上";
    if han && figure.is_one() && (!figure.relation_is_marked() || above) && figure.is_single() {
        return indefinite(passage, figure, previous, before, after);
    }
    // 万元GDP能耗, 万亩示范片, 百米亚军: a unit of comparison within a noun.
    if han
        && figure.is_round_power()
        && !figure.relation_is_marked()
        && figure.has_measure()
        && Beside::Compared.is(figure.unit())
        && after.starts_with(|c: char| is_han(c) || c.is_ascii_alphabetic())
        && !Beside::Amount.ends(before)
        && !Beside::Rest.begins(after)
    {
        return Some(Reading::Nothing);
    }
    // Where all digits are gone the 万 of 人口万人 is what is left of a figure.
    if passage.stripped
        && (numeral.starts_with(['万', '亿']) || figure.is_round_power() && figure.has_measure())
    {
        return Some(Reading::Nothing);
    }
    // 每百户居民 is per what, no figure.
    if han && figure.is_round_power() && before.ends_with('每') {
        return Some(Reading::Nothing);
    }
    // 单位：万元 counts nothing; of 总投资亿元 the figure was lost, see `missing`.
    if han
        && figure.is_round_power()
        && !figure.relation_is_marked()
        && figure.has_unit()
        && (is_heading(before, after)
            || is_rest(before, after)
            || lost_after_reach(passage, figure.span().start)
            || lost_behind_noun(passage, figure.span().start, figure.span().end))
    {
        return Some(Reading::Nothing);
    }
    // 9次三振: what a figure counts may begin with a numeral itself.
    if han
        && numeral.chars().count() == 1
        && previous.is_some_and(|previous| {
            previous.has_count_unit()
                && previous.span().end == figure.span().start
                && passage
                    .slice(previous.numeral())
                    .starts_with(|c: char| c.is_ascii_digit())
        })
    {
        return Some(Reading::Nothing);
    }
    // 每半年 is a period, 千户镇 and 十里村 are places, 《百米河边》 a work.
    if han && numeral == "半" && before.ends_with('每') {
        return Some(Reading::Nothing);
    }
    let place = Beside::Village.begins(after) && !Beside::Settled.begins(after);
    // 四家子镇, 三家子村: villages named by their first households.
    let homestead = figure.unit() == "家" && after.starts_with('子');
    let titled = passage
        .quote_over(figure.span())
        .is_some_and(|quote| quote.title && quote.inside.start == figure.span().start);
    // 《十二个夜晚》: a numeral that opens the name of a work.
    let title = passage
        .quote_over(figure.span())
        .filter(|quote| titled && passage.slice(quote.inside).chars().count() <= 8);
    if han
        && figure.has_unit()
        && let Some(title) = title
    {
        return label(title.inside, LabelClass::Slogan, "title");
    }
    if han
        && !figure.relation_is_marked()
        && (homestead
            || place && !figure.has_count_unit_two() && figure.is_round_power_or_ten()
            || titled && figure.is_round_power())
    {
        return Some(Reading::Nothing);
    }
    // 千年古城, 百年基业: a round power and a year or a mile is a manner of speaking.
    if han && figure.is_round_power() && !figure.relation_is_marked() {
        let figurative = after.starts_with(is_han)
            && !Beside::Past.begins(after)
            && !Beside::Lasting.ends(before)
            && Beside::Figurative.is(figure.unit());
        if figurative {
            return label(figure.span(), LabelClass::Idiom, "round-power");
        }
    }
    None
}

/// 一名党员就是一面旗帜 counts nothing; 每月一次, 经过一年 do.
fn indefinite(
    passage: &Passage<'_>,
    figure: &Figure,
    previous: Option<&Figure>,
    before: &str,
    after: &str,
) -> Option<Reading> {
    use hanliang_quantity::UnitKind;
    let gap = previous.filter(|previous| previous.span().end == figure.span().start);
    // 四块五一斤: the price of each.
    if gap.is_some_and(|previous| previous.kind() == UnitKind::Money) {
        return Some(Reading::Nothing);
    }
    if gap.is_some_and(Figure::has_unit) {
        return None;
    }
    let near_start = passage.before(figure.span().start);
    let clause = near_start
        .char_indices()
        .rev()
        .take(30)
        .take_while(|(_, c)| !matches!(c, '；' | ';' | '。' | '\n' | '”'))
        .last()
        .and_then(|(at, _)| near_start.get(at..))
        .unwrap_or_default();
    let ends = after.is_empty() || !after.starts_with(is_han) || after.starts_with('的');
    match figure.kind() {
        UnitKind::Duration => {
            // 一年能卖10万元: each year.
            if crate::context::per::each_one(after) {
                return Some(Reading::Nothing);
            }
            let idle =
                Beside::Idle.begins(after) && !matches!(figure.unit(), "年" | "个月" | "小时");
            if Beside::Pointed.ends(before) || idle || after.starts_with("度") {
                Some(Reading::Nothing)
            } else if Beside::Span.is(figure.unit()) || Beside::Lasting.ends(before) {
                None
            } else {
                Some(Reading::Nothing)
            }
        }
        // 翻一番, 翻了两番
        UnitKind::Count | UnitKind::Ratio
            if figure.unit() == "番" && (before.ends_with('翻') || before.ends_with("翻了")) =>
        {
            None
        }
        UnitKind::Count => {
            let each = clause.contains('每') || clause.contains('各') || Beside::Each.ends(before);
            if (Beside::Times.is(figure.unit())
                && each
                && (ends || !passage.near(figure.span().end, 2).starts_with("又")))
                || (each && clause.contains('每') && !ends && Beside::Allotted.ends(before))
                || (each && (before.ends_with('各') || before.ends_with("均有")))
            {
                None
            } else {
                Some(Reading::Nothing)
            }
        }
        // 一里 一斤 一元 stand in sayings more often than in counts.
        _ if ends
            && matches!(
                figure.kind(),
                UnitKind::Money
                    | UnitKind::Percent
                    | UnitKind::Ratio
                    | UnitKind::Mass
                    | UnitKind::Age
                    | UnitKind::Temperature
            ) =>
        {
            None
        }
        UnitKind::Money | UnitKind::Percent | UnitKind::Age => None,
        _ => Some(Reading::Nothing),
    }
}

/// A numeral without a unit: a fraction, a magnitude, 四大工程, 指数为50.2.
fn unitless(
    passage: &Passage<'_>,
    figure: &Figure,
    before: &str,
    after: &str,
    han: bool,
) -> Option<Reading> {
    let label = |span, class, rule| Some(Reading::Label(span, class, rule));
    let numeral = passage.slice(figure.numeral());
    if figure.is_fraction() {
        return None;
    }
    let magnitude = numeral.contains(['万', '亿']);
    let stated = Beside::Stated.ends(before);
    if !han {
        if magnitude || figure.relation_is_marked() && !figure.is_small() {
            return None;
        }
        if stated
            && (numeral.contains(['.', '．']) || figure.is_long())
            && !after.starts_with(|c: char| c.is_ascii_alphanumeric())
        {
            return None;
        }
        let spans = figure.span();
        return label(spans, LabelClass::Code, "bare-number");
    }
    if magnitude && numeral.chars().count() > 1 && (after.starts_with(is_han) || stated) {
        return None;
    }
    // 净挣一万五: too long for anything but a sum.
    if magnitude && (figure.relation_is_marked() || numeral.chars().count() > 2) {
        return None;
    }
    // 减半, 过半
    if numeral == "半" {
        return if Beside::Halved.ends(before) && !after.starts_with(is_han) {
            None
        } else {
            Some(Reading::Nothing)
        };
    }
    let small = figure.integer().is_some_and(|n| (2..=99).contains(&n));
    if small && after.starts_with('大') && after.chars().nth(1).is_some_and(is_han) {
        return None;
    }
    if figure.is_one() || !small {
        return Some(Reading::Nothing);
    }
    // 两委, 三农: a numeral and a noun that it does not count.
    if after.starts_with(is_han) && numeral.chars().count() == 1 {
        let length = after.chars().next().map_or(0, char::len_utf8);
        let span = Span::new(figure.span().start, figure.numeral().end + length);
        return label(span, LabelClass::Slogan, "numeral-noun");
    }
    Some(Reading::Nothing)
}

//! Which numerals are no quantities, and what they are instead.

mod code;
mod date;
pub(crate) mod digits;
mod list;
pub(crate) mod members;
mod name;
mod ordinal;
mod refrain;
mod slogan;

use hanliang_span::Span;

use crate::figure::Figure;
use crate::passage::Passage;
use crate::record::LabelClass;
use crate::tables::fixed::{Fixed, fixed_word};
use crate::tables::signs::Kind;
use crate::tables::words::is_han;
use slogan::Reading;

/// A label and its place in the joined text of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) span: Span,
    pub(crate) class: LabelClass,
    pub(crate) rule: &'static str,
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
pub(crate) fn with_anchors(passage: &Passage<'_>, figures: Vec<Figure>) -> Vec<Figure> {
    let mut all = Vec::with_capacity(figures.len() + figures.len() / 2);
    let mut figures = figures.into_iter();
    let start = |figures: &std::vec::IntoIter<Figure>| {
        figures
            .as_slice()
            .first()
            .map_or(usize::MAX, |figure| figure.span.start)
    };
    let mut stop = start(&figures);
    let mut skip = 0;
    for (at, character) in passage.signs(Kind::Numeral, passage.whole()) {
        while stop <= at {
            let Some(figure) = figures.next() else {
                break;
            };
            skip = figure.span.end.max(skip);
            all.push(figure);
            stop = start(&figures);
        }
        if at < skip {
            continue;
        }
        let digits = digits::digits_at(&passage.text, at);
        let end = digits
            .map_or(at + character.len_utf8(), |digits| digits.end)
            .min(stop);
        let value = digits.map_or(0, |digits| digits.value);
        all.push(Figure::anchor(Span::new(at, end), value, passage));
        skip = end;
    }
    all.extend(figures);
    all
}

/// Judges every figure of a block.
pub(crate) fn judge(passage: &Passage<'_>, figures: &[Figure]) -> Judged {
    let mut judged = Judged {
        labels: Vec::new(),
        metric: vec![false; figures.len()],
    };
    let mut covered = 0;
    for (index, figure) in figures.iter().enumerate() {
        if figure.span.start < covered {
            continue;
        }
        let next = figures.get(index + 1);
        let previous = index.checked_sub(1).and_then(|at| figures.get(at));
        match read(passage, figure, previous, next) {
            Some(Reading::Label(span, class, rule)) => {
                covered = span.end.max(figure.numeral.end);
                // A name that reaches back takes in the figures it covers.
                for earlier in (0..index).rev() {
                    if figures[earlier].span.end <= span.start {
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
            rule: "letter-post",
        }));
    judged
        .labels
        .sort_by_key(|found| (found.span.start, found.span.end));
    judged
}

/// An ordinal with its classifier or the noun it stands before: 第一书记,
/// 第四届, 第十一次党代会; 第三季度 is a date.
fn announced(passage: &Passage<'_>, span: Span) -> Found {
    let after = passage.near(span.end, 6);
    if after.starts_with('季') && !after.starts_with("季军") {
        let length = if after.starts_with("季度") {
            "季度".len()
        } else {
            "季".len()
        };
        let span = Span::new(span.start, span.end + length);
        return Found {
            span,
            class: LabelClass::Date,
            rule: "quarter",
        };
    }
    let row = after.strip_prefix('、').is_some_and(|rest| {
        digits::digits_at(rest, 0).is_some_and(|_| !rest.starts_with(['一', '1']))
    });
    if row {
        return Found {
            span,
            class: LabelClass::Ordinal,
            rule: "announced",
        };
    }
    if after.starts_with(['，', ',', '、', '：', '；', '。']) || after.starts_with("是") {
        return Found {
            span,
            class: LabelClass::Enumerator,
            rule: "announced-item",
        };
    }
    let length: usize = after
        .chars()
        .take(2)
        .take_while(|c| is_han(*c))
        .map(char::len_utf8)
        .sum();
    let span = Span::new(span.start, span.end + length);
    Found {
        span,
        class: LabelClass::Ordinal,
        rule: "announced",
    }
}

/// What a figure is, `None` if it states a quantity.
fn read(
    passage: &Passage<'_>,
    figure: &Figure,
    previous: Option<&Figure>,
    next: Option<&Figure>,
) -> Option<Reading> {
    let label = |span, class, rule| Some(Reading::Label(span, class, rule));
    if passage.before(figure.span.start).ends_with('第') {
        let span = Span::new(figure.span.start - "第".len(), figure.numeral.end);
        let found = announced(passage, span);
        return label(found.span, found.class, found.rule);
    }
    if let Some(previous) = previous
        && ordinal::goes_on(passage, previous, figure)
    {
        return label(figure.span, LabelClass::Ordinal, "ordinal-row");
    }
    if let Some(span) = code::code(passage, figure) {
        return label(span, LabelClass::Code, "code");
    }
    if let Some(quote) = passage.quote_over(figure.span.join(figure.numeral))
        && let Some(reading) = slogan::quoted(passage, figure, quote)
    {
        return Some(reading);
    }
    if let Some(span) = slogan::over_quotation(passage, figure) {
        return label(span, LabelClass::Slogan, "number-of-quotation");
    }
    if let Some(span) = weekday(passage, figure) {
        return label(span, LabelClass::Date, "weekday");
    }
    if !figure.relation_is_marked()
        && let Some(span) = date::date_at(&passage.text, figure.span.start)
            .or_else(|| date::second_end(&passage.text, figure.span.start))
        && !counted(passage, figure, span)
    {
        return label(span, LabelClass::Date, "date");
    }
    if let Some(span) = ordinal::rating(passage, figure) {
        return label(span, LabelClass::Rating, "rating");
    }
    if let Some(span) = ordinal::enumerator(passage, figure) {
        return label(span, LabelClass::Enumerator, "enumerator");
    }
    if let Some(span) = ordinal::ordinal(passage, figure) {
        return label(span, LabelClass::Ordinal, "ordinal");
    }
    if let Some((span, class)) = fixed_word(&passage.text, figure.numeral.start)
        && span.end >= figure.numeral.end
        && !(span.start == figure.numeral.start && figure.outreaches(span))
    {
        return match class {
            Fixed::Idiom => label(span, LabelClass::Idiom, "fixed-word"),
            Fixed::Word => Some(Reading::Nothing),
        };
    }
    if let Some(reading) = slogan::bare(passage, figure, next) {
        return Some(reading);
    }
    if figure.is_anchor() {
        return Some(Reading::Nothing);
    }
    counts(passage, figure, previous)
}

/// Whether the digits that may be a year have a unit of their own, so that
/// they count: 1950人, 2010亿元; not the class of 2022届.
fn counted(passage: &Passage<'_>, figure: &Figure, date: Span) -> bool {
    let digits = passage
        .slice(date)
        .chars()
        .all(|c| digits::digit(c).is_some());
    let magnitude = passage.slice(figure.numeral).contains(['万', '亿']);
    digits
        && date.end < figure.span.end
        && (magnitude || figure.has_unit() && !matches!(figure.unit(), "届" | "级" | "款" | "版"))
}

/// 周三, 星期一, 初五.
fn weekday(passage: &Passage<'_>, figure: &Figure) -> Option<Span> {
    let before = passage.before(figure.numeral.start);
    let day = figure.integer().is_some_and(|n| n <= 10) && figure.numeral.len() == 3;
    ["星期", "礼拜", "周", "初"]
        .iter()
        .find(|word| {
            before.ends_with(**word)
                && day
                && (!figure.has_unit() || **word == "初")
                && !(**word == "周" && before.ends_with("四周"))
        })
        .map(|word| Span::new(figure.numeral.start - word.len(), figure.numeral.end))
}

/// Whether a figure that is nothing else states a quantity: `None` if so.
fn counts(passage: &Passage<'_>, figure: &Figure, previous: Option<&Figure>) -> Option<Reading> {
    let label = |span, class, rule| Some(Reading::Label(span, class, rule));
    let before = passage.before(figure.context.start);
    let after = passage.near(figure.span.end, 6);
    let numeral = passage.slice(figure.numeral);
    let han = numeral.chars().all(is_han);
    // ".3公里": its whole part was lost, see `missing`.
    if passage.before(figure.numeral.start).ends_with('.')
        && !figure.starts_with_digit_before_point(passage)
    {
        return Some(Reading::Nothing);
    }
    if !figure.has_unit() {
        return unitless(passage, figure, before, after, han);
    }
    let above = passage.slice(Span::new(figure.context.start, figure.span.start)) == "上";
    if han && figure.is_one() && (!figure.relation_is_marked() || above) && figure.is_single() {
        return indefinite(passage, figure, previous, before, after);
    }
    // 万元GDP能耗, 万亩示范片, 百米亚军: a unit of comparison within a noun.
    let plain = !before.ends_with(|c: char| {
        "近约达超过上逾破到至有为收入元了得共计数几每满足的出付领费".contains(c)
    });
    if han
        && figure.is_round_power()
        && !figure.relation_is_marked()
        && plain
        && figure.has_measure()
        && matches!(
            figure.unit(),
            "元" | "亩" | "米" | "公里" | "里" | "吨" | "斤"
        )
        && after.starts_with(|c: char| is_han(c) || c.is_ascii_alphabetic())
        && !after.starts_with(['的', '以', '左', '户', '大'])
    {
        return Some(Reading::Nothing);
    }
    // 每百户居民 is per what, no figure.
    if han && figure.is_round_power() && before.ends_with('每') {
        return Some(Reading::Nothing);
    }
    // 总投资亿元: the figure was lost, see `missing`.
    if han
        && figure.is_round_power()
        && !figure.relation_is_marked()
        && figure.has_measure()
        && crate::missing::is_rest(before, after)
    {
        return Some(Reading::Nothing);
    }
    // 9次三振: what a figure counts may begin with a numeral itself.
    if han
        && numeral.chars().count() == 1
        && previous.is_some_and(|previous| {
            previous.has_count_unit()
                && previous.span.end == figure.span.start
                && passage
                    .slice(previous.numeral)
                    .starts_with(|c: char| c.is_ascii_digit())
        })
    {
        return Some(Reading::Nothing);
    }
    // 每半年 is a period, 千户镇 and 十里村 are places, 《百米河边》 a work.
    if han && numeral == "半" && before.ends_with('每') {
        return Some(Reading::Nothing);
    }
    let place = after.starts_with([
        '镇', '乡', '村', '屯', '寨', '庄', '街', '路', '巷', '沟', '店',
    ]) && !after.starts_with("村民")
        && !after.starts_with("乡镇")
        && !after.starts_with("村庄")
        && !after.starts_with("街道");
    // 四家子镇, 三家子村: villages named by their first households.
    let homestead = figure.unit() == "家" && after.starts_with('子');
    let titled = passage
        .quote_over(figure.span)
        .is_some_and(|quote| quote.title && quote.inside.start == figure.span.start);
    // 《十二个夜晚》: a numeral that opens the name of a work.
    let title = passage
        .quote_over(figure.span)
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
            && !after.starts_with(['的', '以', '左', '内', '来', '后', '前', '之', '元', '历'])
            && matches!(
                figure.unit(),
                "年" | "里" | "家" | "村" | "企" | "日" | "载"
            );
        if figurative {
            return label(figure.span, LabelClass::Idiom, "round-power");
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
    let gap = previous.filter(|previous| previous.span.end == figure.span.start);
    // 四块五一斤: the price of each.
    if gap.is_some_and(|previous| previous.kind() == UnitKind::Money) {
        return Some(Reading::Nothing);
    }
    if gap.is_some_and(Figure::has_unit) {
        return None;
    }
    let near_start = passage.before(figure.span.start);
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
            let pointed = [
                "这", "那", "每", "同", "另", "又", "新的", "新", "第", "某", "前", "后", "上",
                "下", "有",
            ];
            let idle = [
                "度", "到", "四季", "一", "半载", "中", "之计", "里", "前", "后",
            ];
            let pointed = pointed.iter().any(|word| before.ends_with(word));
            // 一年能卖10万元: each year.
            if crate::context::per::each_one(after) {
                return Some(Reading::Nothing);
            }
            let idle = idle.iter().any(|word| after.starts_with(word));
            if pointed
                || (idle && !matches!(figure.unit(), "年" | "个月" | "小时"))
                || after.starts_with("度")
            {
                Some(Reading::Nothing)
            } else if matches!(
                figure.unit(),
                "年" | "个月" | "小时" | "学期" | "周年" | "季度" | "刻钟"
            ) || [
                "用", "仅", "为期", "历时", "经过", "提前", "缩短", "延长", "不到", "约", "近",
            ]
            .iter()
            .any(|word| before.ends_with(word))
            {
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
            let each = clause.contains('每')
                || clause.contains('各')
                || before.ends_with(['均', '共', '仅', '只']);
            let verbal = matches!(
                figure.unit(),
                "次" | "场" | "期" | "遍" | "回" | "轮" | "趟"
            );
            if (verbal && each && (ends || !passage.near(figure.span.end, 2).starts_with("又")))
                || (each
                    && clause.contains('每')
                    && !ends
                    && before.ends_with([
                        '备', '有', '配', '联', '设', '建', '派', '选', '至', '少', '于', '名',
                        '定',
                    ]))
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
    let numeral = passage.slice(figure.numeral);
    if figure.is_fraction() {
        return None;
    }
    let magnitude = numeral.contains(['万', '亿']);
    let stated = before.ends_with([
        '为', '达', '到', '至', '于', '是', '约', '超', '近', '过', '逾', '占', '破', '了', '共',
    ]);
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
        let spans = figure.span;
        return label(spans, LabelClass::Code, "bare-number");
    }
    if magnitude && numeral.chars().count() > 1 && (after.starts_with(is_han) || stated) {
        return None;
    }
    // 净挣一万五: too long for anything but a sum.
    if figure.relation_is_marked() && magnitude || magnitude && numeral.chars().count() > 2 {
        return None;
    }
    // 减半, 过半
    if numeral == "半" {
        return if before.ends_with(['减', '过', '近', '折', '超']) && !after.starts_with(is_han)
        {
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
        let span = Span::new(figure.span.start, figure.numeral.end + length);
        return label(span, LabelClass::Slogan, "numeral-noun");
    }
    Some(Reading::Nothing)
}

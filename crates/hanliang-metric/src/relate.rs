//! Roles, and how the figures of a sentence belong together.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use crate::context::item::Item;
use crate::context::left::{Change, Left};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::record::Role;
use crate::tables::cues::{Cue, cue_before};

/// Ends of nouns that name a part of a whole.
const SHARES: [&str; 13] = [
    "率",
    "比例",
    "比重",
    "占比",
    "份额",
    "程度",
    "覆盖面",
    "百分比",
    "比率",
    "面",
    "度",
    "持股",
    "股权",
];
/// Ends of nouns and verbs that name a change.
const CHANGES: [(&str, Change); 15] = [
    ("增速", Change::Up),
    ("增幅", Change::Up),
    ("涨幅", Change::Up),
    ("升幅", Change::Up),
    ("增长率", Change::Up),
    ("增长", Change::Up),
    ("增收", Change::Up),
    ("增产", Change::Up),
    ("跌幅", Change::Down),
    ("降幅", Change::Down),
    ("减幅", Change::Down),
    ("新增", Change::Up),
    ("降低", Change::Down),
    ("减排", Change::Down),
    ("减产", Change::Down),
];

/// Verbs of change whose object is what was put in, not what changed: 加大投入.
const EFFORTS: [&str; 6] = ["加大", "加快", "提高", "提升", "提速", "反弹"];

/// Ends of nouns that name a sum of money.
const SUMS: [&str; 24] = [
    "补贴", "补助", "工资", "收入", "费", "款", "金", "资", "奖", "价", "利润", "产值", "成本",
    "价格", "票", "薪", "支出", "投入", "租", "报酬", "津贴", "待遇", "钱", "入",
];

/// What kind of figure it is: its unit says so, but for 番, for sums whose
/// 元 is not written, and for 块, which counts boards as well as money.
pub(crate) fn kind(
    passage: &Passage<'_>,
    figure: &Figure,
    item: Option<Item>,
    alone: bool,
) -> UnitKind {
    // 展板30块 and 三块展板 stand side by side; 落到手里两千来块 does not.
    let beside = item.is_some_and(|item| {
        item.span.end == figure.context.start || item.span.start >= figure.span.end
    });
    let verbal = item.is_none_or(|item| item.verbal);
    let item = item.map_or("", |item| passage.slice(item.span));
    let sum = SUMS.iter().any(|end| item.ends_with(end));
    let thing = !verbal && alone && !sum && (beside || item.ends_with(['数', '量']));
    match figure.unit() {
        "番" => UnitKind::Ratio,
        "" if figure.kind() == UnitKind::Count && sum && figure.is_long() => UnitKind::Money,
        "块" if thing => UnitKind::Count,
        _ => figure.kind(),
    }
}

/// What a figure is to its item.
pub(crate) fn role(
    passage: &Passage<'_>,
    figure: &Figure,
    left: &Left,
    item: Option<Span>,
    next_arrives: bool,
) -> Role {
    if left.arrives {
        return Role::To;
    }
    if figure.unit() == "番" {
        return Role::Increase;
    }
    if left.begins && next_arrives {
        return Role::From;
    }
    if let Some(change) = left.change {
        return direction(change);
    }
    let before = passage.before(figure.context.start);
    // 多支出20块钱
    if let Some(item) = item.filter(|item| item.end <= figure.context.start) {
        let lead = passage.before(item.start);
        let more = lead.ends_with('多')
            && !lead.ends_with("很多")
            && !lead.ends_with("许多")
            && !lead.ends_with("最多");
        if more && passage.slice(item).chars().count() <= 3 {
            return Role::Increase;
        }
    }
    if before.ends_with("减") && passage.slice(figure.numeral) == "半" {
        return Role::Decrease;
    }
    // 增产稻谷500亿公斤, 下调准备金率0.25个百分点: the verb of change stands
    // before its object.
    if let Some(item) = item.filter(|item| {
        item.end <= left.edge && item.start > left.start && left.edge - item.end <= 6
    }) && !left.linked
    {
        let lead = passage.slice(Span::new(left.start, item.start));
        let lead = lead.strip_suffix('了').unwrap_or(lead);
        if let Some((length, cue)) = cue_before(lead) {
            let word = lead.get(lead.len() - length..).unwrap_or_default();
            let change = match cue {
                Cue::Increase => Some(Change::Up),
                Cue::Decrease => Some(Change::Down),
                _ => None,
            };
            if let Some(change) =
                change.filter(|_| word.chars().count() == 2 && !EFFORTS.contains(&word))
            {
                return direction(change);
            }
        }
    }
    // 新增就业1184万人, 经济增长连续四年达到10%
    let stretch = Span::new(
        item.map_or(left.edge, |item| item.start).min(left.edge),
        left.edge,
    );
    let named = passage.slice(stretch);
    if matches!(
        figure.kind(),
        UnitKind::Percent
            | UnitKind::Money
            | UnitKind::Count
            | UnitKind::Mass
            | UnitKind::Other
            | UnitKind::Area
    ) {
        let lead = passage.before(stretch.start);
        let new = |text: &str| text.ends_with("新增") || text.ends_with("净增");
        let own = item.is_none_or(|item| item.start >= left.start);
        if own
            && (named.contains('增') || lead.ends_with('增'))
            && (named.contains("新增") || named.contains("净增") || new(lead))
            // 新增A、B两个专业
            || figure.kind() == UnitKind::Count
                && passage
                    .slice(Span::new(left.start.min(left.edge), left.edge))
                    .rsplit_once("新增")
                    .is_some_and(|(_, listed)| listed.contains('、'))
        {
            return Role::Increase;
        }
        let text = item.map_or("", |item| passage.slice(item));
        if figure.kind() == UnitKind::Percent && !left.share {
            for (word, change) in CHANGES {
                if text.ends_with(word) || named.ends_with(word) {
                    return direction(change);
                }
            }
        }
    }
    // 录得12%的增长
    if figure.is_percent()
        && let Some(noun) = passage.near(figure.context.end, 3).strip_prefix('的')
        && let Some((_, change)) = CHANGES.iter().find(|(word, _)| noun.starts_with(*word))
    {
        return direction(*change);
    }
    // 容积率2.5: a ratio is no share, but 三分之一 is.
    let decimal = figure.unit().is_empty() && passage.slice(figure.numeral).contains(['.', '点']);
    if figure.is_ratio() || decimal && figure.kind() == UnitKind::Ratio {
        return Role::Level;
    }
    let rate = matches!(figure.kind(), UnitKind::Percent)
        || (figure.kind() == UnitKind::Ratio && !matches!(figure.unit(), "倍" | "折"));
    if left.share || rate {
        return Role::Share;
    }
    if item.is_some_and(|item| {
        SHARES
            .iter()
            .take(5)
            .any(|word| passage.slice(item).ends_with(word))
    }) && figure.kind() == UnitKind::Ratio
    {
        return Role::Share;
    }
    Role::Level
}

const fn direction(change: Change) -> Role {
    match change {
        Change::Up => Role::Increase,
        Change::Down => Role::Decrease,
    }
}

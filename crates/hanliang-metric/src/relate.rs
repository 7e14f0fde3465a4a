//! Roles, and how the figures of a sentence belong together.

use hanliang_quantity::UnitKind;
use hanliang_span::Span;

use crate::context::behind::change_named;
use crate::context::clause::clause;
use crate::context::item::Item;
use crate::context::left::{Change, Left};
use crate::figure::Figure;
use crate::passage::Passage;
use crate::record::Role;
use crate::tables::classes::Class;
use crate::tables::cues::{Cue, cue_before};
use crate::tables::wording::Wording;
use crate::tables::words::{Part, words};

/// What kind of figure it is: its unit says so, but for 番, for sums whose
/// 元 is not written, for 块, which counts boards as well as money, and for 点,
/// which counts demands as well as what an index stands at.
pub(crate) fn kind(
    passage: &Passage<'_>,
    figure: &Figure,
    item: Option<Item>,
    alone: bool,
) -> UnitKind {
    // 展板30块 and 三块展板 stand side by side; 落到手里两千来块 does not.
    let beside = item.is_some_and(|item| {
        item.span.end == figure.context().start || item.span.start >= figure.span().end
    });
    let verbal = item.is_none_or(|item| item.verbal);
    let item = item.map_or("", |item| passage.slice(item.span));
    let sum = Wording::Sum.ends(item);
    let thing = !verbal && alone && !sum && (beside || item.ends_with(['数', '量']));
    match figure.unit() {
        "番" => UnitKind::Ratio,
        "" if figure.kind() == UnitKind::Count && sum && figure.is_long() => UnitKind::Money,
        // 3块5: things have no tenths.
        "块" if thing
            && (figure.is_whole() || passage.slice(figure.numeral()).contains(['.', '点'])) =>
        {
            UnitKind::Count
        }
        "点" | "點"
            if item.ends_with(['指', '数', '數'])
                || item.ends_with("大市")
                || stands_at(passage, figure) =>
        {
            UnitKind::Other
        }
        _ => figure.kind(),
    }
}

/// What an index stands at, or how far it moved: 失守26000点, 10888.27点; demands are
/// fewer, and counted in Chinese numerals.
fn stands_at(passage: &Passage<'_>, figure: &Figure) -> bool {
    let written = passage.slice(figure.numeral());
    let arabic = written.starts_with(|c: char| c.is_ascii_digit());
    arabic && (figure.is_long() || !figure.is_whole())
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
    let change = left
        .change
        .or_else(|| done_more(passage, figure, item?))
        .or_else(|| halved(passage, figure))
        .or_else(|| change_of_object(passage, left, item?))
        .or_else(|| named_change(passage, figure, left, item))
        .or_else(|| change_behind(passage, figure))
        .or_else(|| signed(passage, figure, left))
        .or_else(|| difference(passage, figure));
    if let Some(change) = change {
        return match change {
            Change::Up => Role::Increase,
            Change::Down => Role::Decrease,
        };
    }
    let item = item.map_or("", |item| passage.slice(item));
    // 农民占1.2万名: so many of them are no share.
    let counted = figure.has_count_unit();
    if !counted && !is_in_points(figure) && is_share(passage, figure, left, item) {
        Role::Share
    } else {
        Role::Level
    }
}

/// Whether a figure is a number of points between two rates, which is no share.
fn is_in_points(figure: &Figure) -> bool {
    let unit = figure.unit();
    unit.ends_with("百分点") || unit.ends_with("基点")
}

/// 高于全省3.5个百分点, 比目标低2个百分点: which of two rates is the higher.
fn difference(passage: &Passage<'_>, figure: &Figure) -> Option<Change> {
    if !is_in_points(figure) {
        return None;
    }
    let clause = clause(passage, figure.context());
    let lead = passage.slice(Span::new(clause.start, figure.context().start));
    lead.chars().rev().find_map(|c| match c {
        '高' | '超' | '快' | '多' => Some(Change::Up),
        '低' | '慢' | '少' => Some(Change::Down),
        _ => None,
    })
}

/// 多支出20块钱
fn done_more(passage: &Passage<'_>, figure: &Figure, item: Span) -> Option<Change> {
    let lead = passage.before(item.start);
    let more = item.end <= figure.context().start
        && lead.ends_with('多')
        && !lead.ends_with("很多")
        && !lead.ends_with("许多")
        && !["最多", "至多", "顶多"]
            .iter()
            .any(|most| lead.ends_with(most));
    let bare = more && passage.slice(item).chars().count() <= 3;
    (bare || done_more_of(passage, figure, item)).then_some(Change::Up)
}

/// 比上年同期多归集｜公积金1.79亿元: of what more was done than then.
fn done_more_of(passage: &Passage<'_>, figure: &Figure, item: Span) -> bool {
    // Most clauses have no 多 there.
    let before = passage.before(item.start);
    let mut near = before.chars().rev().take(NEAR + 1);
    if !near.any(|c| c == '多') {
        return false;
    }
    let clause = clause(passage, figure.context());
    let lead = passage.slice(Span::new(clause.start.min(item.start), item.start));
    if !lead.starts_with(['比', '较', '同']) {
        return false;
    }
    let near = lead.char_indices().rev().nth(NEAR);
    let lead = lead.get(near.map_or(0, |(at, _)| at)..).unwrap_or_default();
    let words = words(lead);
    let [.., more, verb] = &words[..] else {
        return false;
    };
    more.span.of(lead) == Some("多") && verb.part == Part::Verb
}

/// How far before its object 多 may stand, in characters.
const NEAR: usize = 8;

/// 减半
fn halved(passage: &Passage<'_>, figure: &Figure) -> Option<Change> {
    let before = passage.before(figure.context().start);
    (before.ends_with('减') && passage.slice(figure.numeral()) == "半").then_some(Change::Down)
}

/// 增产稻谷500亿公斤, 下调准备金率0.25个百分点: the verb of change stands before
/// its object.
fn change_of_object(passage: &Passage<'_>, left: &Left, item: Span) -> Option<Change> {
    let adjoins = item.end <= left.edge && item.start > left.start && left.edge - item.end <= 6;
    if !adjoins || left.linked {
        return None;
    }
    let lead = passage.slice(Span::new(left.start, item.start));
    let lead = lead.strip_suffix('了').unwrap_or(lead);
    let (length, cue) = cue_before(lead)?;
    let word = lead.get(lead.len() - length..).unwrap_or_default();
    let change = match cue {
        Cue::Increase => Change::Up,
        Cue::Decrease => Change::Down,
        _ => return None,
    };
    (word.chars().count() == 2 && !Wording::Effort.is(word)).then_some(change)
}

/// 新增就业1184万人, 经济增长连续四年达到10%: the noun itself says the change.
fn named_change(
    passage: &Passage<'_>,
    figure: &Figure,
    left: &Left,
    item: Option<Span>,
) -> Option<Change> {
    use UnitKind::{Area, Count, Mass, Money, Other, Percent};
    if !matches!(figure.kind(), Percent | Money | Count | Mass | Other | Area) {
        return None;
    }
    let from = item.map_or(left.edge, |item| item.start).min(left.edge);
    let named = passage.slice(Span::new(from, left.edge));
    let lead = passage.before(from);
    let new = |text: &str| text.ends_with("新增") || text.ends_with("净增");
    let own = item.is_none_or(|item| item.start >= left.start);
    let has = |text: &str| text.contains('增') && (text.contains("新增") || text.contains("净增"));
    let added = own && (has(named) || new(lead));
    // 新增A、B两个专业
    let listed = || {
        let lead = passage.slice(Span::new(left.start.min(left.edge), left.edge));
        let row = Some(lead).filter(|lead| lead.contains('、'));
        let listed = row.and_then(|lead| lead.rsplit_once("新增"));
        listed.is_some_and(|(_, listed)| listed.contains('、'))
    };
    if added || figure.kind() == Count && listed() {
        return Some(Change::Up);
    }
    // 人口自然增长率: births less deaths, a state.
    let end = item.map_or(left.edge, |item| item.end);
    let state = Wording::StateRate.ends(passage.before(end));
    let rate = figure.is_percent() && !left.share && !state;
    let text = item.map_or("", |item| passage.slice(item));
    let ends = |class: Wording| rate && (class.ends(text) || class.ends(named));
    direction(ends)
}

/// Which of the two classes of nouns of change holds.
fn direction(holds: impl Fn(Wording) -> bool) -> Option<Change> {
    if holds(Wording::Growth) {
        return Some(Change::Up);
    }
    holds(Wording::Decline).then_some(Change::Down)
}

/// 同比-3.2%, 客流9万人次（+5%）: the sign says which way it went. A share below nothing is
/// none either, but may be a level, 毛利率-3.2%.
fn signed(passage: &Passage<'_>, figure: &Figure, left: &Left) -> Option<Change> {
    let before = passage.before(figure.span().start);
    let plus = before.strip_suffix(['+', '＋']);
    // （+12.5%、+30万人次）; but 15+3个.
    let opens = |lead: &str| lead.is_empty() || lead.ends_with(['（', '(', '，', ',', '、']);
    let added = |lead: &str| opens(lead) || figure.is_percent() && left.compared;
    if plus.is_some_and(|lead| figure.has_unit() && added(lead) && !bounds(passage, figure)) {
        return Some(Change::Up);
    }
    if !figure.is_percent() || !figure.is_single() {
        return None;
    }
    let below = figure.quantity.low().is_negative();
    let alone = before.ends_with(['（', '('])
        && passage.near(figure.span().end, 1).starts_with(['）', ')']);
    (below && (left.compared || alone && !bounds(passage, figure))).then_some(Change::Down)
}

/// （-10%）至（+10%）: how far something may go either way.
fn bounds(passage: &Passage<'_>, figure: &Figure) -> bool {
    let span = figure.span();
    let behind = passage.near(span.end, 2);
    let behind = behind.strip_prefix(['）', ')']).unwrap_or(behind);
    let before = passage.before(span.start);
    let before = before.trim_end_matches(['+', '＋', '（', '(']);
    behind.starts_with(['至', '到', '～', '~']) || before.ends_with(['至', '到', '～', '~'])
}

/// 录得12%的增长, 带来3万元的增收
fn change_behind(passage: &Passage<'_>, figure: &Figure) -> Option<Change> {
    let end = figure.context().end;
    // 经历2次的上调: how often.
    let times = figure.kind() == UnitKind::Duration || figure.counts_events();
    if times || !passage.after(end).starts_with('的') {
        return None;
    }
    match change_named(passage, end + "的".len())? {
        Cue::Decrease => Some(Change::Down),
        _ => Some(Change::Up),
    }
}

/// Whether a figure is a part of a whole.
fn is_share(passage: &Passage<'_>, figure: &Figure, left: &Left, item: &str) -> bool {
    // 容积率2.5: a ratio is no share, but 三分之一 is.
    let ratio = figure.kind() == UnitKind::Ratio;
    let decimal = figure.unit().is_empty() && passage.slice(figure.numeral()).contains(['.', '点']);
    if figure.is_part_of_row() {
        return true;
    }
    if figure.is_ratio() || figure.stands_in_row() || decimal && ratio {
        return false;
    }
    let part = ratio && !matches!(figure.unit(), "倍" | "折");
    let named = || ratio && Wording::Share.ends(item);
    left.share || figure.is_percent() || part || named()
}

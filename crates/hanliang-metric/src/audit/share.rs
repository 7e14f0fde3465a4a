//! A share against its part and its whole: 166个,占行政村总数的34.4%.

use hanliang_quantity::{Number, UnitKind};

use super::stated::Stated;
use super::wording::percent;
use super::{Known, Page, finding, quotient};
use crate::record::{Finding, FindingKind, Metric, Role};
use crate::tables::audit::Check;

/// How many figures to either side a whole is looked for.
const REACH: usize = 160;

/// A share and its part, the whole not stated beside them.
#[derive(Clone, Debug)]
pub(crate) struct Sought {
    part: usize,
    share: usize,
    /// The noun of the whole, where the text names it: 行政村 of
    /// 占行政村总数的.
    noun: String,
    stated_part: Stated,
    stated_share: Stated,
}

/// Checks the share at `at`, or leaves it to be looked up elsewhere.
pub(crate) fn check(
    page: &Page<'_>,
    at: usize,
    findings: &mut Vec<Finding>,
    sought: &mut Vec<Sought>,
) {
    let _ = read(page, at, findings, sought);
}

fn read(
    page: &Page<'_>,
    at: usize,
    findings: &mut Vec<Finding>,
    sought: &mut Vec<Sought>,
) -> Option<()> {
    let share = page.stated(at)?;
    let metric = page.metric(at)?;
    let ratio = matches!(metric.kind, UnitKind::Percent)
        || (metric.kind == UnitKind::Ratio && metric.quantity.symbol() != "倍");
    if metric.role != Role::Share || !ratio || metric.quantity.symbol().contains("百分点") {
        return None;
    }
    let mut previous = at.checked_sub(1)?;
    let gap = page.gap(previous, at)?;
    // 128.4亿元,增长7.1%,占…: the change of the part stands between.
    if page.metric(previous)?.role != Role::Level
        && is_growth(page.metric(previous)?)
        && gap.starts_with(['，', ','])
        && let Some(part) = previous.checked_sub(1)
        && page.metric(part)?.role == Role::Level
        && page
            .gap(part, previous)
            .is_some_and(|gap| gap.starts_with(['，', ',']) && gap.chars().count() <= 10)
    {
        previous = part;
    }
    if gap.chars().count() > 40 || gap.contains(['；', ';', '、']) || gap.contains("分别") {
        return None;
    }
    // 166个,占482个村的34.4%: the whole stands inside the phrase.
    if let Some(part) = previous.checked_sub(1)
        && gap.ends_with('的')
        && !gap.contains(['，', ',', '。', '、'])
        && page
            .gap(part, previous)
            .is_some_and(|gap| gap.contains('占') && gap.chars().count() <= 24)
    {
        compare(page, part, previous, at, Grammar::States, findings);
        return None;
    }
    if !is_amount(page.metric(previous)?) {
        return None;
    }
    // 抽检500批次,合格475批次,合格率95%: the rate is named after the part.
    if let Some(whole) = previous.checked_sub(1)
        && page.metric(whole).is_some_and(is_amount)
        && is_rate_of(page, whole, previous, at)
    {
        let around = [
            page.lead(whole, 12),
            page.gap(whole, previous).unwrap_or_default(),
        ];
        let starts = around.iter().any(|words| Check::Start.within(words));
        let grammar = if starts && metric.quantity.symbol() != "‰" {
            Grammar::States
        } else {
            Grammar::Suggests
        };
        compare(page, previous, whole, at, grammar, findings);
        return None;
    }
    if !Check::Part.within(gap) {
        return None;
    }
    let part = page.stated(previous)?;
    // The whole in the sentence: 全市482个村中, …其中….
    let mut stated_whole = None;
    for whole in (0..previous).rev().take(12) {
        let Some(between) = page.gap(whole, previous) else {
            break;
        };
        let alike = page.metric(whole).is_some_and(is_amount)
            && page
                .stated(whole)
                .is_some_and(|whole| whole.base == part.base);
        if !alike {
            continue;
        }
        if compare(page, previous, whole, at, Grammar::Suggests, findings) {
            return None;
        }
        if between.contains("其中") && between.chars().count() <= 60 {
            stated_whole = Some(whole);
        }
    }
    let noun = noun(gap);
    let named = named_whole(page, previous, &noun);
    if named.is_some() {
        stated_whole = named;
    }
    if let Some(whole) = stated_whole
        && (named.is_some() || noun.is_empty() && is_directly_behind(gap))
        && follows_alone(page, whole, previous)
        && (whole + 1 == previous || named.is_some() || kin(page.item(previous), page.item(whole)))
    {
        compare(page, previous, whole, at, Grammar::States, findings);
        return None;
    }
    sought.push(Sought {
        part: page.entry(previous)?.metric,
        share: page.entry(at)?.metric,
        noun,
        stated_part: part.clone(),
        stated_share: share.clone(),
    });
    None
}

/// Whether the rate at `at` is of those at `part` among those at `whole`.
fn is_rate_of(page: &Page<'_>, whole: usize, part: usize, at: usize) -> bool {
    let read = || {
        let item = page.item(at);
        let rate = item.strip_suffix('率').filter(|rate| !rate.is_empty());
        let gap = page.gap(whole, part)?;
        if gap.chars().count() > 16 || gap.contains(['；', ';', '。']) {
            return None;
        }
        let words = gap.trim_start_matches(['，', ',']);
        let lead = page.gap(part, at)?.trim_start_matches(['，', ',']);
        let present = Check::Present.begins(lead) && words.starts_with('实');
        // 回收有效问卷482份,有效回收率: both words, in another order.
        let both = rate.is_some_and(|rate| {
            let (one, other) = rate.split_at_checked(6).unwrap_or_default();
            other.len() == 6
                && words.contains(one)
                && words.contains(other)
                && !words.contains(['不', '未', '无'])
        });
        Some(present || both || rate.is_some_and(|rate| words.starts_with(rate)))
    };
    read().unwrap_or(false)
}

/// The whole right before a part, where the share names it again: 学生2860名,
/// 其中女生1430名,占学生总数的50%.
fn named_whole(page: &Page<'_>, part: usize, noun: &str) -> Option<usize> {
    let whole = (0..part)
        .rev()
        .take(4)
        .take_while(|&at| page.gap(at, part).is_some())
        .find(|&at| page.metric(at).is_some_and(is_amount))?;
    let item = trimmed(page.item(whole));
    let gap = page.gap(whole, part)?;
    // Another year or another place between them is another whole.
    let apart = gap.contains([
        '年', '月', '季', '期', '省', '市', '县', '区', '国', '；', ';',
    ]) || gap.chars().count() > 24;
    let alike = page.stated(whole)?.base == page.stated(part)?.base;
    let scope = noun.strip_suffix(item)?;
    // 全校学生 is the whole only where the whole is said of 全校.
    let same = scope.is_empty() || page.lead(whole, 16).contains(scope);
    (alike && !apart && !item.is_empty() && same).then_some(whole)
}

/// Whether nothing but the word for a share stands behind the part.
fn is_directly_behind(gap: &str) -> bool {
    let word = gap
        .trim_start_matches(['，', ',', '（', '(', ' '])
        .trim_end_matches(['为', '达', '到', '约', '是', '了', '近', '超', '过']);
    Check::Share.is(word)
}

/// Whether a share after `part` is of the whole: the whole has no share of its
/// own, whose whole would be meant again, and no other part without a share
/// stands between, with which this one may be taken together.
fn follows_alone(page: &Page<'_>, whole: usize, part: usize) -> bool {
    let shared = |at: usize| {
        page.metric(at)
            .is_some_and(|metric| metric.role == Role::Share && !is_growth(metric))
    };
    if part > whole + 1 && shared(whole + 1) {
        return false;
    }
    let alike = |at: usize| {
        page.metric(at).is_some_and(is_amount)
            && page
                .stated(at)
                .zip(page.stated(part))
                .is_some_and(|(one, other)| one.base == other.base)
    };
    (whole + 1..part).all(|at| !alike(at) || (at + 1..part.min(at + 3)).any(shared))
}

fn is_growth(metric: &Metric) -> bool {
    matches!(metric.role, Role::Increase | Role::Decrease) && metric.kind == UnitKind::Percent
}

/// How firmly the grammar makes one figure the whole of another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grammar {
    /// It does: a figure that disagrees is a contradiction.
    States,
    /// It may: only agreement tells.
    Suggests,
}

/// Holds a share against two figures of its block; whether anything was found.
fn compare(
    page: &Page<'_>,
    part: usize,
    whole: usize,
    share: usize,
    grammar: Grammar,
    findings: &mut Vec<Finding>,
) -> bool {
    let read = || {
        let outcome = reckon(page.stated(part)?, page.stated(whole)?, page.stated(share)?)?;
        if !outcome.agrees && (grammar == Grammar::Suggests || !outcome.certain) {
            return None;
        }
        let metrics = [part, whole, share]
            .iter()
            .filter_map(|&at| Some(page.entry(at)?.metric))
            .collect();
        let arithmetic = words(
            page.text(part),
            page.text(whole),
            page.text(share),
            &outcome,
        );
        Some(finding(
            FindingKind::Share,
            metrics,
            arithmetic,
            outcome.agrees,
        ))
    };
    let found = read();
    let any = found.is_some();
    findings.extend(found);
    any
}

/// Looks for the whole of a share among the figures of the document; only
/// agreement tells.
pub(crate) fn elsewhere(sought: &Sought, known: &[Known], metrics: &[Metric]) -> Option<Finding> {
    // Two digits agree by chance too easily.
    if sought.stated_share.significant < 3 {
        return None;
    }
    let part = metrics.get(sought.part)?;
    let part_item = item(part);
    let near = known.partition_point(|known| known.metric < sought.part);
    let from = near.saturating_sub(REACH);
    let window = known.get(from..(near + REACH).min(known.len()))?;
    let fits = |candidate: &&Known| {
        let Some(metric) = metrics.get(candidate.metric) else {
            return false;
        };
        let named = if sought.noun.is_empty() {
            kin(part_item, item(metric))
        } else {
            kin(&sought.noun, item(metric))
        };
        candidate.metric != sought.part
            && named
            && is_amount(metric)
            && reckon(&sought.stated_part, &candidate.stated, &sought.stated_share)
                .is_some_and(|outcome| outcome.agrees)
    };
    let whole = window
        .iter()
        .filter(fits)
        .min_by_key(|candidate| candidate.metric.abs_diff(sought.part))?;
    let outcome = reckon(&sought.stated_part, &whole.stated, &sought.stated_share)?;
    let text = |at: usize| {
        metrics
            .get(at)
            .map_or("", |metric| metric.mention.text.as_str())
    };
    Some(finding(
        FindingKind::Share,
        vec![sought.part, whole.metric, sought.share],
        words(
            text(sought.part),
            text(whole.metric),
            text(sought.share),
            &outcome,
        ),
        true,
    ))
}

struct Outcome {
    ratio: Number,
    decimals: u32,
    agrees: bool,
    /// No 约 and no 多 on either side.
    certain: bool,
}

fn reckon(part: &Stated, whole: &Stated, share: &Stated) -> Option<Outcome> {
    if part.base != whole.base || whole.value <= part.value || part.value.is_negative() {
        return None;
    }
    let interval = quotient(part.bounds()?, whole.bounds()?)?;
    let ratio = part.value.checked_div(whole.value)?;
    Some(Outcome {
        ratio,
        decimals: share.decimals,
        agrees: share.agrees(interval, ratio, &[part, whole])?,
        certain: part.is_exact() && whole.is_exact() && share.is_exact(),
    })
}

fn words(part: &str, whole: &str, share: &str, outcome: &Outcome) -> String {
    let computed = percent(outcome.ratio, outcome.decimals);
    let finer = percent(outcome.ratio, outcome.decimals + 2);
    let plain = |text: &str| text.trim_end_matches(['%', '％', ' ']).to_owned();
    if plain(&computed) == plain(share) {
        format!("{part} ÷ {whole} = {computed}, as stated")
    } else if outcome.agrees {
        format!("{part} ÷ {whole} = {finer}, stated as {share}")
    } else {
        format!("{part} ÷ {whole} = {finer}, but {share} is stated")
    }
}

/// A number of things or an amount: what can be part of a whole.
fn is_amount(metric: &Metric) -> bool {
    metric.role == Role::Level
        && !matches!(
            metric.kind,
            UnitKind::Percent
                | UnitKind::Ratio
                | UnitKind::Duration
                | UnitKind::Age
                | UnitKind::Temperature
                | UnitKind::Rate
        )
}

fn item(metric: &Metric) -> &str {
    metric.item.as_ref().map_or("", |item| item.text.as_str())
}

/// The noun of the whole in 占行政村总数的.
fn noun(gap: &str) -> String {
    let Some((_, after)) = gap.rsplit_once('占') else {
        return String::new();
    };
    let ends = ['的', '约', '近', '了', '到', '达', '为', '是'];
    let mut noun = after
        .trim_start_matches(['了', '到'])
        .trim_end_matches(ends);
    for word in ["比重", "比例"] {
        noun = noun.trim_end_matches(word).trim_end_matches(ends);
    }
    trimmed(noun).to_owned()
}

/// A noun without the words for all of it: 行政村 of 行政村总数.
fn trimmed(noun: &str) -> &str {
    let mut noun = noun;
    for word in [
        "总数",
        "总量",
        "总额",
        "总人数",
        "总面积",
        "全部",
        "总",
        "比",
    ] {
        noun = noun.trim_end_matches(word).trim_start_matches(word);
    }
    noun
}

/// Whether two nouns may be of the same things: the head of the one occurs in
/// the other.
pub(crate) fn kin(one: &str, other: &str) -> bool {
    let head = |text: &str| text.chars().rfind(|c| crate::tables::words::is_han(*c));
    let (Some(first), Some(second)) = (head(one), head(other)) else {
        return false;
    };
    other.contains(first) || one.contains(second)
}

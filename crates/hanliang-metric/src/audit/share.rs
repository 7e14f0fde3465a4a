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

/// A share with the figure it may be of.
struct Claim<'a> {
    at: usize,
    part: usize,
    /// The words before the share.
    gap: &'a str,
}

/// Checks the share at `at`, or leaves it to be looked up elsewhere.
pub(crate) fn check(
    page: &Page<'_>,
    at: usize,
    findings: &mut Vec<Finding>,
    sought: &mut Vec<Sought>,
) {
    let Some(claim) = Claim::read(page, at) else {
        return;
    };
    if let Some(part) = part_before_whole(page, &claim) {
        findings.extend(compare(page, part, claim.part, at, Grammar::States));
        return;
    }
    if !page.metric(claim.part).is_some_and(is_amount) {
        return;
    }
    if let Some((whole, grammar)) = whole_of_rate(page, &claim) {
        findings.extend(compare(page, claim.part, whole, at, grammar));
        return;
    }
    if !Check::Part.within(claim.gap) {
        return;
    }
    if let Some(found) = agreeing_whole(page, &claim) {
        findings.push(found);
        return;
    }
    let noun = noun(claim.gap);
    match stated_whole(page, &claim, &noun) {
        Some(whole) => findings.extend(compare(page, claim.part, whole, at, Grammar::States)),
        None => sought.extend(Sought::of(page, &claim, noun)),
    }
}

impl<'a> Claim<'a> {
    /// The share at `at`, if it is one and no list stands before it.
    fn read(page: &Page<'a>, at: usize) -> Option<Self> {
        page.stated(at)?;
        let metric = page.metric(at)?;
        let ratio = matches!(metric.kind, UnitKind::Percent)
            || (metric.kind == UnitKind::Ratio && metric.quantity.symbol() != "倍");
        if metric.role != Role::Share || !ratio || metric.quantity.symbol().contains("百分点") {
            return None;
        }
        let previous = at.checked_sub(1)?;
        let gap = page.gap(previous, at)?;
        let part = before_its_growth(page, previous, gap)?;
        let listed = gap.contains(['；', ';', '、']) || gap.contains("分别");
        (gap.chars().count() <= 40 && !listed).then_some(Self { at, part, gap })
    }
}

/// The figure before a share, or the one before that: in
/// 128.4亿元,增长7.1%,占… the change of the part stands between.
fn before_its_growth(page: &Page<'_>, previous: usize, gap: &str) -> Option<usize> {
    let comma = |gap: &str| gap.starts_with(['，', ',']);
    let metric = page.metric(previous)?;
    let part = previous.checked_sub(1).filter(|&part| {
        metric.role != Role::Level
            && is_growth(metric)
            && comma(gap)
            && page
                .metric(part)
                .is_some_and(|part| part.role == Role::Level)
            && page
                .gap(part, previous)
                .is_some_and(|gap| comma(gap) && gap.chars().count() <= 10)
    });
    Some(part.unwrap_or(previous))
}

/// 166个,占482个村的34.4%: the part, where the whole stands inside the phrase.
fn part_before_whole(page: &Page<'_>, claim: &Claim<'_>) -> Option<usize> {
    let part = claim.part.checked_sub(1)?;
    let phrase = claim.gap.ends_with('的') && !claim.gap.contains(['，', ',', '。', '、']);
    let gap = page.gap(part, claim.part).filter(|_| phrase)?;
    (gap.contains('占') && gap.chars().count() <= 24).then_some(part)
}

/// 抽检500批次,合格475批次,合格率95%: the whole, where the rate is named after
/// the part, and how firmly.
fn whole_of_rate(page: &Page<'_>, claim: &Claim<'_>) -> Option<(usize, Grammar)> {
    let whole = claim.part.checked_sub(1)?;
    if !page.metric(whole).is_some_and(is_amount) || !is_rate_of(page, whole, claim.part, claim.at)
    {
        return None;
    }
    let around = [
        page.lead(whole, 12),
        page.gap(whole, claim.part).unwrap_or_default(),
    ];
    let starts = around.iter().any(|words| Check::Start.within(words));
    let thousandths = page.metric(claim.at)?.quantity.symbol() == "‰";
    Some(if starts && !thousandths {
        (whole, Grammar::States)
    } else {
        (whole, Grammar::Suggests)
    })
}

/// The amounts of the sentence before the part that are counted alike, the
/// nearest first.
fn wholes<'p>(page: &'p Page<'_>, claim: &Claim<'_>) -> impl Iterator<Item = usize> + 'p {
    let part = claim.part;
    let base = page.stated(part).map(|part| &part.base);
    (0..part)
        .rev()
        .take(12)
        .take_while(move |&whole| page.gap(whole, part).is_some())
        .filter(move |&whole| {
            page.metric(whole).is_some_and(is_amount)
                && page.stated(whole).map(|whole| &whole.base) == base
        })
}

/// A whole of the sentence that the share fits.
fn agreeing_whole(page: &Page<'_>, claim: &Claim<'_>) -> Option<Finding> {
    wholes(page, claim)
        .find_map(|whole| compare(page, claim.part, whole, claim.at, Grammar::Suggests))
}

/// The whole that the sentence states: 全市482个村中,…其中…, or named again by
/// the share.
fn stated_whole(page: &Page<'_>, claim: &Claim<'_>, noun: &str) -> Option<usize> {
    let part = claim.part;
    let named = named_whole(page, part, noun);
    let opened = |&whole: &usize| {
        page.gap(whole, part)
            .is_some_and(|between| between.contains("其中") && between.chars().count() <= 60)
    };
    let whole = named.or_else(|| wholes(page, claim).filter(opened).last())?;
    let said = named.is_some() || noun.is_empty() && is_directly_behind(claim.gap);
    let near = || whole + 1 == part || named.is_some() || kin(page.item(part), page.item(whole));
    (said && follows_alone(page, whole, part) && near()).then_some(whole)
}

impl Sought {
    fn of(page: &Page<'_>, claim: &Claim<'_>, noun: String) -> Option<Self> {
        Some(Self {
            part: page.entry(claim.part)?.metric,
            share: page.entry(claim.at)?.metric,
            noun,
            stated_part: page.stated(claim.part)?.clone(),
            stated_share: page.stated(claim.at)?.clone(),
        })
    }
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

pub(super) fn is_growth(metric: &Metric) -> bool {
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

/// Holds a share against two figures of its block.
fn compare(
    page: &Page<'_>,
    part: usize,
    whole: usize,
    share: usize,
    grammar: Grammar,
) -> Option<Finding> {
    let outcome = reckon(page.stated(part)?, page.stated(whole)?, page.stated(share)?)?;
    if !outcome.agrees && (grammar == Grammar::Suggests || !outcome.certain) {
        return None;
    }
    let metrics = page.metrics_at(&[part, whole, share]);
    let arithmetic = words(
        page.text(part),
        page.text(whole),
        page.text(share),
        &outcome,
    );
    let agrees = outcome.agrees;
    Some(finding(FindingKind::Share, metrics, arithmetic, agrees))
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
pub(super) fn is_amount(metric: &Metric) -> bool {
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

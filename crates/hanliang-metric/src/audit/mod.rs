//! Cross-checks over the figures of a text: what they say of one another.
//!
//! Two figures are only held against each other where the grammar links them
//! (占, 其中, 由…提高到…, 合计); a coincidence of words is no link. All
//! arithmetic is exact, and a stated figure stands for every number that is
//! written so.

mod stated;
mod wording;

mod change;
mod impossible;
mod listing;
mod mean;
mod multiple;
mod part;
mod plan;
mod restated;
mod share;
mod total;
mod whole;

use hanliang_quantity::Number;
use hanliang_span::Span;

use crate::figure::Figure;
use crate::passage::Passage;
use crate::record::{Finding, FindingKind, Metric};
use stated::Stated;

/// A figure of a block and where it stands in it.
#[derive(Clone, Debug)]
struct Entry {
    /// Its index among all metrics.
    metric: usize,
    context: Span,
    clause: Span,
    /// Where its sentence begins.
    sentence: usize,
    /// `None` where it cannot be reckoned with.
    stated: Option<Stated>,
}

/// A block with its figures, as the checks ask about it.
struct Page<'a> {
    passage: &'a Passage<'a>,
    entries: &'a [Entry],
    metrics: &'a [Metric],
}

impl<'a> Page<'a> {
    fn entry(&self, at: usize) -> Option<&'a Entry> {
        self.entries.get(at)
    }

    fn metric(&self, at: usize) -> Option<&'a Metric> {
        self.metrics.get(self.entry(at)?.metric)
    }

    fn stated(&self, at: usize) -> Option<&'a Stated> {
        self.entry(at)?.stated.as_ref()
    }

    /// The item in simplified characters, empty where there is none.
    fn item(&self, at: usize) -> &'a str {
        self.metric(at)
            .and_then(|metric| metric.item.as_ref())
            .map_or("", |item| item.text.as_str())
    }

    /// Where the figures of a finding stand among all metrics.
    fn metrics_at(&self, figures: &[usize]) -> Vec<usize> {
        let places = figures.iter().filter_map(|&at| self.entry(at));
        places.map(|entry| entry.metric).collect()
    }

    /// The words between two figures; `None` if they are not of one sentence.
    fn gap(&self, one: usize, other: usize) -> Option<&'a str> {
        let (one, other) = (self.entry(one)?, self.entry(other)?);
        (one.sentence == other.sentence && one.context.end <= other.context.start).then(|| {
            self.passage
                .slice(Span::new(one.context.end, other.context.start))
        })
    }

    /// At most `count` characters before a figure.
    fn lead(&self, at: usize, count: usize) -> &'a str {
        let Some(entry) = self.entry(at) else {
            return "";
        };
        let before = self.passage.before(entry.context.start);
        let start = before
            .char_indices()
            .rev()
            .take(count)
            .last()
            .map_or(before.len(), |(at, _)| at);
        before.get(start..).unwrap_or_default()
    }

    /// A number of base units in the words of a figure: 18.3 as 个百分点, 160000000
    /// as 亿元.
    fn said(&self, at: usize, number: Number, decimals: u32) -> String {
        let plain = || wording::rounded(number, decimals);
        let Some((stated, metric)) = self.stated(at).zip(self.metric(at)) else {
            return plain();
        };
        let symbol = metric.quantity.symbol();
        let text = metric.mention.text.as_str();
        let behind = text.trim_start_matches(|c: char| !is_digit(c));
        let behind = behind
            .trim_start_matches(|c: char| is_digit(c) || matches!(c, '.' | ',' | '．' | '，'));
        let behind = behind.trim_start_matches(['多', '余', '餘', '来', ' ']);
        let words = behind
            .find(symbol)
            .filter(|_| !symbol.is_empty())
            .and_then(|at| behind.get(..at + symbol.len()));
        match (words, number.checked_div(stated.scale)) {
            (Some(words), Some(number)) => {
                format!("{}{words}", wording::rounded(number, decimals))
            }
            _ => {
                let one = metric.quantity.unit.as_ref().and_then(|unit| {
                    let zero = unit.to_base(Number::ZERO.into())?.low();
                    unit.to_base(Number::ONE.into())?.low().checked_sub(zero)
                });
                match one.and_then(|one| number.checked_div(one)) {
                    Some(number) => format!("{}{symbol}", wording::rounded(number, decimals)),
                    None => plain(),
                }
            }
        }
    }

    /// The figure as the text writes it.
    fn text(&self, at: usize) -> &'a str {
        self.metric(at)
            .map_or("", |metric| metric.mention.text.as_str())
    }

    /// How a figure stands to what was reckoned.
    fn verdict(&self, at: usize, agrees: bool) -> String {
        let shown = self.text(at);
        if agrees {
            format!("stated as {shown}")
        } else {
            format!("but {shown} is stated")
        }
    }

    /// The outcome of a reckoning over figures, of which the last states its
    /// result. A contradiction counts only where it is certain.
    fn settle(
        &self,
        kind: FindingKind,
        figures: [usize; 3],
        reckoning: &str,
        agrees: bool,
        certain: bool,
    ) -> Option<Finding> {
        (agrees || certain).then(|| {
            let verdict = self.verdict(figures[2], agrees);
            let arithmetic = format!("{reckoning}, {verdict}");
            finding(kind, self.metrics_at(&figures), arithmetic, agrees)
        })
    }
}

/// A metric that takes part in checks beyond its block.
#[derive(Clone, Debug)]
struct Known {
    metric: usize,
    stated: Stated,
}

/// The figures read so far and what was found about them.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// How many figures were taken in.
    count: usize,
    /// Of the open block.
    open: Vec<Entry>,
    /// Of all blocks.
    known: Vec<Known>,
    /// Shares whose whole is to be looked for beyond their sentence.
    shares: Vec<share::Sought>,
    restated: restated::Seen,
    findings: Vec<Finding>,
}

impl Ledger {
    /// Makes room for the figures of a block: no more than so many.
    pub(crate) fn make_room(&mut self, count: usize) {
        self.open.reserve_exact(count);
    }

    /// Takes in a figure; they come in the order of the metrics.
    pub(crate) fn note(
        &mut self,
        passage: &Passage<'_>,
        figure: &Figure,
        clause: Span,
        sentence: Span,
    ) {
        let metric = self.count;
        self.count += 1;
        self.open.push(Entry {
            metric,
            context: figure.context(),
            clause,
            sentence: sentence.start,
            stated: Stated::read(&figure.quantity, passage.slice(figure.numeral())),
        });
    }

    /// Checks the figures of the block that ends here.
    pub(crate) fn close(&mut self, passage: &Passage<'_>, metrics: &[Metric]) {
        let entries = core::mem::take(&mut self.open);
        let page = Page {
            passage,
            entries: &entries,
            metrics,
        };
        for at in 0..entries.len() {
            share::check(&page, at, &mut self.findings, &mut self.shares);
            change::check(&page, at, &mut self.findings);
            multiple::check(&page, at, &mut self.findings);
            total::check(&page, at, &mut self.findings);
            whole::check(&page, at, &mut self.findings);
            part::check(&page, at, &mut self.findings);
            plan::check(&page, at, &mut self.findings);
            mean::check(&page, at, &mut self.findings);
            listing::check(&page, at, &mut self.findings);
            impossible::check(&page, at, &mut self.findings);
            self.restated.check(&page, at, &mut self.findings);
        }
        self.known.extend(entries.into_iter().filter_map(|entry| {
            Some(Known {
                metric: entry.metric,
                stated: entry.stated?,
            })
        }));
    }

    /// All that was found, in the order of the text.
    pub(crate) fn findings(mut self, metrics: &[Metric]) -> Vec<Finding> {
        for sought in &self.shares {
            self.findings
                .extend(share::elsewhere(sought, &self.known, metrics));
        }
        self.findings.sort_by(|one, other| {
            let place = |finding: &Finding| finding.metrics.iter().copied().max();
            (place(one), one.kind, &one.metrics).cmp(&(place(other), other.kind, &other.metrics))
        });
        self.findings.dedup();
        self.findings
    }
}

/// Whether a figure is a mean, which is no whole: some of those it is of may
/// have more.
fn is_mean(metric: &Metric) -> bool {
    metric.per.iter().any(|per| per.text.ends_with('均'))
}

/// An outcome in words.
fn finding(kind: FindingKind, metrics: Vec<usize>, arithmetic: String, agrees: bool) -> Finding {
    Finding {
        kind,
        metrics,
        arithmetic,
        agrees,
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '０'..='９')
}

/// The smallest and the largest of the quotients of two intervals of positive
/// numbers.
fn quotient(part: (Number, Number), whole: (Number, Number)) -> Option<(Number, Number)> {
    if whole.0.is_negative() || whole.0.is_zero() || part.0.is_negative() {
        return None;
    }
    Some((part.0.checked_div(whole.1)?, part.1.checked_div(whole.0)?))
}

use hanliang_document::Document;
use hanliang_quantity::{Relation, UnitKind, find_iter};
use hanliang_span::Span;
use jiff::civil::Date;

use crate::audit::Ledger;
use crate::config::Config;
use crate::context::held::opens_passage;
use crate::context::interval::resolve;
use crate::context::per::each_of;
use crate::context::scope::Gazetteer;
use crate::context::time::{TimeFound, times_of};
use crate::figure::Figure;
use crate::label::members::{members_of, share_members};
use crate::label::{Found, Judged, add_anchors, judge};
use crate::missing::{
    Trace, are_several, certain_traces, doubtful_traces, is_stripped, stripped_traces,
};
use crate::passage::Passage;
use crate::ratio::join_ratios;
use crate::record::{Extraction, Label, LabelClass, Link, Metric, Missing, TimeMention};
use crate::relate::kind;
use crate::sentence::{
    Known, Stated, distribute, distribute_times, finish, inherit, read_sentence, remember,
};

/// Reads figures with their meaning from documents.
///
/// Cheap to make and to clone; may be shared between threads. The same text
/// gives the same extraction, byte for byte.
///
/// ```
/// use hanliang_document::Document;
/// use hanliang_metric::Extractor;
///
/// let text = "截至6月底,全县217个行政村已划分责任区1243个。";
/// let extraction = Extractor::new().extract(text, &Document::read(text));
/// let [villages, areas] = &extraction.metrics[..] else { panic!() };
/// assert_eq!(villages.item.as_ref().unwrap().text, "行政村");
/// assert_eq!(areas.quantity.low().to_string(), "1243");
/// assert_eq!(areas.time.as_ref().unwrap().mention.text, "截至6月底");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Extractor {
    config: Config,
}

impl Extractor {
    /// An extractor that reports everything.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An extractor as configured.
    #[must_use]
    pub fn with(config: impl Into<Config>) -> Self {
        Self {
            config: config.into(),
        }
    }

    /// All that `text` counts and measures. `document` is the document read
    /// from the same text; spans are bytes into the text.
    #[must_use]
    pub fn extract(&self, text: &str, document: &Document) -> Extraction {
        let today = document
            .metadata
            .published
            .as_ref()
            .and_then(hanliang_document::Published::date)
            .or(self.config.reference);
        let mut extraction = Extraction::default();
        let mut gazetteer = Gazetteer::default();
        let mut ledger = Ledger::default();
        let stripped = is_stripped(text, document);
        for (index, block) in document.blocks.iter().enumerate() {
            let joined = block.join(text);
            let mut passage = Passage::new(&joined);
            passage.stripped = stripped;
            if !block.kind.is_body() {
                // Furniture states no figures; its dates and codes are labels.
                let (_, judged) = judged(&passage);
                extraction.labels.extend(labels(&passage, &judged));
                continue;
            }
            let lost = if stripped {
                stripped_traces(&passage)
            } else {
                certain_traces(&passage)
            };
            extraction.missing.extend(missing(&passage, lost));
            gazetteer.open(block.kind);
            read_passage(
                &passage,
                index,
                today,
                &mut gazetteer,
                &mut ledger,
                &mut extraction,
            );
            gazetteer.advance(&passage, passage.text.len());
            ledger.close(&passage, &extraction.metrics);
        }
        for metric in &mut extraction.metrics {
            // 近两年 holds nowhere in particular.
            if metric.kind == UnitKind::Duration && metric.item.is_none() {
                metric.scope = None;
            }
            if let Some(scope) = &mut metric.scope {
                gazetteer.settle(scope);
            }
        }
        share_members(text, &mut extraction.labels);
        extraction.findings = ledger.findings(&extraction.metrics);
        // Doubtful traces count where figures were lost for certain.
        if !stripped && !extraction.missing.is_empty() {
            let several = are_several(extraction.missing.iter().map(|lost| lost.rule).collect());
            let blocks = document.blocks.iter();
            for block in blocks.filter(|block| block.kind.is_body()) {
                let joined = block.join(text);
                let passage = Passage::new(&joined);
                let lost = doubtful_traces(&passage, several);
                extraction.missing.extend(missing(&passage, lost));
            }
        }
        in_text_order(&mut extraction);
        extraction
    }

    /// As [`extract`](Self::extract), reading the document from the text
    /// itself.
    #[must_use]
    pub fn extract_text(&self, text: &str) -> Extraction {
        self.extract(text, &Document::read(text))
    }
}

/// All that a text counts and measures, for the one-off.
///
/// ```
/// let extraction = hanliang_metric::extract("大庆市5761个基层党组织开展了活动。");
/// let metric = &extraction.metrics[0];
/// assert_eq!(metric.mention.text, "5761个");
/// assert_eq!(metric.item.as_ref().unwrap().text, "基层党组织");
/// ```
#[must_use]
pub fn extract(text: &str) -> Extraction {
    Extractor::new().extract_text(text)
}

/// Puts the records in the order of the text: a block that was cut stands
/// around what cuts it.
fn in_text_order(extraction: &mut Extraction) {
    extraction
        .labels
        .sort_by_key(|label| (label.span.start, label.span.end));
    extraction.missing.sort_by_key(|missing| missing.at);
    let starts: Vec<usize> = extraction
        .metrics
        .iter()
        .map(|metric| metric.quantity.span.start)
        .collect();
    if starts.is_sorted() {
        return;
    }
    let mut order: Vec<usize> = (0..starts.len()).collect();
    order.sort_by_key(|at| starts.get(*at).copied());
    // Where each metric goes, to carry the indices over.
    let mut goes = vec![0; order.len()];
    for (to, from) in order.iter().enumerate() {
        if let Some(slot) = goes.get_mut(*from) {
            *slot = to;
        }
    }
    let to = |at: usize| goes.get(at).copied().unwrap_or(at);
    for metric in &mut extraction.metrics {
        metric.link = metric.link.map(|link| match link {
            Link::Arrives(at) => Link::Arrives(to(at)),
            Link::Began(at) => Link::Began(to(at)),
            Link::ChangeOf(at) => Link::ChangeOf(to(at)),
            Link::ShareOf(at) => Link::ShareOf(to(at)),
        });
    }
    for finding in &mut extraction.findings {
        for at in &mut finding.metrics {
            *at = to(*at);
        }
    }
    extraction
        .metrics
        .sort_by_key(|metric| metric.quantity.span.start);
}

/// The figures of a passage and what they are.
fn judged(passage: &Passage<'_>) -> (Vec<Figure>, Judged) {
    let mut figures: Vec<Figure> = find_iter(passage.joined.text())
        .map(|quantity| Figure::new(quantity, passage))
        .collect();
    join_ratios(passage, &mut figures);
    add_anchors(passage, &mut figures);
    let judged = judge(passage, &figures);
    (figures, judged)
}

fn missing(passage: &Passage<'_>, traces: Vec<Trace>) -> impl Iterator<Item = Missing> {
    traces.into_iter().map(|trace| Missing {
        at: passage.joined.to_source(Span::at(trace.at)).start,
        item: trace.item.map(|span| passage.mention(span)),
        unit: passage.written(trace.unit).to_owned(),
        rule: trace.rule,
    })
}

fn labels(passage: &Passage<'_>, judged: &Judged) -> Vec<Label> {
    let label = |found: &Found| Label {
        span: passage.joined.to_source(found.span),
        class: found.class,
        members: members_of(passage, found)
            .into_iter()
            .map(|span| passage.mention(span))
            .collect(),
        rule: found.rule,
    };
    let mut labels: Vec<Label> = Vec::with_capacity(judged.labels.len());
    let mut last: Option<Span> = None;
    for found in &judged.labels {
        let date = (found.class == LabelClass::Date).then_some(found.span);
        // 10月1日至8日 is one date.
        if let (Some(first), Some(second), Some(label)) = (last, date, labels.last_mut())
            && is_one_date(passage, first, second)
        {
            label.span = passage.joined.to_source(first.join(second));
            last = Some(first.join(second));
            continue;
        }
        last = date;
        labels.push(label(found));
    }
    labels
}

/// Whether two dates are the ends of a stretch, or a year and its quarter.
fn is_one_date(passage: &Passage<'_>, first: Span, second: Span) -> bool {
    let gap = passage.slice(Span::new(first.end.min(second.start), second.start));
    let quarter = passage.slice(first).ends_with('年') && passage.slice(second).contains('季');
    matches!(gap, "至" | "到" | "-" | "—" | "——" | "～" | "~") || gap.is_empty() && quarter
}

fn read_passage(
    passage: &Passage<'_>,
    block: usize,
    today: Option<Date>,
    gazetteer: &mut Gazetteer,
    ledger: &mut Ledger,
    extraction: &mut Extraction,
) {
    let (figures, judged) = judged(passage);
    extraction.labels.extend(labels(passage, &judged));
    let count = judged.metric.iter().filter(|metric| **metric).count();
    extraction.metrics.reserve(count);
    let mut opening: Option<Option<TimeFound>> = None;
    let mut known: Vec<Known> = Vec::new();
    let mut next = 0;
    while next < figures.len() {
        let sentence_index = passage.sentence_of(figures[next].span.start);
        let sentence = passage
            .sentences
            .get(sentence_index)
            .copied()
            .unwrap_or(Span::new(0, passage.text.len()));
        let first = next;
        while next < figures.len()
            && figures[next].span.start < sentence.end.max(sentence.start + 1)
        {
            next += 1;
        }
        if next == first {
            next += 1;
        }
        let range = first..next;
        if !range.clone().any(|index| judged.metric[index]) {
            continue;
        }
        let labels_from = judged
            .labels
            .partition_point(|label| label.span.end <= sentence.start);
        let labels_to = judged
            .labels
            .partition_point(|label| label.span.start < sentence.end);
        let labels = judged
            .labels
            .get(labels_from..labels_to.max(labels_from))
            .unwrap_or_default();
        let times = times_of(passage, sentence, labels, &figures[range.clone()], first);
        let each = each_of(passage, sentence, &figures[range.clone()]);
        let opens = *opening.get_or_insert_with(|| {
            if sentence.start == 0 && first == 0 {
                opens_passage(passage, 0, &times)
            } else {
                opening_time(passage, &judged, &figures)
            }
        });
        let mut stated = read_sentence(passage, &figures, range, &judged.metric, &times, &each);
        distribute(passage, &figures, &mut stated);
        inherit(passage, &figures, &mut stated, &known);
        remember(&figures, &stated, &mut known);
        finish(
            passage,
            &figures,
            &mut stated,
            &times,
            opens,
            &each,
            sentence,
        );
        distribute_times(passage, &figures, &mut stated, &times);
        gazetteer.advance(passage, sentence.end);
        let base = extraction.metrics.len();
        for one in stated {
            let figure = &figures[one.figure];
            ledger.note(passage, figure, one.clause, sentence);
            let mut quantity = figure.quantity.clone();
            // 约占三分之一: the word stands apart from the figure.
            if one.left.about && quantity.relation == Relation::Exact {
                quantity.relation = Relation::About;
            }
            quantity.span = passage.joined.to_source(quantity.span);
            quantity.numeral = passage.joined.to_source(quantity.numeral);
            quantity.context = passage.joined.to_source(quantity.context);
            extraction.metrics.push(Metric {
                mention: passage.mention(figure.span),
                kind: kind(passage, figure, one.item, one.per.is_empty()),
                item: one.item.map(|item| passage.mention(item.span)),
                role: one.role,
                time: one.time.map(|time| TimeMention {
                    mention: passage.mention(time.span),
                    interval: resolve(passage, &time, &figures, today),
                }),
                per: one.per.iter().map(|span| passage.mention(*span)).collect(),
                scope: gazetteer.scope(passage, figure.context, one.clause, sentence),
                block,
                link: one.link.map(|link| shift(link, base)),
                confidence: confidence(&one),
                rule: one.item.map_or("none", |item| item.rule),
                quantity,
            });
        }
    }
}

const fn shift(link: Link, base: usize) -> Link {
    match link {
        Link::Arrives(at) => Link::Arrives(at + base),
        Link::Began(at) => Link::Began(at + base),
        Link::ChangeOf(at) => Link::ChangeOf(at + base),
        Link::ShareOf(at) => Link::ShareOf(at + base),
    }
}

/// How sure a reading is, by the rule that made it.
fn confidence(one: &Stated) -> f64 {
    match one.item.map(|item| item.rule) {
        Some("noun-after" | "subject" | "noun-before") => 0.9,
        Some("subject-of-change" | "part-of-share" | "distributed") => 0.85,
        Some(_) => 0.7,
        None => 0.6,
    }
}

/// How long a heading that runs into its paragraph may be, in characters.
const RUN_IN: usize = 16;

/// The time that opens the passage, if it begins with one: its first sentence,
/// or the one behind a heading that runs in.
fn opening_time(passage: &Passage<'_>, judged: &Judged, figures: &[Figure]) -> Option<TimeFound> {
    let labels = &judged.labels;
    let mut sentences = passage.sentences.iter().copied();
    let mut sentence = sentences.next()?;
    let short = passage.slice(sentence).chars().count() <= RUN_IN;
    let mut stated = figures.iter().zip(&judged.metric);
    let first = stated.find_map(|(figure, metric)| metric.then_some(figure.span.start));
    if short && first.is_none_or(|first| first >= sentence.end) {
        sentence = sentences.next().unwrap_or(sentence);
    }
    let upto = labels.partition_point(|label| label.span.start < sentence.end);
    let figures_upto = figures.partition_point(|figure| figure.span.start < sentence.end);
    let times = times_of(
        passage,
        sentence,
        &labels[..upto],
        &figures[..figures_upto],
        0,
    );
    opens_passage(passage, sentence.start, &times)
}

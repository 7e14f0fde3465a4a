//! A document as it is read, block after block: what was found so far, and what
//! of it the next block is read with.

use core::ops::Range;

use hanliang_document::{Block, Document, Joined};
use hanliang_quantity::{Quantity, Relation, UnitKind, find_iter};
use hanliang_span::Span;
use jiff::civil::Date;

use crate::audit::Ledger;
use crate::context::each::each_of;
use crate::context::held::{moves_on, opens_passage};
use crate::context::interval::resolve;
use crate::context::scope::Gazetteer;
use crate::context::time::{TimeFound, is_nearly, times_of};
use crate::dotted::rows_as_one;
use crate::figure::Figure;
use crate::label::members::{members_of, share_members};
use crate::label::{Found, Judged, add_anchors, judge};
use crate::missing::{Lost, Trace, certain_traces, doubtful_traces, lacks_whole, stripped_traces};
use crate::passage::Passage;
use crate::ratio::join_ratios;
use crate::record::{Extraction, Label, LabelClass, Link, Metric, Missing, TimeMention};
use crate::relate::kind;
use crate::row::share_units;
use crate::rule::ItemRule;
use crate::sentence::{Known, Sentence, Stated, time_of_whole};
use crate::spacing::as_read;
use crate::tables::classes::Class;
use crate::tables::confidence::confidence;
use crate::tables::wording::Wording;
use crate::tables::words::is_han;

/// What was read of a document so far.
#[derive(Default)]
pub(crate) struct Reading {
    today: Option<Date>,
    /// The digits of the page were taken out.
    stripped: bool,
    /// The figures that were lost for certain, so far.
    lost: Lost,
    /// The first of the blocks whose doubtful traces are found already.
    doubted: Option<usize>,
    gazetteer: Gazetteer,
    ledger: Ledger,
    extraction: Extraction,
}

impl Reading {
    pub(crate) fn new(today: Option<Date>, stripped: bool) -> Self {
        Self {
            today,
            stripped,
            ..Self::default()
        }
    }

    /// Reads the next block.
    pub(crate) fn block(&mut self, text: &str, index: usize, block: &Block) {
        let pieces = as_read(text, &block.ranges);
        let joined = Joined::new(text, &pieces);
        let mut passage = Passage::new(text, &joined);
        passage.stripped = self.stripped;
        // Furniture states no figures; its dates and codes are labels.
        let body = block.kind.is_body();
        if body {
            self.missing(&passage, index);
            passage.damaged = self.lost.are_several();
        }
        let (figures, judged) = judged(&passage);
        self.extraction.labels.extend(labels(&passage, &judged));
        if !body {
            return;
        }
        self.gazetteer.open(block.kind);
        self.sentences(&passage, index, &figures, &judged);
        self.gazetteer.advance(&passage, passage.text.len());
        self.ledger.close(&passage, &self.extraction.metrics);
    }

    /// Finds the figures that a block has lost.
    fn missing(&mut self, passage: &Passage<'_>, block: usize) {
        let missed = &mut self.extraction.missing;
        if self.stripped {
            missed.extend(missing(passage, stripped_traces(passage)));
            return;
        }
        let certain = certain_traces(passage);
        self.lost.add(&certain);
        missed.extend(missing(passage, certain));
        // More losses change nothing from here on: the block need not be read
        // again when all are known.
        if self.lost.are_several() {
            self.doubted.get_or_insert(block);
            missed.extend(missing(passage, doubtful_traces(passage, true)));
        }
    }

    /// Reads the sentences of a block that state figures.
    fn sentences(
        &mut self,
        passage: &Passage<'_>,
        block: usize,
        figures: &[Figure],
        judged: &Judged,
    ) {
        let count = judged.metric.iter().filter(|metric| **metric).count();
        self.make_room(count);
        let mut opening: Option<Option<TimeFound>> = None;
        let mut known: Vec<Known> = Vec::new();
        let mut last: Vec<(usize, Option<TimeFound>)> = Vec::new();
        let mut next = 0;
        while let Some((span, range)) = sentence_at(passage, figures, next) {
            next = range.end;
            if !range.clone().any(|index| judged.metric[index]) {
                continue;
            }
            let own = &figures[range.clone()];
            let times = times_of(passage, span, labels_in(judged, span), own, range.start);
            let each = each_of(passage, span, own);
            let opens = *opening.get_or_insert_with(|| {
                if span.start == 0 && range.start == 0 {
                    opens_passage(passage, 0, &times)
                } else {
                    opening_time(passage, judged, figures)
                }
            });
            // 其中 is of what was said last, and holds when that does.
            let among = passage.slice(span).trim_start().starts_with("其中");
            let first = range.clone().find(|index| judged.metric[*index]);
            let whole = first
                .filter(|_| among)
                .and_then(|first| time_of_whole(passage, figures, &last, first));
            let opens = whole.or(opens);
            let sentence = Sentence {
                passage,
                figures,
                range,
                metric: &judged.metric,
                times: &times,
                each: &each,
                opens,
                span,
            };
            // “十三五”期间，…。“十四五”期间，…: the passage has moved on.
            if let Some(Some(first)) = opening
                && span.start > first.span.end
                && let Some(own) = opens_passage(passage, span.start, &times)
                && moves_on(passage, first, own)
            {
                opening = Some(Some(own));
            }
            let stated = sentence.read(&mut known);
            last = stated.iter().map(|one| (one.figure, one.time)).collect();
            self.gazetteer.advance(passage, span.end);
            let base = self.extraction.metrics.len();
            for mut one in stated {
                if let Some(item) = &mut one.item {
                    item.span = with_label(judged, item.span);
                }
                self.ledger
                    .note(passage, &figures[one.figure], one.clause, span);
                let metric = self.metric(&sentence, &one, block, base);
                self.extraction.metrics.push(metric);
            }
        }
    }

    /// Makes room for so many metrics more: they are long, so by half of what
    /// there are and not by as many again.
    fn make_room(&mut self, count: usize) {
        let metrics = &mut self.extraction.metrics;
        if metrics.capacity() - metrics.len() < count {
            metrics.reserve_exact(count.max(metrics.len() / 2).max(FEWEST));
        }
        self.ledger.make_room(count);
    }

    /// A figure as it is reported. `base` metrics stand before its sentence.
    fn metric(&self, sentence: &Sentence<'_>, one: &Stated, block: usize, base: usize) -> Metric {
        let passage = sentence.passage;
        let figure = &sentence.figures[one.figure];
        let mut quantity = figure.quantity.clone();
        // 比计划超出2亿元: the word says the change, and bounds nothing.
        if one.left.exceeds {
            quantity.relation = Relation::Exact;
        }
        // 约占三分之一: the word stands apart from the figure.
        if one.left.about && quantity.relation == Relation::Exact {
            quantity.relation = Relation::About;
        }
        if passes_second_mark(sentence, one.figure) {
            quantity.relation = Relation::More;
        }
        quantity.span = passage.joined.to_source(quantity.span);
        quantity.numeral = passage.joined.to_source(quantity.numeral);
        quantity.context = passage.joined.to_source(quantity.context);
        let rule = one.item.map_or(ItemRule::None, |item| item.rule);
        Metric {
            mention: passage.mention(figure.span()),
            kind: kind(passage, figure, one.item, one.per.is_empty()),
            item: one.item.map(|item| passage.mention(item.span)),
            role: one.role,
            time: one.time.map(|time| TimeMention {
                mention: passage.mention(time.span),
                interval: resolve(passage, &time, sentence.figures, self.today),
            }),
            per: one.per.iter().map(|span| passage.mention(*span)).collect(),
            scope: self
                .gazetteer
                .scope(passage, figure.context(), one.clause, sentence.span),
            block,
            link: one.link.map(|link| moved(link, |at| at + base)),
            confidence: confidence(rule),
            rule,
            quantity,
        }
    }

    /// What was found, once all of the document is read.
    pub(crate) fn settle(mut self, text: &str, document: &Document) -> Extraction {
        let metrics = &mut self.extraction.metrics;
        for at in 0..metrics.len() {
            let Some((before, [metric, ..])) = metrics.split_at_mut_checked(at) else {
                continue;
            };
            // 近两年 holds nowhere in particular.
            if metric.kind == UnitKind::Duration && metric.item.is_none() {
                metric.scope = None;
            }
            let Some(scope) = &mut metric.scope else {
                continue;
            };
            // Many figures hold where the one before does, under the same name.
            let last = before.last().and_then(|last| last.scope.as_ref());
            match last.filter(|last| last.mention == scope.mention) {
                Some(last) => scope.resolved.clone_from(&last.resolved),
                None => self.gazetteer.settle(scope),
            }
        }
        let mut extraction = self.extraction;
        share_members(text, &mut extraction.labels);
        extraction.findings = self.ledger.findings(&extraction.metrics);
        // Doubtful traces count where figures were lost for certain.
        if self.lost.is_any() {
            let blocks = document.blocks.iter();
            let unread = blocks.take(self.doubted.unwrap_or(usize::MAX));
            for block in unread.filter(|block| block.kind.is_body()) {
                let pieces = as_read(text, &block.ranges);
                let joined = Joined::new(text, &pieces);
                let passage = Passage::new(text, &joined);
                let lost = doubtful_traces(&passage, self.lost.are_several());
                extraction.missing.extend(missing(&passage, lost));
            }
        }
        in_text_order(&mut extraction);
        drop_lost(&mut extraction);
        extraction
    }
}

/// Whether a figure is the second of two marks that were passed one after the other:
/// 突破300亿元、400亿元大关.
fn passes_second_mark(sentence: &Sentence<'_>, at: usize) -> bool {
    let passage = sentence.passage;
    let pair = at
        .checked_sub(1)
        .and_then(|first| sentence.figures.get(first..=at));
    let Some([first, second]) = pair else {
        return false;
    };
    let gap = Span::new(
        first.span().end.min(second.span().start),
        second.span().start,
    );
    let gap = passage.slice(gap);
    let behind = passage.near(second.context().end, 4);
    let behind = behind.strip_prefix("两个").unwrap_or(behind);
    let passed = first.quantity.relation == Relation::More && !second.relation_is_marked();
    passed
        && first.unit() == second.unit()
        && matches!(gap, "、" | "和" | "、和")
        && Wording::Measure.begins(behind)
}

/// The sentence of the next figure, with all its figures.
fn sentence_at(
    passage: &Passage<'_>,
    figures: &[Figure],
    first: usize,
) -> Option<(Span, Range<usize>)> {
    let start = figures.get(first)?.span().start;
    let span = passage.sentence_over(start).unwrap_or(passage.whole());
    let rest = figures.get(first..)?;
    let count = rest.partition_point(|figure| figure.span().start < span.end);
    Some((span, first..first + count.max(1)))
}

/// The labels that reach into a stretch.
fn labels_in(judged: &Judged, stretch: Span) -> &[Found] {
    let labels = &judged.labels;
    let from = labels.partition_point(|label| label.span.end <= stretch.start);
    let to = labels.partition_point(|label| label.span.start < stretch.end);
    labels.get(from..to.max(from)).unwrap_or_default()
}

/// 93号汽油, 500强企业: an item that begins within a name of numbers begins with it.
fn with_label(judged: &Judged, item: Span) -> Span {
    let label = labels_in(judged, item).first();
    let name = label.filter(|label| {
        label.class != LabelClass::Date
            && label.span.start < item.start
            && label.span.end > item.start
    });
    name.map_or(item, |label| Span::new(label.span.start, item.end))
}

/// The figures of a passage and what they are.
fn judged(passage: &Passage<'_>) -> (Vec<Figure>, Judged) {
    let found = find_iter(passage.joined.text());
    let mut figures: Vec<Figure> = rows_as_one(passage, found)
        .map(|quantity| nearly(passage, behind_stop(passage, quantity)))
        .map(|quantity| compared(passage, quantity))
        .map(|quantity| Figure::new(quantity, passage))
        .collect();
    join_ratios(passage, &mut figures);
    share_units(passage, &mut figures);
    add_anchors(passage, &mut figures);
    let judged = judge(passage, &figures);
    (figures, judged)
}

/// 停工近两年: so long, nearly; not the last two years.
fn nearly(passage: &Passage<'_>, quantity: Quantity) -> Quantity {
    let start = quantity.context.start;
    let lasts = quantity.relation == Relation::Exact && quantity.kind() == UnitKind::Duration;
    if !lasts || !is_nearly(passage.before(start)) {
        return quantity;
    }
    Quantity {
        relation: Relation::About,
        context: Span::new(start - "近".len(), quantity.context.end),
        ..quantity
    }
}

/// 较前一年｜多12家: the year is when, and 多 says of what is compared how it changed.
fn compared(passage: &Passage<'_>, quantity: Quantity) -> Quantity {
    let Span { start, end } = quantity.context;
    let length = Span::new(quantity.span.end.min(end), end);
    let exceeds = passage.slice(length) == "多" && quantity.kind() == UnitKind::Duration;
    let when = |lead: &str| {
        lead.strip_suffix(['前', '上'])
            .map(|lead| lead.ends_with(['比', '较', '較']))
    };
    if !exceeds || when(passage.before(start)) != Some(true) {
        return quantity;
    }
    Quantity {
        relation: Relation::Exact,
        context: Span::new(start, length.start),
        ..quantity
    }
}

/// For how many metrics more room is made at the least.
const FEWEST: usize = 8;

/// How far a figure behind a full stop is read, in characters.
const BEHIND_STOP: usize = 24;

/// 走了.12天: the figure behind a point that ends a sentence is no fraction.
fn behind_stop(passage: &Passage<'_>, quantity: Quantity) -> Quantity {
    let at = quantity.numeral.start;
    let numeral = passage.slice(quantity.numeral);
    let stops = || passage.before(at).ends_with(is_han) && !lacks_whole(passage, at);
    let rest = numeral.strip_prefix(['.', '．']);
    let Some(rest) = rest.filter(|_| stops()) else {
        return quantity;
    };
    let from = at + numeral.len() - rest.len();
    let near = Span::new(from, from + passage.near(from, BEHIND_STOP).len());
    let found = find_iter(passage.written(near)).next();
    let Some(found) = found.filter(|found| found.numeral.start == 0 && found.unit.is_some()) else {
        return quantity;
    };
    let moved = |span: Span| Span::new(span.start + from, span.end + from);
    Quantity {
        span: moved(found.span),
        numeral: moved(found.numeral),
        context: moved(found.context),
        ..found
    }
}

fn missing(passage: &Passage<'_>, traces: Vec<Trace>) -> impl Iterator<Item = Missing> {
    traces.into_iter().map(|trace| Missing {
        at: passage.joined.to_source(Span::at(trace.at)).start,
        item: trace.item(passage).map(|span| passage.mention(span)),
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
    let part = passage.slice(second);
    let quarter = passage.slice(first).ends_with('年')
        && (part.contains('季') || part.starts_with('第') && part.ends_with('周'));
    matches!(gap, "至" | "到" | "-" | "—" | "——" | "～" | "~") || gap.is_empty() && quarter
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
    let first = stated.find_map(|(figure, metric)| metric.then_some(figure.span().start));
    if short && first.is_none_or(|first| first >= sentence.end) {
        sentence = sentences.next().unwrap_or(sentence);
    }
    let upto = labels.partition_point(|label| label.span.start < sentence.end);
    let figures_upto = figures.partition_point(|figure| figure.span().start < sentence.end);
    let times = times_of(
        passage,
        sentence,
        &labels[..upto],
        &figures[..figures_upto],
        0,
    );
    opens_passage(passage, sentence.start, &times)
}

/// Drops the figures that are what was left of lost ones: 达亿元 on a page where others
/// were lost for certain.
fn drop_lost(extraction: &mut Extraction) {
    let lost: Vec<usize> = extraction.missing.iter().map(|one| one.at).collect();
    let mut stays = 0;
    // Where each metric goes, if it stays.
    let goes: Vec<Option<usize>> = (extraction.metrics.iter())
        .map(|metric| {
            let found = lost.binary_search(&metric.quantity.span.start);
            found.is_err().then(|| {
                stays += 1;
                stays - 1
            })
        })
        .collect();
    if stays == goes.len() {
        return;
    }
    let to = |at: usize| goes.get(at).copied().flatten();
    let mut index = 0;
    extraction.metrics.retain(|_| {
        index += 1;
        to(index - 1).is_some()
    });
    for metric in &mut extraction.metrics {
        metric.link = metric.link.and_then(|link| {
            to(end_of(link))?;
            Some(moved(link, |at| to(at).unwrap_or(at)))
        });
    }
    extraction.findings.retain_mut(|finding| {
        let whole = finding.metrics.iter().all(|at| to(*at).is_some());
        for at in &mut finding.metrics {
            *at = to(*at).unwrap_or(*at);
        }
        whole
    });
}

/// The metric that a link leads to.
const fn end_of(link: Link) -> usize {
    match link {
        Link::Arrives(at) | Link::Began(at) | Link::ChangeOf(at) | Link::ShareOf(at) => at,
    }
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
        metric.link = metric.link.map(|link| moved(link, to));
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

/// A link to where its metric has gone.
fn moved(link: Link, to: impl Fn(usize) -> usize) -> Link {
    match link {
        Link::Arrives(at) => Link::Arrives(to(at)),
        Link::Began(at) => Link::Began(to(at)),
        Link::ChangeOf(at) => Link::ChangeOf(to(at)),
        Link::ShareOf(at) => Link::ShareOf(to(at)),
    }
}

use hanliang_document::Document;
use hanliang_quantity::find_iter;
use hanliang_span::Span;
use jiff::civil::Date;

use crate::audit::Ledger;
use crate::config::Config;
use crate::context::clause::clause;
use crate::context::interval::resolve;
use crate::context::item::{Item, Surroundings, own};
use crate::context::left::{Left, read_left};
use crate::context::per::{Each, each_of, per_of};
use crate::context::phrase::noun_before;
use crate::context::scope::Gazetteer;
use crate::context::time::{TimeFound, opens_passage, time_for, times_of};
use crate::figure::Figure;
use crate::label::judge;
use crate::label::members::{members_of, share_members};
use crate::missing::traces;
use crate::passage::Passage;
use crate::record::{Extraction, Label, Link, Metric, Missing, Role, TimeMention};
use crate::relate::role;

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
        let mut traced = Vec::new();
        let mut gazetteer = Gazetteer::default();
        let mut ledger = Ledger::default();
        for (index, block) in document.body() {
            let joined = block.join(text);
            let passage = Passage::new(&joined);
            for trace in traces(&passage) {
                let source = joined.to_source(Span::at(trace.at)).start;
                traced.push((
                    trace.certain,
                    Missing {
                        at: source,
                        item: trace.item.map(|span| passage.mention(span)),
                        unit: trace.unit.of(joined.text()).unwrap_or_default().to_owned(),
                        rule: trace.rule,
                    },
                ));
            }
            gazetteer.open(&passage);
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
            if let Some(scope) = &mut metric.scope {
                gazetteer.settle(scope);
            }
        }
        share_members(text, &mut extraction.labels);
        extraction.findings = ledger.findings(&extraction.metrics);
        // Doubtful traces count where figures were lost for certain.
        let lost = traced.iter().any(|(certain, _)| *certain);
        extraction.missing = traced
            .into_iter()
            .filter(|(certain, _)| *certain || lost)
            .map(|(_, missing)| missing)
            .collect();
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

/// A figure that states a quantity, with what was read around it.
struct Stated {
    figure: usize,
    clause: Span,
    left: Left,
    item: Option<Item>,
    role: Role,
    time: Option<TimeFound>,
    per: Vec<Span>,
    link: Option<Link>,
}

fn read_passage(
    passage: &Passage<'_>,
    block: usize,
    today: Option<Date>,
    gazetteer: &mut Gazetteer,
    ledger: &mut Ledger,
    extraction: &mut Extraction,
) {
    let figures: Vec<Figure> = find_iter(passage.joined.text())
        .map(|quantity| Figure::new(quantity, passage))
        .collect();
    let judged = judge(passage, &figures);
    for found in &judged.labels {
        extraction.labels.push(Label {
            span: passage.joined.to_source(found.span),
            class: found.class,
            members: members_of(passage, found)
                .into_iter()
                .map(|span| passage.mention(span))
                .collect(),
            rule: found.rule,
        });
    }
    let mut opening: Option<Option<TimeFound>> = None;
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
        let opens = *opening.get_or_insert_with(|| opening_time(passage, &judged.labels, &figures));
        let mut stated = read_sentence(passage, &figures, range, &judged.metric, &times, &each);
        distribute(passage, &figures, &mut stated);
        inherit(passage, &figures, &mut stated);
        finish(
            passage,
            &figures,
            &mut stated,
            &times,
            opens,
            &each,
            sentence,
        );
        gazetteer.advance(passage, sentence.end);
        let base = extraction.metrics.len();
        for one in stated {
            let figure = &figures[one.figure];
            ledger.note(passage, figure, sentence);
            let mut quantity = figure.quantity.clone();
            quantity.span = passage.joined.to_source(quantity.span);
            quantity.numeral = passage.joined.to_source(quantity.numeral);
            quantity.context = passage.joined.to_source(quantity.context);
            extraction.metrics.push(Metric {
                mention: passage.mention(figure.span),
                kind: figure.kind(),
                item: one.item.map(|item| passage.mention(item.span)),
                role: one.role,
                time: one.time.map(|time| TimeMention {
                    mention: passage.mention(time.span),
                    interval: resolve(passage, &time, &figures, today),
                }),
                per: one.per.iter().map(|span| passage.mention(*span)).collect(),
                scope: gazetteer.scope(passage, figure.context, sentence),
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

/// The time that opens the passage, if it begins with one.
fn opening_time(
    passage: &Passage<'_>,
    labels: &[crate::label::Found],
    figures: &[Figure],
) -> Option<TimeFound> {
    let sentence = *passage.sentences.first()?;
    let upto = labels.partition_point(|label| label.span.start < sentence.end);
    let figures_upto = figures.partition_point(|figure| figure.span.start < sentence.end);
    let times = times_of(
        passage,
        sentence,
        &labels[..upto],
        &figures[..figures_upto],
        0,
    );
    opens_passage(passage, &times)
}

/// Reads what stands around each figure of a sentence.
fn read_sentence(
    passage: &Passage<'_>,
    figures: &[Figure],
    range: core::ops::Range<usize>,
    metric: &[bool],
    times: &[TimeFound],
    each: &[Each],
) -> Vec<Stated> {
    let _ = each;
    let mut stated: Vec<Stated> = Vec::new();
    for index in range.clone() {
        if !metric[index] {
            continue;
        }
        let figure = &figures[index];
        let clause = clause(passage, figure.context);
        let previous = stated.last().map(|one| &figures[one.figure]);
        let from = previous
            .map_or(clause.start, |previous| {
                previous.context.end.max(clause.start)
            })
            .min(figure.context.start);
        let left = read_left(passage, from, figure.context.start, times);
        let following = figures
            .get(index + 1)
            .filter(|next| next.context.start < clause.end);
        let right_end = following.map_or(clause.end, |next| {
            next.context.start.max(figure.context.end)
        });
        let next = (index + 1..range.end)
            .find(|at| metric[*at])
            .and_then(|at| figures.get(at))
            .filter(|next| next.context.start < clause.end);
        let around = Surroundings {
            figure,
            left: &left,
            right_end,
            next,
        };
        let item = own(passage, around);
        stated.push(Stated {
            figure: index,
            clause,
            left,
            item,
            role: Role::Level,
            time: None,
            per: Vec::new(),
            link: None,
        });
    }
    stated
}

/// 分别: several figures in a row, several nouns before them.
fn distribute(passage: &Passage<'_>, figures: &[Figure], stated: &mut [Stated]) {
    let mut at = 0;
    while at < stated.len() {
        // A row of figures with nothing between but 、 和 与 ，.
        let mut end = at + 1;
        while end < stated.len() {
            let gap = passage.slice(Span::new(
                figures[stated[end - 1].figure].context.end,
                figures[stated[end].figure].context.start,
            ));
            if matches!(
                gap,
                "、" | "和" | "与" | "及" | "，" | "," | "以及" | "、约" | "或"
            ) {
                end += 1;
            } else {
                break;
            }
        }
        let row = end - at;
        if row > 1 {
            share_row(passage, stated, at, end);
        }
        at = end;
    }
}

/// Gives the figures of a row their nouns: one each, or one for all.
fn share_row(passage: &Passage<'_>, stated: &mut [Stated], at: usize, end: usize) {
    let row = end - at;
    let head = stated[at].left.clone();
    let first_item = stated[at].item;
    // The noun may stand after the last: 以1小时9分、1小时18分的成绩.
    let last_item = stated[end - 1]
        .item
        .filter(|item| item.rule == "noun-after");
    let listed = first_item
        .filter(|item| item.span.end <= head.edge)
        .map(|item| members(passage, item.span))
        .unwrap_or_default();
    let earlier_items: Vec<Option<Item>> = if at >= row && head.edge <= stated[at].clause.start {
        stated[at - row..at].iter().map(|one| one.item).collect()
    } else {
        Vec::new()
    };
    for (offset, one) in stated[at..end].iter_mut().enumerate() {
        one.left.change = one.left.change.or(head.change);
        one.left.share |= head.share;
        if offset > 0 {
            one.left.per.clone_from(&head.per);
            one.left.compared |= head.compared;
        }
        let own_right = one
            .item
            .is_some_and(|item| item.rule == "noun-after" && offset + 1 < row);
        if own_right {
            continue;
        }
        if listed.len() == row {
            one.item = Some(Item {
                span: listed[offset],
                rule: "distributed",
            });
        } else if let Some(item) = earlier_items
            .get(offset)
            .copied()
            .flatten()
            .filter(|_| head.each)
        {
            one.item = Some(Item {
                rule: "distributed",
                ..item
            });
        } else if let Some(item) = first_item.filter(|item| item.span.end <= head.edge) {
            one.item = Some(Item {
                rule: "shared",
                ..item
            });
        } else if let Some(item) = last_item.filter(|_| offset + 1 < row) {
            one.item = Some(Item {
                rule: "shared",
                ..item
            });
        }
    }
}

/// The members of a list of nouns: A、B和C.
fn members(passage: &Passage<'_>, span: Span) -> Vec<Span> {
    let text = passage.slice(span);
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0i32;
    for (at, character) in text.char_indices() {
        match character {
            '“' | '（' | '(' | '《' => depth += 1,
            '”' | '）' | ')' | '》' => depth -= 1,
            '、' | '和' | '与' | '及' if depth == 0 && at > start => {
                found.push(Span::new(span.start + start, span.start + at));
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    if start < text.len() {
        found.push(Span::new(span.start + start, span.end));
    }
    found
}

/// Figures whose clause names nothing take the item of the figure before, of
/// the bracket's noun, or of the clause before.
fn inherit(passage: &Passage<'_>, figures: &[Figure], stated: &mut [Stated]) {
    use hanliang_quantity::UnitKind;
    for at in 0..stated.len() {
        let figure = &figures[stated[at].figure];
        if stated[at].item.is_some() {
            continue;
        }
        if figure.kind() == UnitKind::Duration && stated[at].left.change.is_none() {
            continue;
        }
        let start = stated[at].left.start;
        let reached = stated[at].left.edge <= start;
        // （占13.4%）: the noun stands before the bracket.
        let before = passage.before(start);
        if reached && let Some(inner) = before.strip_suffix(['（', '(']) {
            let edge = inner.len();
            let clause = clause(passage, Span::at(edge));
            if let Some(phrase) = noun_before(passage, clause.start, edge) {
                stated[at].item = Some(Item {
                    span: phrase.span,
                    rule: "before-bracket",
                });
                continue;
            }
        }
        let change = stated[at].left.change.is_some()
            || stated[at].left.share
            || figure.kind() == UnitKind::Percent;
        let earlier = (0..at).rev().take(6).find(|&earlier| {
            let other = &figures[stated[earlier].figure];
            let counted = if change {
                other.kind() != UnitKind::Duration
            } else {
                other.kind() == figure.kind()
            };
            counted && stated[earlier].item.is_some()
        });
        if let Some(earlier) = earlier
            && let Some(item) = stated[earlier].item
        {
            stated[at].item = Some(Item {
                rule: "as-before",
                ..item
            });
            continue;
        }
        // The clause before, if it holds no figure.
        let inner = before.trim_end_matches(['，', ',', '：', ':', ' ']);
        if reached && inner.len() < before.len() && at == 0 {
            let clause = clause(passage, Span::at(inner.len()));
            if let Some(phrase) =
                noun_before(passage, clause.start, inner.len()).filter(|phrase| !phrase.verbal)
            {
                stated[at].item = Some(Item {
                    span: phrase.span,
                    rule: "clause-before",
                });
            }
        }
    }
}

/// Roles, links, times and distributors.
fn finish(
    passage: &Passage<'_>,
    figures: &[Figure],
    stated: &mut [Stated],
    times: &[TimeFound],
    opens: Option<TimeFound>,
    each: &[Each],
    sentence: Span,
) {
    use hanliang_quantity::UnitKind;
    // Times that stand right before the first end of a change hold for it only.
    let mut owned: Vec<usize> = Vec::new();
    for at in 0..stated.len() {
        let next_arrives = stated.get(at + 1).is_some_and(|next| {
            next.left.arrives
                || passage
                    .slice(Span::new(
                        figures[stated[at].figure].context.end,
                        next.left.edge.max(figures[stated[at].figure].context.end),
                    ))
                    .is_empty()
                    && passage
                        .before(figures[next.figure].context.start)
                        .ends_with(['到', '至', '为'])
        });
        let one = &stated[at];
        let figure = &figures[one.figure];
        let mut role = role(
            passage,
            figure,
            &one.left,
            one.item.map(|item| item.span),
            next_arrives,
        );
        if at > 0 && stated[at - 1].role == Role::From {
            role = Role::To;
            let item = stated[at - 1].item;
            stated[at].link = Some(Link::Began(at - 1));
            stated[at - 1].link = Some(Link::Arrives(at));
            if stated[at].item.is_none() || stated[at].left.edge <= stated[at].left.start {
                stated[at].item = item.map(|item| Item {
                    rule: "as-before",
                    ..item
                });
            }
        }
        stated[at].role = role;
        if role == Role::From
            && let Some(own) = times.iter().position(|time| {
                time.span.end <= figure.context.start && time.span.start >= stated[at].left.edge
            })
        {
            owned.push(own);
        }
    }
    for at in 0..stated.len() {
        let figure = &figures[stated[at].figure];
        let place = figure.context;
        let mut found = time_for(times, &owned, stated[at].figure, place, stated[at].clause)
            .and_then(|at| times.get(at))
            .copied();
        if stated[at].role == Role::To
            && owned
                .iter()
                .any(|own| found.is_some_and(|time| time.span == times[*own].span))
        {
            found = None;
        }
        if figure.kind() == UnitKind::Duration
            && found.is_some_and(|time| matches!(time.core, crate::context::time::Core::Length(_)))
        {
            found = None;
        }
        stated[at].time =
            found.or(opens.filter(|time| time.span.end <= sentence.start.max(place.start)));
        if figure.kind() == UnitKind::Duration
            && stated[at].left.change.is_none()
            && found.is_none()
        {
            stated[at].time = None;
        }
        stated[at].per = per_of(
            passage,
            figure,
            &stated[at].left,
            stated[at].item.map(|item| item.span),
            stated[at].clause,
            each,
        );
        // A change or a share belongs to the figure before it with its item.
        if stated[at].link.is_none()
            && matches!(
                stated[at].role,
                Role::Increase | Role::Decrease | Role::Share
            )
            && at > 0
        {
            let same = (0..at).rev().take(4).find(|&earlier| {
                stated[earlier].role == Role::Level
                    && stated[earlier].item.map(|item| item.span)
                        == stated[at].item.map(|item| item.span)
                    && stated[at].item.is_some()
            });
            if let Some(base) = same {
                stated[at].link = Some(if stated[at].role == Role::Share {
                    Link::ShareOf(base)
                } else {
                    Link::ChangeOf(base)
                });
            }
        }
    }
}

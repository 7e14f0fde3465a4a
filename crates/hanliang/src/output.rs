//! The JSON contract: one object a document.
//!
//! The only place that knows how a report is written. Offsets are UTF-8
//! bytes into `text`. Keys of the contract never change their meaning; new
//! ones may be added.

use std::io::{self, Write};

#[cfg(feature = "html")]
use hanliang_document::Extent;
use hanliang_document::{Block, Credit, Document, Field};
use hanliang_metric::{Finding, Label, Link, Mention, Metric, Missing, TimeMention};
use hanliang_repair::{Edit, Loss, Signal};
use hanliang_span::Span;
use serde::Serialize;

use crate::Report;
use crate::row::{Row, verbatim};

impl Report {
    /// Writes the report as one JSON object on one line, without a line end.
    ///
    /// `file` is the name to give the document, `line` its line where each
    /// line of the file is a document.
    ///
    /// # Keys
    ///
    /// Offsets are UTF-8 bytes into `text`, the end not counted; only `source`
    /// of a repair is a place in the text as it was decoded. What is not there
    /// is `null`, an empty string or an empty list; keys in brackets are left
    /// out then. Keys keep their meaning; new ones may come. They are in snake
    /// case; values that are names in kebab case, but for the types of blocks
    /// (`list_item`).
    ///
    /// | of | keys |
    /// | --- | --- |
    /// | the object | `file`, \[`line`\], `encoding`, \[`extent`\] (of a web page: `article` or `body`), `text` (repaired), `repairs`, `losses`, `signals`, `document`, `metrics`, `labels`, `missing`, `findings` |
    /// | a repair | `damage`, `source`, `target` (both `[start, end]`), `before`, `after`, `confidence` (0 to 1) |
    /// | a loss | `damage`, `at`, `end`, \[`detail`\] |
    /// | a signal | `kind`, `evidence` (ranges) |
    /// | `document` | `title`, `kicker`, `subtitle`, `byline` (`role`, `name`), `published` (ISO 8601), `dateline`, `source`, `editors`, `breadcrumb`, `abstract`, `original_title`, `keywords`, `document_number`, `addressee`, `signature`, `url`, `blocks`, `stories` |
    /// | a block | `type`, \[`level`\], `ranges` (several where a sentence was cut), \[`rows`\] (the cells of a table), `rule` |
    /// | a story | `title`, `byline`, `blocks` (by number) |
    /// | a metric | `start`, `end`, `text`, \[`ranges`\] (where the page cuts it in two), `low` and `high` (exact, a decimal or a fraction), `relation` (`=`, `~`, `>=`, `>`, `<=`, `<`), `unit` (as written), `canonical` (UCUM or ISO 4217), `kind`, `item`, `role`, `time`, `interval` (ISO 8601), `per`, `scope`, `place`, `block` (by number), \[`link`\] (`kind`, `metric`: a from and its to, a change and its base), `confidence`, `rule` |
    /// | a label | `start`, `end`, `text`, `class`, \[`members`\] (`text`, `ranges`) |
    /// | a lost figure | `at`, `item`, `unit` |
    /// | a finding | `kind`, `metrics` (by number), `arithmetic`, `agrees` |
    ///
    /// # Errors
    ///
    /// Only those of the writer.
    ///
    /// ```
    /// let mut out = Vec::new();
    /// hanliang::read("面积4238平方公里".as_bytes()).write_json("page.txt", None, &mut out)?;
    /// assert!(out.starts_with(br#"{"file":"page.txt","encoding":"UTF-8""#));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn write_json(
        &self,
        file: &str,
        line: Option<usize>,
        writer: impl Write,
    ) -> io::Result<()> {
        serde_json::to_writer(writer, &ReportJson::new(self, Some(file), line))
            .map_err(io::Error::from)
    }

    /// The report as a JSON value; see [`write_json`](Self::write_json).
    ///
    /// ```
    /// let json = hanliang::read("面积4238平方公里".as_bytes()).to_json("page.txt");
    /// assert_eq!(json["metrics"][0]["canonical"], "km2");
    /// assert_eq!(json["metrics"][0]["low"], "4238");
    /// ```
    #[must_use]
    pub fn to_json(&self, file: &str) -> serde_json::Value {
        // Every key is a string and every value has a JSON form.
        serde_json::to_value(ReportJson::new(self, Some(file), None)).unwrap_or_default()
    }
}

/// The object of [`write_json`](Report::write_json), without a `file`.
///
/// ```
/// let reports = ["党员11.8万名", "面积4238平方公里"].map(|text| hanliang::read(text.as_bytes()));
/// let json = serde_json::to_value(&reports)?;
/// assert_eq!(json[1]["metrics"][0]["canonical"], "km2");
/// # Ok::<(), serde_json::Error>(())
/// ```
impl Serialize for Report {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ReportJson::new(self, None, None).serialize(serializer)
    }
}

#[derive(Serialize)]
struct ReportJson<'r> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    encoding: &'r str,
    #[cfg(feature = "html")]
    #[serde(skip_serializing_if = "Option::is_none")]
    extent: Option<Extent>,
    text: &'r str,
    repairs: Vec<EditJson<'r>>,
    losses: Vec<LossJson<'r>>,
    signals: Vec<SignalJson>,
    document: DocumentJson<'r>,
    metrics: Vec<MetricJson<'r>>,
    labels: Vec<LabelJson<'r>>,
    missing: Vec<MissingJson<'r>>,
    findings: Vec<FindingJson<'r>>,
}

impl<'r> ReportJson<'r> {
    fn new(report: &'r Report, file: Option<&'r str>, line: Option<usize>) -> Self {
        let text = report.text.as_str();
        Self {
            file,
            line,
            encoding: report.encoding,
            #[cfg(feature = "html")]
            extent: report.extent,
            text,
            repairs: report.edits.iter().map(EditJson::new).collect(),
            losses: report.losses.iter().map(LossJson::new).collect(),
            signals: report.signals.iter().map(SignalJson::new).collect(),
            document: DocumentJson::new(&report.document),
            metrics: report
                .metrics
                .iter()
                .map(|m| MetricJson::new(m, text))
                .collect(),
            labels: report
                .labels
                .iter()
                .map(|l| LabelJson::new(l, text))
                .collect(),
            missing: report.missing.iter().map(MissingJson::new).collect(),
            findings: report.findings.iter().map(FindingJson::new).collect(),
        }
    }
}

#[derive(Serialize)]
struct EditJson<'r> {
    damage: &'static str,
    source: [usize; 2],
    target: [usize; 2],
    before: &'r str,
    after: &'r str,
    confidence: f64,
}

impl<'r> EditJson<'r> {
    fn new(edit: &'r Edit) -> Self {
        Self {
            damage: edit.damage.name(),
            source: pair(edit.source),
            target: pair(edit.target),
            before: &edit.before,
            after: &edit.after,
            confidence: edit.confidence,
        }
    }
}

#[derive(Serialize)]
struct LossJson<'r> {
    damage: &'static str,
    at: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'r str>,
}

impl<'r> LossJson<'r> {
    fn new(loss: &'r Loss) -> Self {
        Self {
            damage: loss.damage.name(),
            at: loss.span.start,
            end: loss.span.end,
            detail: loss.detail.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct SignalJson {
    kind: &'static str,
    evidence: Vec<[usize; 2]>,
}

impl SignalJson {
    fn new(signal: &Signal) -> Self {
        Self {
            kind: signal.kind.name(),
            evidence: pairs(&signal.evidence),
        }
    }
}

#[derive(Serialize)]
struct DocumentJson<'r> {
    title: Option<&'r str>,
    kicker: Option<&'r str>,
    subtitle: Option<&'r str>,
    byline: Vec<CreditJson<'r>>,
    published: Option<String>,
    dateline: Option<&'r str>,
    source: Option<&'r str>,
    editors: Vec<&'r str>,
    breadcrumb: Vec<&'r str>,
    #[serde(rename = "abstract")]
    summary: Option<&'r str>,
    original_title: Option<&'r str>,
    keywords: Vec<&'r str>,
    document_number: Option<&'r str>,
    addressee: Option<&'r str>,
    signature: Vec<&'r str>,
    url: Option<&'r str>,
    blocks: Vec<BlockJson>,
    stories: Vec<StoryJson<'r>>,
}

impl<'r> DocumentJson<'r> {
    fn new(document: &'r Document) -> Self {
        let metadata = &document.metadata;
        Self {
            title: text(&metadata.title),
            kicker: text(&metadata.kicker),
            subtitle: text(&metadata.subtitle),
            byline: metadata.byline.iter().map(CreditJson::new).collect(),
            published: metadata.published.as_ref().map(ToString::to_string),
            dateline: text(&metadata.dateline),
            source: text(&metadata.source),
            editors: texts(&metadata.editors),
            breadcrumb: texts(&metadata.breadcrumb),
            summary: text(&metadata.summary),
            original_title: text(&metadata.original_title),
            keywords: texts(&metadata.keywords),
            document_number: text(&metadata.document_number),
            addressee: text(&metadata.addressee),
            signature: texts(&metadata.signature),
            url: text(&metadata.url),
            blocks: document.blocks.iter().map(BlockJson::new).collect(),
            stories: document
                .stories
                .iter()
                .map(|story| StoryJson {
                    title: text(&story.title),
                    byline: story.byline.iter().map(CreditJson::new).collect(),
                    blocks: &story.blocks,
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct CreditJson<'r> {
    role: &'r str,
    name: &'r str,
}

impl<'r> CreditJson<'r> {
    fn new(credit: &'r Credit) -> Self {
        Self {
            role: &credit.role,
            name: &credit.name,
        }
    }
}

#[derive(Serialize)]
struct BlockJson {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    ranges: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rows: Vec<Vec<[usize; 2]>>,
    rule: &'static str,
}

impl BlockJson {
    fn new(block: &Block) -> Self {
        Self {
            kind: block.kind.name(),
            level: block.level,
            ranges: pairs(&block.ranges),
            rows: block.rows.iter().map(|row| pairs(&row.cells)).collect(),
            rule: block.rule.name(),
        }
    }
}

#[derive(Serialize)]
struct StoryJson<'r> {
    title: Option<&'r str>,
    byline: Vec<CreditJson<'r>>,
    blocks: &'r [usize],
}

#[derive(Serialize)]
struct MetricJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ranges: Vec<[usize; 2]>,
    low: String,
    high: String,
    relation: &'static str,
    unit: &'r str,
    canonical: &'r str,
    kind: &'static str,
    item: &'r str,
    role: &'static str,
    time: &'r str,
    /// ISO 8601, empty where the text does not settle it.
    interval: String,
    per: String,
    scope: &'r str,
    /// The place that a scope such as 全市 stands for, where the text says it.
    place: &'r str,
    block: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<LinkJson>,
    confidence: f64,
    rule: &'static str,
}

impl<'r> MetricJson<'r> {
    fn new(metric: &'r Metric, text: &'r str) -> Self {
        let row = Row::new(metric, text, "");
        let interval = metric.time.as_ref().and_then(TimeMention::iso8601);
        Self {
            start: row.start,
            end: row.end,
            text: row.text,
            ranges: match metric.mention.spans.as_slice() {
                [] | [_] => Vec::new(),
                cut => pairs(cut),
            },
            low: row.low,
            high: row.high,
            relation: row.relation,
            unit: row.unit,
            canonical: row.canonical,
            kind: row.kind,
            item: row.item,
            role: row.role,
            time: row.time,
            interval: interval.unwrap_or_default(),
            per: row.per,
            scope: row.scope,
            place: row.place,
            block: metric.block,
            link: metric.link.map(LinkJson::new),
            confidence: row.confidence,
            rule: row.rule,
        }
    }
}

#[derive(Serialize)]
struct LinkJson {
    kind: &'static str,
    metric: usize,
}

impl LinkJson {
    fn new(link: Link) -> Self {
        Self {
            kind: link.name(),
            metric: link.metric(),
        }
    }
}

#[derive(Serialize)]
struct LabelJson<'r> {
    start: usize,
    end: usize,
    text: &'r str,
    class: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<MentionJson<'r>>,
}

impl<'r> LabelJson<'r> {
    fn new(label: &'r Label, text: &'r str) -> Self {
        Self {
            start: label.span.start,
            end: label.span.end,
            text: label.span.of(text).unwrap_or_default(),
            class: label.class.name(),
            members: label.members.iter().map(MentionJson::new).collect(),
        }
    }
}

#[derive(Serialize)]
struct MentionJson<'r> {
    text: &'r str,
    ranges: Vec<[usize; 2]>,
}

impl<'r> MentionJson<'r> {
    fn new(mention: &'r Mention) -> Self {
        Self {
            text: &mention.text,
            ranges: pairs(&mention.spans),
        }
    }
}

#[derive(Serialize)]
struct MissingJson<'r> {
    at: usize,
    item: &'r str,
    unit: &'r str,
}

impl<'r> MissingJson<'r> {
    fn new(missing: &'r Missing) -> Self {
        Self {
            at: missing.at,
            item: verbatim(missing.item.as_ref()),
            unit: &missing.unit,
        }
    }
}

#[derive(Serialize)]
struct FindingJson<'r> {
    kind: &'static str,
    metrics: &'r [usize],
    arithmetic: &'r str,
    agrees: bool,
}

impl<'r> FindingJson<'r> {
    fn new(finding: &'r Finding) -> Self {
        Self {
            kind: finding.kind.name(),
            metrics: &finding.metrics,
            arithmetic: &finding.arithmetic,
            agrees: finding.agrees,
        }
    }
}

fn pair(span: Span) -> [usize; 2] {
    [span.start, span.end]
}

fn pairs(spans: &[Span]) -> Vec<[usize; 2]> {
    spans.iter().copied().map(pair).collect()
}

fn text(field: &Option<Field>) -> Option<&str> {
    field.as_ref().map(|field| field.text.as_str())
}

fn texts(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| field.text.as_str()).collect()
}

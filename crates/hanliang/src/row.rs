use hanliang_metric::{Mention, Metric};

use crate::Report;

/// A metric as a row of a table: flat, each field a text or a number.
///
/// The names are those of the [JSON](Report::write_json), but for the days, which
/// are an `interval` there; what is not there is an empty text. It is `Serialize` (feature `serde`), so that the writer of
/// the crate `csv` takes it, header and all.
///
/// ```
/// let page = "2018年,全县新增绿地约3.2万平方米。";
/// let report = hanliang::read(page.as_bytes());
/// let row = report.rows("page.txt").next().unwrap();
/// assert_eq!((row.relation, row.low.as_str(), row.unit), ("~", "32000", "平方米"));
/// assert_eq!((row.item, row.scope), ("绿地", "全县"));
/// assert_eq!((row.first.as_str(), row.last.as_str()), ("2018-01-01", "2018-12-31"));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Row<'r> {
    /// The name given to the document.
    pub file: &'r str,
    /// Where the figure stands in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The figure as written.
    pub text: &'r str,
    /// The lower end of its value, exactly: a decimal or a fraction.
    pub low: String,
    /// The upper end; the same for a single value.
    pub high: String,
    /// How it bounds the true value: `=`, `~`, `>=`, `>`, `<=` or `<`.
    pub relation: &'static str,
    /// The unit as written.
    pub unit: &'r str,
    /// The unit by its UCUM or ISO 4217 code.
    pub canonical: &'r str,
    /// What kind of thing the unit measures.
    pub kind: &'static str,
    /// What is counted or measured.
    pub item: &'r str,
    /// Level, change, share, or an end of a change.
    pub role: &'static str,
    /// The words that say when.
    pub time: &'r str,
    /// The first day they mean, in ISO 8601; empty where it is open or the
    /// text does not settle it.
    pub first: String,
    /// The last day, in the same way.
    pub last: String,
    /// Per whom or per what; several are parted by a blank.
    pub per: String,
    /// Where it holds, or for which body.
    pub scope: &'r str,
    /// The place that a scope such as 全市 stands for.
    pub place: &'r str,
    /// How often records like it are right: from 0 to 1.
    pub confidence: f64,
    /// The rule that found the item.
    pub rule: &'static str,
}

impl Report {
    /// The metrics as rows of a table, in the order of the text; `file` is the
    /// name to give the document.
    #[must_use]
    pub fn rows<'r>(&'r self, file: &'r str) -> impl ExactSizeIterator<Item = Row<'r>> {
        self.metrics
            .iter()
            .map(move |metric| Row::new(metric, &self.text, file))
    }
}

impl<'r> Row<'r> {
    pub(crate) fn new(metric: &'r Metric, text: &'r str, file: &'r str) -> Self {
        let quantity = &metric.quantity;
        let time = metric.time.as_ref();
        let scope = metric.scope.as_ref();
        let days = time.and_then(|time| time.interval.days());
        let days = days.map_or([None; 2], |days| [days.first, days.last]);
        let [first, last] = days.map(|day| day.map_or_else(String::new, |day| day.to_string()));
        let per: Vec<&str> = metric.per.iter().map(|per| per.text.as_str()).collect();
        Self {
            file,
            start: quantity.span.start,
            end: quantity.span.end,
            text: quantity.span.of(text).unwrap_or_default(),
            low: quantity.low().to_string(),
            high: quantity.high().to_string(),
            relation: quantity.relation.symbol(),
            unit: quantity.symbol(),
            canonical: quantity.unit.as_ref().map_or("", |unit| unit.canonical()),
            kind: metric.kind.name(),
            item: verbatim(metric.item.as_ref()),
            role: metric.role.name(),
            time: verbatim(time.map(|time| &time.mention)),
            first,
            last,
            per: per.join(" "),
            scope: verbatim(scope.map(|scope| &scope.mention)),
            place: verbatim(scope.and_then(|scope| scope.resolved.as_ref())),
            confidence: metric.confidence,
            rule: metric.rule.name(),
        }
    }
}

pub(crate) fn verbatim(mention: Option<&Mention>) -> &str {
    mention.map_or("", |mention| mention.text.as_str())
}

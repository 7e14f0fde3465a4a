use core::fmt;

use hanliang_quantity::{Quantity, UnitKind};
use hanliang_span::Span;
use jiff::civil::Date;

use crate::rule::{ItemRule, LabelRule, MissingRule};

/// A stretch of the text, word for word, with where it stands.
///
/// A mention that a page break or a column break cuts in two has two spans;
/// its text is the pieces joined without anything between.
///
/// ```
/// let text = "全县建成大棚1243个。";
/// let item = hanliang_metric::extract(text).metrics[0].item.clone().unwrap();
/// assert_eq!((item.text.as_str(), item.span().of(text)), ("大棚", Some("大棚")));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Mention {
    /// The pieces joined.
    pub text: String,
    /// Where the pieces stand: bytes into the whole text, in order.
    pub spans: Vec<Span>,
}

impl Mention {
    /// From the first byte to the last, with what may stand between.
    #[must_use]
    pub fn span(&self) -> Span {
        match (self.spans.first(), self.spans.last()) {
            (Some(first), Some(last)) => first.join(*last),
            _ => Span::default(),
        }
    }
}

/// Its text.
impl fmt::Display for Mention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

/// What a figure is to the thing it measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Role {
    /// A state or an amount: 人口30.6万人.
    #[default]
    Level,
    /// By how much it grew: 增长9.3%.
    Increase,
    /// By how much it fell: 下降1.23%.
    Decrease,
    /// A part of a whole: 占34.4%, 覆盖率达到80%.
    Share,
    /// Where a change began: 由54%提高到96%.
    From,
    /// Where a change arrived.
    To,
}

impl Role {
    /// Its name in lower case.
    ///
    /// ```
    /// assert_eq!(hanliang_metric::Role::Increase.name(), "increase");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Increase => "increase",
            Self::Decrease => "decrease",
            Self::Share => "share",
            Self::From => "from",
            Self::To => "to",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A stretch of the calendar, both days included.
///
/// Either end may be open: 截至6月底 has no first day.
///
/// ```
/// let extraction = hanliang_metric::extract("2010年,全县建成大棚1243个。");
/// let time = extraction.metrics[0].time.as_ref().unwrap();
/// assert_eq!(time.interval.days().unwrap().to_string(), "2010-01-01/2010-12-31");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The first day, `None` if open.
    pub first: Option<Date>,
    /// The last day, `None` if open.
    pub last: Option<Date>,
}

impl fmt::Display for Interval {
    /// ISO 8601 with the solidus; an open end is `..` (ISO 8601-2).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first {
            Some(day) => write!(f, "{day}/")?,
            None => write!(f, "../")?,
        }
        match self.last {
            Some(day) => write!(f, "{day}"),
            None => write!(f, ".."),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Interval {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Interval {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;

        let text = String::deserialize(deserializer)?;
        let day = |text: &str| match text {
            ".." => Ok(None),
            day => day.parse().map(Some).map_err(D::Error::custom),
        };
        let (first, last) = (text.split_once('/'))
            .ok_or_else(|| D::Error::custom("no solidus between two days"))?;
        Ok(Self {
            first: day(first)?,
            last: day(last)?,
        })
    }
}

/// When a figure holds: the words, and the days they mean.
///
/// ```
/// let extraction = hanliang_metric::extract("2010年,全县建成大棚1243个;去年建成80个。");
/// let iso = |metric: usize| extraction.metrics[metric].time.as_ref().unwrap().iso8601();
/// assert_eq!(iso(0).as_deref(), Some("2010-01-01/2010-12-31"));
/// assert_eq!(iso(1), None); // the page states no date to count from
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct TimeMention {
    /// The words of the text: 截至6月底, 2010年, 近两年.
    pub mention: Mention,
    /// The days they mean, or why those cannot be told.
    pub interval: Resolution,
}

impl TimeMention {
    /// The interval in ISO 8601, `2010-01-01/2010-12-31`, if it was resolved.
    #[must_use]
    pub fn iso8601(&self) -> Option<String> {
        self.interval.days().map(|days| days.to_string())
    }
}

/// Whether the words of a time could be put on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Resolution {
    /// They could.
    Resolved(Interval),
    /// They are relative (去年, 6月底, 目前) and the page states no date to
    /// count from.
    NeedsReferenceDate,
    /// They name no days: 过去, 期末, 随访期间.
    Open,
}

impl Resolution {
    /// The days, if they are known.
    ///
    /// ```
    /// let metrics = hanliang_metric::extract("2010年,全县建成大棚1243个。").metrics;
    /// let days = metrics[0].time.as_ref().unwrap().interval.days().unwrap();
    /// assert_eq!(days.first.unwrap().to_string(), "2010-01-01");
    /// ```
    #[must_use]
    pub const fn days(self) -> Option<Interval> {
        match self {
            Self::Resolved(interval) => Some(interval),
            Self::NeedsReferenceDate | Self::Open => None,
        }
    }
}

/// Where a figure holds, or for which body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Scope {
    /// The words of the text: 全市, 该县, 铁岭县.
    pub mention: Mention,
    /// The name that a relative word stands for, where the text gives it:
    /// 大庆市 for 全市. `None` where the mention is a name itself.
    pub resolved: Option<Mention>,
}

/// How two figures of one change belong together. Numbers are indices into
/// [`Extraction::metrics`].
///
/// ```
/// use hanliang_metric::{Link, Role};
///
/// let metrics = hanliang_metric::extract("补贴由1200元提高到1500元。").metrics;
/// assert_eq!((metrics[0].role, metrics[0].link), (Role::From, Some(Link::Arrives(1))));
/// assert_eq!((metrics[1].role, metrics[1].link), (Role::To, Some(Link::Began(0))));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Link {
    /// This figure is where the change began; the other where it arrived.
    Arrives(usize),
    /// This figure is where the change arrived; the other where it began.
    Began(usize),
    /// This figure says by how much the other came to be what it is:
    /// 24.6亿吨…增长9.3%.
    ChangeOf(usize),
    /// This figure is the part of a whole that the other counts:
    /// 166个,占…的34.4%.
    ShareOf(usize),
}

impl Link {
    /// The word that records use for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arrives(_) => "arrives",
            Self::Began(_) => "began",
            Self::ChangeOf(_) => "change-of",
            Self::ShareOf(_) => "share-of",
        }
    }

    /// The index of the other metric.
    #[must_use]
    pub const fn metric(self) -> usize {
        match self {
            Self::Arrives(metric)
            | Self::Began(metric)
            | Self::ChangeOf(metric)
            | Self::ShareOf(metric) => metric,
        }
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A quantity that the text states, with what it means.
///
/// ```
/// let metrics = hanliang_metric::extract("全县共有党员1.8万名,每村平均60名。").metrics;
/// assert_eq!(metrics[0].quantity.low().to_string(), "18000");
/// assert_eq!(metrics[0].item.as_ref().unwrap().text, "党员");
/// assert_eq!(metrics[0].scope.as_ref().unwrap().mention.text, "全县");
/// assert!(!metrics[1].per.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Metric {
    /// Numeral and unit; its spans are bytes into the whole text.
    pub quantity: Quantity,
    /// The text of the quantity as written.
    pub mention: Mention,
    /// What kind of thing its unit measures.
    pub kind: UnitKind,
    /// What is counted or measured; `None` where the text does not say.
    pub item: Option<Mention>,
    /// Level, change, share, or an end of a change.
    pub role: Role,
    /// When it holds.
    pub time: Option<TimeMention>,
    /// Per whom or per what: 每个村, 每年, 人均.
    pub per: Vec<Mention>,
    /// Where it holds, or for which body.
    pub scope: Option<Scope>,
    /// Which block of the document it stands in.
    pub block: usize,
    /// The figure it belongs to, if one does.
    pub link: Option<Link>,
    /// How often a record like it was right on pages that no rule had seen, by
    /// the rule that found its item: from 0 to 1. The counts are in
    /// `data/confidence.tsv`.
    pub confidence: f64,
    /// The rule that found its item.
    pub rule: ItemRule,
}

/// Why a numeral is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LabelClass {
    /// A day, a month, a year, a time of day: 2016年11月21日, 13:23.
    Date,
    /// A place in an order: 第一书记, 十九届六中全会, 前三名.
    Ordinal,
    /// A name made of numbers: 四抓两整治, “四个意识”, “4+2”.
    Slogan,
    /// A set phrase: 千方百计, 百姓.
    Idiom,
    /// The number of an item in a list: 1、 一是 之一.
    Enumerator,
    /// A grade: 五星级, 三级甲等.
    Rating,
    /// A sign without value: an address, a telephone, a document number.
    Code,
}

impl LabelClass {
    /// Its name in lower case.
    ///
    /// ```
    /// assert_eq!(hanliang_metric::LabelClass::Slogan.name(), "slogan");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Ordinal => "ordinal",
            Self::Slogan => "slogan",
            Self::Idiom => "idiom",
            Self::Enumerator => "enumerator",
            Self::Rating => "rating",
            Self::Code => "code",
        }
    }
}

impl fmt::Display for LabelClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A numeral that is no quantity.
///
/// ```
/// let text = "第三产业从业人员1.8万名。";
/// let label = &hanliang_metric::extract(text).labels[0];
/// assert_eq!((label.class.name(), label.span.of(text)), ("ordinal", Some("第三产业")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Label {
    /// Where it stands: bytes into the whole text.
    pub span: Span,
    /// Why it is no quantity.
    pub class: LabelClass,
    /// What a number-name stands for, where the text says it: 选 训 管 用 备
    /// of 五位一体; as many as the name says. Empty otherwise.
    pub members: Vec<Mention>,
    /// The rule that saw it.
    pub rule: LabelRule,
}

/// A figure that was lost from the text: its unit is left behind.
///
/// ```
/// let text = "全市边境线长达.3公里,各类培训期。";
/// let missing = &hanliang_metric::extract(text).missing[0];
/// assert_eq!(missing.unit, "公里");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Missing {
    /// Where its digits stood: a byte offset into the whole text.
    pub at: usize,
    /// What was counted, where the text says it.
    pub item: Option<Mention>,
    /// The unit left behind; empty where none was.
    pub unit: String,
    /// The rule that saw it.
    pub rule: MissingRule,
}

/// What a cross-check was about.
///
/// ```
/// use hanliang_metric::{FindingKind, extract};
///
/// let told = |text| {
///     let findings = extract(text).findings;
///     findings.into_iter().map(|one| (one.kind, one.agrees)).next()
/// };
/// assert_eq!(told("社员由60家增加到120家，翻了两番。"), Some((FindingKind::Multiple, false)));
/// assert_eq!(told("年初预算80万元，支出决算92万元，完成预算的115%。"), Some((FindingKind::Plan, true)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FindingKind {
    /// A share against its part and its whole.
    Share,
    /// A stated growth against the two ends of the change.
    Change,
    /// Parts against their total, and shares of one whole against all of it.
    Total,
    /// One figure stated twice.
    Restated,
    /// A magnitude that cannot be: a coverage of 120 %, an age of 3000.
    Impossible,
    /// A multiple or a number of doublings against the two figures it is of:
    /// 是2012年的2.4倍, 翻一番.
    Multiple,
    /// A part against the whole it is of, where it is greater.
    Part,
    /// What was done against the plan: 完成预算的115%.
    Plan,
    /// A mean against its total and what it is over: 户均3000元.
    Mean,
    /// A count against the names listed behind it: 3个试点分别是….
    Listing,
}

impl FindingKind {
    /// Its name in lower case.
    ///
    /// ```
    /// assert_eq!(hanliang_metric::FindingKind::Share.name(), "share");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Change => "change",
            Self::Total => "total",
            Self::Restated => "restated",
            Self::Impossible => "impossible",
            Self::Multiple => "multiple",
            Self::Part => "part",
            Self::Plan => "plan",
            Self::Mean => "mean",
            Self::Listing => "listing",
        }
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The outcome of a cross-check over the figures of a text.
///
/// A contradiction is only told where the grammar links the figures and all of
/// them are exact; a stated figure stands for every number that rounds or is
/// cut to it.
///
/// ```
/// let text = "全镇共有村民小组250个，其中完成改厕的村民小组100个，占45%。";
/// let finding = &hanliang_metric::extract(text).findings[0];
/// assert!(!finding.agrees);
/// assert_eq!(finding.arithmetic, "100个 ÷ 250个 = 40 %, but 45% is stated");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Finding {
    /// What was checked.
    pub kind: FindingKind,
    /// The figures used, as indices into [`Extraction::metrics`], in the
    /// order the arithmetic names them.
    pub metrics: Vec<usize>,
    /// The arithmetic, for people: `166 ÷ 482 = 34.4 %`.
    pub arithmetic: String,
    /// Whether the figures agree.
    pub agrees: bool,
}

/// All that a text counts and measures, in the order of the text.
///
/// ```
/// let extraction = hanliang_metric::extract("第一书记共19名。");
/// assert_eq!((extraction.metrics.len(), extraction.labels.len()), (1, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Extraction {
    /// The quantities, each with its meaning.
    pub metrics: Vec<Metric>,
    /// The numerals that are no quantities.
    pub labels: Vec<Label>,
    /// The figures that were lost.
    pub missing: Vec<Missing>,
    /// What the figures say of one another.
    pub findings: Vec<Finding>,
}

use jiff::civil::Date;

/// From which day an [`Extractor`](crate::Extractor) counts.
///
/// ```
/// use hanliang_metric::{Config, Extractor};
/// use jiff::civil::date;
///
/// let config = Config::new().reference_date(date(2020, 7, 1));
/// let extraction = Extractor::with(config).extract_text("去年新建厂房3座。");
/// let time = extraction.metrics[0].time.as_ref().unwrap();
/// assert_eq!(time.iso8601().as_deref(), Some("2019-01-01/2019-12-31"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Config {
    pub(crate) reference: Option<Date>,
}

impl Config {
    /// Times are counted from the date the page states.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The day that 今年 and 目前 are counted from where the page does not
    /// state its date.
    #[must_use]
    pub const fn reference_date(mut self, day: Date) -> Self {
        self.reference = Some(day);
        self
    }
}

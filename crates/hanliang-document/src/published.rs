use core::fmt;

use hanliang_span::Span;

/// When a page was published, as far as it says: a year may be open
/// (11月21日电), a day or a time may be missing.
///
/// `Display` writes ISO 8601; an open year is written `--`, as ISO 8601:2000
/// does for days of no stated year.
///
/// ```
/// use hanliang_document::Document;
///
/// let document = Document::read("标题在此\n2016年11月21日13:23 来源:某某网\n正文一句,到此为止。");
/// let published = document.metadata.published.unwrap();
/// assert_eq!(published.to_string(), "2016-11-21T13:23");
/// assert_eq!(published.date(), Some(jiff::civil::date(2016, 11, 21)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Published {
    /// The year; `None` if the page leaves it open.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month, 1 to 31.
    pub day: Option<i8>,
    /// Hour and minute, local time.
    pub time: Option<jiff::civil::Time>,
    /// Where it stands: bytes into the text that was read.
    pub span: Span,
}

impl Published {
    /// The day on the calendar, if year, month and day are all stated.
    ///
    /// ```
    /// use hanliang_document::Document;
    ///
    /// let open = Document::read("新华社北京11月21日电 全国秋粮收购进度过半。").metadata.published;
    /// assert_eq!(open.unwrap().date(), None);
    /// ```
    #[must_use]
    pub fn date(&self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year?, self.month?, self.day?).ok()
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.year, self.month) {
            (Some(year), Some(month)) => write!(f, "{year:04}-{month:02}")?,
            (Some(year), None) => return write!(f, "{year:04}"),
            (None, Some(month)) => write!(f, "--{month:02}")?,
            (None, None) => f.write_str("--")?,
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        if let Some(time) = self.time {
            write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
        }
        Ok(())
    }
}

use crate::error::Error;
use crate::numeral::{self, Numeral, Zhao};
use crate::ordinal::{self, Ordinal};
use crate::quantity::{self, Quantity};

/// Reads with settings other than the usual ones. The free functions are the
/// same with the defaults.
///
/// ```
/// use hanliang_quantity::{Finder, Zhao};
///
/// let finder = Finder::new().zhao(Zhao::Million);
/// let found: Vec<_> = finder.numerals("带宽五兆").collect();
/// assert_eq!(found[0].value.to_string(), "5000000");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Finder {
    zhao: Zhao,
}

impl Finder {
    /// A finder with the defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What 兆 stands for as a magnitude. Before a unit that has it as a
    /// prefix (兆赫) it is always 10^6.
    #[must_use]
    pub const fn zhao(mut self, zhao: Zhao) -> Self {
        self.zhao = zhao;
        self
    }

    /// [`numeral::find_iter`] with these settings.
    #[must_use]
    pub fn numerals(self, text: &str) -> numeral::FindIter<'_> {
        numeral::find_iter_with(text, self.zhao)
    }

    /// [`quantity::find_iter`] with these settings.
    #[must_use]
    pub fn quantities(self, text: &str) -> quantity::FindIter<'_> {
        quantity::find_iter_with(text, self.zhao)
    }

    /// [`ordinal::find_iter`] with these settings.
    #[must_use]
    pub fn ordinals(self, text: &str) -> ordinal::FindIter<'_> {
        ordinal::find_iter_with(text, self.zhao)
    }

    /// [`Ordinal::parse`] with these settings.
    ///
    /// ```
    /// use hanliang_quantity::{Finder, Number};
    ///
    /// let ordinal = Finder::new().parse_ordinal("第三")?;
    /// assert_eq!(ordinal.value, Number::from(3_i64));
    /// # Ok::<(), hanliang_quantity::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Ordinal::parse`].
    pub fn parse_ordinal(self, text: &str) -> Result<Ordinal, Error> {
        Ordinal::parse_with(text, self.zhao)
    }

    /// [`Numeral::parse`] with these settings.
    ///
    /// # Errors
    ///
    /// As [`Numeral::parse`].
    pub fn parse_numeral(self, text: &str) -> Result<Numeral, Error> {
        Numeral::parse_with(text, self.zhao)
    }

    /// [`Quantity::parse`] with these settings.
    ///
    /// # Errors
    ///
    /// As [`Quantity::parse`].
    pub fn parse_quantity(self, text: &str) -> Result<Quantity, Error> {
        Quantity::parse_with(text, self.zhao)
    }
}

//! Numbers from integers, to integers and to floats.

use super::Number;

impl Number {
    /// The number as an integer; `None` where it has a fractional part.
    ///
    /// ```
    /// use hanliang_quantity::Numeral;
    ///
    /// let members = Numeral::parse("11.8万")?.low();
    /// assert_eq!(members.to_integer(), Some(118_000));
    /// assert_eq!(Numeral::parse("三分之一")?.low().to_integer(), None);
    /// # Ok::<(), hanliang_quantity::Error>(())
    /// ```
    #[inline]
    #[must_use]
    pub const fn to_integer(self) -> Option<i128> {
        if self.is_integer() {
            Some(self.numerator)
        } else {
            None
        }
    }

    /// The number as a float, for where an exact value cannot go: the nearest
    /// one of a decimal, and of a fraction with terms below 2^53; else off by a
    /// few units in the last place.
    ///
    /// ```
    /// use hanliang_quantity::Numeral;
    ///
    /// assert_eq!(Numeral::parse("三万五千点六")?.low().to_f64(), 35000.6);
    /// assert_eq!(Numeral::parse("三分之一")?.low().to_f64(), 1.0 / 3.0);
    /// # Ok::<(), hanliang_quantity::Error>(())
    /// ```
    #[must_use]
    pub fn to_f64(self) -> f64 {
        const EXACT: u128 = 1 << 53;
        let quotient = self.numerator as f64 / self.denominator as f64;
        if self.numerator.unsigned_abs() < EXACT && self.denominator.unsigned_abs() < EXACT {
            return quotient;
        }
        // What a decimal is written as is parsed to the nearest float.
        match self.as_decimal() {
            Some(_) => self.to_string().parse().unwrap_or(quotient),
            None => quotient,
        }
    }
}

/// From each type of integers whose values all have 28 digits at most.
macro_rules! from_integers {
    ($($integer:ty)+) => {
        $(impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self {
                    numerator: i128::from(value),
                    denominator: 1,
                }
            }
        })+
    };
}

from_integers!(i8 i16 i32 i64 u8 u16 u32 u64);

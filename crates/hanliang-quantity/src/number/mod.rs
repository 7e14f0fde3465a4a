mod convert;
mod text;

use core::cmp::Ordering;

/// An exact number: a decimal of up to 28 significant digits, or a fraction
/// whose two terms have up to 28 digits each. Never a float, never rounded.
///
/// It is kept in lowest terms, so equal numbers are equal however they were
/// written. [`Display`](core::fmt::Display) gives the shortest plain decimal,
/// or `numerator/denominator` where no decimal is exact;
/// [`FromStr`](core::str::FromStr) reads both back. With a precision it gives
/// so many decimal places, halves rounded away from zero.
///
/// ```
/// use hanliang_quantity::Number;
///
/// let area: Number = "34.40".parse()?;
/// assert_eq!(area.to_string(), "34.4");
/// assert_eq!(format!("{area:.2}"), "34.40");
///
/// let third = Number::from(1).checked_div(Number::from(3)).unwrap();
/// assert_eq!(third.to_string(), "1/3");
/// assert_eq!(format!("{third:.2}"), "0.33");
/// assert_eq!(third.checked_mul(Number::from(3)), Some(Number::from(1)));
/// # Ok::<(), hanliang_quantity::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    numerator: i128,
    denominator: i128,
}

impl Number {
    /// Zero.
    pub const ZERO: Self = Self {
        numerator: 0,
        denominator: 1,
    };

    /// One.
    pub const ONE: Self = Self {
        numerator: 1,
        denominator: 1,
    };

    /// The fraction `numerator / denominator`, in lowest terms; `None` if the
    /// denominator is zero or a term has more than 28 digits after reduction.
    ///
    /// ```
    /// use hanliang_quantity::Number;
    ///
    /// assert_eq!(Number::new(2, -6).unwrap().to_string(), "-1/3");
    /// assert_eq!(Number::new(1, 0), None);
    /// ```
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 || numerator == i128::MIN || denominator == i128::MIN {
            return None;
        }
        if denominator == 1 {
            return Self::within_bounds(numerator, 1);
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok()?;
        let sign = denominator.signum();
        Self::within_bounds(numerator / divisor * sign, denominator / divisor * sign)
    }

    /// The decimal `mantissa / 10^scale`; `None` beyond 28 digits.
    ///
    /// ```
    /// use hanliang_quantity::Number;
    ///
    /// assert_eq!(Number::from_decimal(11_800, 3).unwrap().to_string(), "11.8");
    /// ```
    #[must_use]
    pub fn from_decimal(mantissa: i128, scale: u32) -> Option<Self> {
        if scale == 0 {
            return Self::within_bounds(mantissa, 1);
        }
        if let (Ok(small), true) = (u64::try_from(mantissa.unsigned_abs()), scale < 20) {
            return Some(Self::from_small_decimal(small, scale, mantissa < 0));
        }
        let (mut mantissa, mut scale) = (mantissa, scale);
        while scale > 0 && mantissa % 10 == 0 {
            if mantissa == 0 {
                return Some(Self::ZERO);
            }
            mantissa /= 10;
            scale -= 1;
        }
        Self::new(mantissa, 10_i128.checked_pow(scale)?)
    }

    /// The decimal of up to 19 digits, reduced by the only primes it can share
    /// with a power of ten.
    fn from_small_decimal(mantissa: u64, scale: u32, negative: bool) -> Self {
        if mantissa == 0 {
            return Self::ZERO;
        }
        let (mut mantissa, mut fives) = (mantissa, scale);
        while fives > 0 && mantissa.is_multiple_of(5) {
            mantissa /= 5;
            fives -= 1;
        }
        let halved = mantissa.trailing_zeros().min(scale);
        let numerator = i128::from(mantissa >> halved);
        let denominator = 5_u64.pow(fives) << (scale - halved);
        Self {
            numerator: if negative { -numerator } else { numerator },
            denominator: i128::from(denominator),
        }
    }

    /// The numerator, in lowest terms; it carries the sign.
    #[inline]
    #[must_use]
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator, in lowest terms; always positive.
    #[inline]
    #[must_use]
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether there is no fractional part.
    #[inline]
    #[must_use]
    pub const fn is_integer(self) -> bool {
        self.denominator == 1
    }

    /// Whether the number is below zero.
    #[inline]
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Whether the number is zero.
    #[inline]
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// The same number with the other sign.
    #[inline]
    #[must_use]
    pub const fn negate(self) -> Self {
        Self {
            numerator: -self.numerator,
            denominator: self.denominator,
        }
    }

    /// The distance from zero.
    #[inline]
    #[must_use]
    pub const fn abs(self) -> Self {
        Self {
            numerator: self.numerator.abs(),
            denominator: self.denominator,
        }
    }

    /// The sum; `None` where a step has more digits than can be kept.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Self::within_bounds(self.numerator + other.numerator, 1);
        }
        let divisor = gcd(
            self.denominator.unsigned_abs(),
            other.denominator.unsigned_abs(),
        );
        let divisor = i128::try_from(divisor).ok()?;
        let left = self.numerator.checked_mul(other.denominator / divisor)?;
        let right = other.numerator.checked_mul(self.denominator / divisor)?;
        let denominator = self.denominator.checked_mul(other.denominator / divisor)?;
        Self::new(left.checked_add(right)?, denominator)
    }

    /// The difference; `None` where a step has more digits than can be kept.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.negate())
    }

    /// The product; `None` where a step has more digits than can be kept.
    #[must_use]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            let product = match (
                i64::try_from(self.numerator),
                i64::try_from(other.numerator),
            ) {
                (Ok(one), Ok(two)) => i128::from(one) * i128::from(two),
                _ => self.numerator.checked_mul(other.numerator)?,
            };
            return Self::within_bounds(product, 1);
        }
        // Cross-reduce first: what is left is in lowest terms already.
        let one = Self::new(self.numerator, other.denominator)?;
        let two = Self::new(other.numerator, self.denominator)?;
        Self::within_bounds(
            one.numerator.checked_mul(two.numerator)?,
            one.denominator.checked_mul(two.denominator)?,
        )
    }

    /// The quotient; `None` for a zero divisor, or where a step has more
    /// digits than can be kept.
    #[must_use]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        let reciprocal = Self::new(other.denominator, other.numerator)?;
        self.checked_mul(reciprocal)
    }

    fn within_bounds(numerator: i128, denominator: i128) -> Option<Self> {
        (numerator.abs() < LIMIT && denominator <= LIMIT).then_some(Self {
            numerator,
            denominator,
        })
    }
}

/// 10^28: a term of a number stays below it.
pub(crate) const LIMIT: i128 = 10_i128.pow(28);

/// By value: fractions and decimals compare exactly.
impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        if let (Some(left), Some(right)) = (
            self.numerator.checked_mul(other.denominator),
            other.numerator.checked_mul(self.denominator),
        ) {
            return left.cmp(&right);
        }
        compare_by_quotients(*self, *other)
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Number {
    /// The mantissa and the count of decimal places, or `None` where no
    /// decimal of 28 places is exact.
    pub(crate) fn as_decimal(self) -> Option<(i128, usize)> {
        let mut rest = self.denominator;
        let (mut twos, mut fives) = (0_u32, 0_u32);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        let scale = twos.max(fives);
        if rest != 1 || scale > 28 {
            return None;
        }
        let factor = 10_i128.checked_pow(scale)? / self.denominator;
        let mantissa = self.numerator.checked_mul(factor)?;
        (mantissa.abs() < LIMIT).then_some((mantissa, usize::try_from(scale).ok()?))
    }
}

fn gcd(left: u128, right: u128) -> u128 {
    if let (Ok(mut left), Ok(mut right)) = (u64::try_from(left), u64::try_from(right)) {
        while right != 0 {
            (left, right) = (right, left % right);
        }
        return u128::from(left);
    }
    let (mut left, mut right) = (left, right);
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

/// Compares by continued fractions, where products would not fit.
fn compare_by_quotients(left: Number, right: Number) -> Ordering {
    let (mut a, mut b) = (left.numerator, left.denominator);
    let (mut c, mut d) = (right.numerator, right.denominator);
    let mut turned = false;
    loop {
        let (one, two) = (a.div_euclid(b), c.div_euclid(d));
        let (left_rest, right_rest) = (a.rem_euclid(b), c.rem_euclid(d));
        let order = match one.cmp(&two) {
            Ordering::Equal if left_rest == 0 || right_rest == 0 => left_rest.cmp(&right_rest),
            Ordering::Equal => {
                // Compare the reciprocals of the rests, the other way round.
                (a, b) = (b, left_rest);
                (c, d) = (d, right_rest);
                turned = !turned;
                continue;
            }
            unequal => unequal,
        };
        return if turned { order.reverse() } else { order };
    }
}

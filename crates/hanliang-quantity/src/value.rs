use core::fmt;

use crate::number::Number;

/// What a numeral says: one exact number, or an interval with both ends.
///
/// ```
/// use hanliang_quantity::{Number, Value};
///
/// let some = Value::between(Number::from(400), Number::from(500));
/// assert_eq!(some.low(), Number::from(400));
/// assert!(!some.is_single());
/// assert_eq!(some.to_string(), "400..500");
/// assert_eq!(format!("{some:.1}"), "400.0..500.0");
/// assert_eq!(Value::from(Number::from(7)).to_string(), "7");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Value {
    low: Number,
    high: Number,
}

/// How a stated value bounds the true one.
///
/// The words that state it may stand before the figure, after it or inside.
/// A vague multiplier states its floor: 数十 is [`Relation::More`] with the
/// value 10.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Relation {
    /// `=`: nothing is said but the figure; also 达, 达到.
    #[default]
    Exact,
    /// `~`: 约, 近, 左右, 十来.
    About,
    /// `>`: 多, 余, 超过, 逾, 数十.
    More,
    /// `>=`: 以上, 不少于, 至少.
    AtLeast,
    /// `<`: 不足, 不到, 低于.
    Less,
    /// `<=`: 以下, 以内, 不超过, 至多.
    AtMost,
}

impl Value {
    /// The interval from one number to another; the two are put in order.
    #[must_use]
    pub fn between(one: Number, other: Number) -> Self {
        Self {
            low: one.min(other),
            high: one.max(other),
        }
    }

    /// The lower end; the number itself where it is single.
    #[inline]
    #[must_use]
    pub const fn low(&self) -> Number {
        self.low
    }

    /// The upper end; the number itself where it is single.
    #[inline]
    #[must_use]
    pub const fn high(&self) -> Number {
        self.high
    }

    /// Whether both ends are the same.
    #[inline]
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.low == self.high
    }

    /// Both ends through the same exact step; `None` if it fails for either.
    #[must_use]
    pub fn try_map(&self, step: impl Fn(Number) -> Option<Number>) -> Option<Self> {
        let low = step(self.low)?;
        if self.is_single() {
            return Some(Self { low, high: low });
        }
        Some(Self::between(low, step(self.high)?))
    }
}

impl Value {
    /// The number one.
    pub(crate) const ONE: Self = Self {
        low: Number::ONE,
        high: Number::ONE,
    };
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self {
            low: number,
            high: number,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.low, f)?;
        if self.is_single() {
            return Ok(());
        }
        f.write_str("..")?;
        fmt::Display::fmt(&self.high, f)
    }
}

impl Relation {
    /// The sign: `=`, `~`, `>`, `>=`, `<` or `<=`.
    ///
    /// ```
    /// assert_eq!(hanliang_quantity::Relation::AtLeast.symbol(), ">=");
    /// ```
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Exact => "=",
            Self::About => "~",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Less => "<",
            Self::AtMost => "<=",
        }
    }

    /// The relation a sign stands for.
    ///
    /// ```
    /// use hanliang_quantity::Relation;
    ///
    /// assert_eq!(Relation::from_symbol("<="), Some(Relation::AtMost));
    /// assert_eq!(Relation::from_symbol("=>"), None);
    /// ```
    #[must_use]
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        [
            Self::Exact,
            Self::About,
            Self::More,
            Self::AtLeast,
            Self::Less,
            Self::AtMost,
        ]
        .into_iter()
        .find(|relation| relation.symbol() == symbol)
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

use crate::number::Number;
use crate::value::Value;

/// A value while it is being read: two ends without a sign, over a common
/// power of ten. Cheaper than a [`Value`], which is made of it at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    low: u128,
    high: u128,
    /// How many decimal places both ends have.
    scale: u8,
}

/// The powers of ten that a number below 10^28 can need.
const POWERS: [u128; 29] = powers();

const fn powers() -> [u128; 29] {
    let mut powers = [1; 29];
    let mut place = 1;
    while place < powers.len() {
        powers[place] = powers[place - 1] * 10;
        place += 1;
    }
    powers
}

/// 10 to the power, where it has 28 digits at most after the one.
pub(super) fn power_of_ten(exponent: u8) -> Option<u128> {
    POWERS.get(usize::from(exponent)).copied()
}

impl Amount {
    pub(super) const ZERO: Self = Self::whole(0);
    pub(super) const ONE: Self = Self::whole(1);

    pub(super) const fn whole(value: u128) -> Self {
        Self {
            low: value,
            high: value,
            scale: 0,
        }
    }

    pub(super) const fn decimal(value: u128, scale: u8) -> Self {
        Self {
            low: value,
            high: value,
            scale,
        }
    }

    pub(super) const fn between(low: u128, high: u128) -> Self {
        Self {
            low,
            high,
            scale: 0,
        }
    }

    /// The amount of a positive number that has a decimal.
    pub(super) fn of(number: Number) -> Option<Self> {
        let (mantissa, scale) = number.as_decimal()?;
        let value = u128::try_from(mantissa).ok()?;
        Some(Self::decimal(value, u8::try_from(scale).ok()?))
    }

    pub(super) const fn is_single(self) -> bool {
        self.low == self.high
    }

    pub(super) const fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// Whether both ends are below 10 to the power.
    pub(super) fn is_below(self, exponent: u8) -> bool {
        power_of_ten(exponent.saturating_add(self.scale)).is_some_and(|limit| self.high < limit)
    }

    pub(super) fn add(self, other: Self) -> Option<Self> {
        if self.scale != other.scale {
            let scale = self.scale.max(other.scale);
            return self.at_scale(scale)?.add(other.at_scale(scale)?);
        }
        Some(Self {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
            scale: self.scale,
        })
    }

    /// Times 10 to the power.
    pub(super) fn raise(self, exponent: u8) -> Option<Self> {
        let taken = exponent.min(self.scale);
        let factor = power_of_ten(exponent - taken)?;
        let times = |end: u128| {
            // Most numbers fit in half the width, where this is one step.
            match (u64::try_from(end), u64::try_from(factor)) {
                (Ok(end), Ok(factor)) => Some(u128::from(end) * u128::from(factor)),
                _ => end.checked_mul(factor),
            }
        };
        let low = times(self.low)?;
        Some(Self {
            low,
            high: if self.is_single() {
                low
            } else {
                times(self.high)?
            },
            scale: self.scale - taken,
        })
    }

    fn at_scale(self, scale: u8) -> Option<Self> {
        let more = scale.checked_sub(self.scale)?;
        let factor = power_of_ten(more)?;
        Some(Self {
            low: self.low.checked_mul(factor)?,
            high: self.high.checked_mul(factor)?,
            scale,
        })
    }

    /// The exact value; `None` beyond 28 digits.
    pub(super) fn value(self) -> Option<Value> {
        let scale = u32::from(self.scale);
        let number = |end: u128| Number::from_decimal(i128::try_from(end).ok()?, scale);
        let low = number(self.low)?;
        if self.is_single() {
            return Some(low.into());
        }
        Some(Value::between(low, number(self.high)?))
    }
}

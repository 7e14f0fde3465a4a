use std::borrow::Cow;

use crate::kind::UnitKind;
use crate::number::Number;

/// What is known of one written form of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Definition {
    /// As written.
    pub(crate) symbol: Cow<'static, str>,
    /// ISO 4217, UCUM or the Chinese name.
    pub(crate) canonical: Cow<'static, str>,
    pub(crate) kind: UnitKind,
    pub(crate) base: Base,
    /// How many of the base unit one of this unit is.
    pub(crate) factor: Number,
    /// What the base reads at this unit's zero.
    pub(crate) offset: Number,
    /// Whether the tables know it.
    pub(crate) in_table: bool,
}

/// What a unit is measured in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Base {
    /// Powers of base units.
    Physical(Exponents),
    /// Something of its own: a currency, a classifier.
    Own(Cow<'static, str>),
}

/// The exponents over [`LETTERS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Exponents([i8; LETTERS.len()]);

/// The base units, by the letters of `data/units.tsv`.
const LETTERS: [&str; 11] = ["L", "M", "T", "I", "K", "N", "J", "B", "A", "Y", "#"];

/// How each base unit is written, in the order of [`LETTERS`].
const BASE_UNITS: [&str; 11] = [
    "m", "g", "s", "A", "K", "mol", "cd", "bit", "deg", "a", "个",
];

impl Definition {
    /// A classifier.
    pub(crate) fn counting(canonical: impl Into<Cow<'static, str>>, in_table: bool) -> Self {
        let canonical = canonical.into();
        Self {
            symbol: canonical.clone(),
            base: Base::Own(canonical.clone()),
            canonical,
            kind: UnitKind::Count,
            factor: Number::ONE,
            offset: Number::ZERO,
            in_table,
        }
    }

    /// The same unit, written otherwise.
    pub(crate) fn with_symbol(&self, symbol: impl Into<Cow<'static, str>>) -> Self {
        Self {
            symbol: symbol.into(),
            ..self.clone()
        }
    }

    /// The unit `self / other`.
    pub(crate) fn per(&self, other: &Self, symbol: &str) -> Self {
        let (base, factor) = match (&self.base, &other.base) {
            (Base::Physical(one), Base::Physical(two)) => (
                one.less(*two).map(Base::Physical),
                self.factor.checked_div(other.factor),
            ),
            _ => (None, None),
        };
        let canonical: Cow<'static, str> = format!("{}/{}", self.canonical, other.canonical).into();
        let kind = match (self.kind, other.kind) {
            (UnitKind::Money | UnitKind::Count, _) => self.kind,
            (UnitKind::Length, UnitKind::Duration) => UnitKind::Speed,
            (UnitKind::Information, UnitKind::Duration) => UnitKind::Information,
            _ => UnitKind::Rate,
        };
        let (base, factor) = match (base, factor) {
            (Some(base), Some(factor)) => (base, factor),
            _ => (Base::Own(canonical.clone()), Number::ONE),
        };
        Self {
            symbol: symbol.to_owned().into(),
            canonical,
            kind,
            base,
            factor,
            offset: Number::ZERO,
            in_table: self.in_table && other.in_table,
        }
    }
}

impl Exponents {
    /// Reads `M L2 T-2`; `1` is a pure number.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut exponents = [0; LETTERS.len()];
        if text == "1" {
            return Some(Self(exponents));
        }
        for term in text.split(' ') {
            let (letter, power) = term.split_at_checked(1)?;
            let place = LETTERS.iter().position(|known| *known == letter)?;
            exponents[place] = if power.is_empty() {
                1
            } else {
                power.parse().ok()?
            };
        }
        Some(Self(exponents))
    }

    fn less(self, other: Self) -> Option<Self> {
        let mut exponents = self.0;
        for (one, two) in exponents.iter_mut().zip(other.0) {
            *one = one.checked_sub(two)?;
        }
        Some(Self(exponents))
    }

    /// The base unit these exponents stand for: `m2`, `m.s-1`, `1`.
    pub(crate) fn symbol(self) -> String {
        let mut symbol = String::new();
        for (unit, power) in BASE_UNITS.iter().zip(self.0) {
            if power == 0 {
                continue;
            }
            if !symbol.is_empty() {
                symbol.push('.');
            }
            symbol.push_str(unit);
            if power != 1 {
                symbol.push_str(&power.to_string());
            }
        }
        if symbol.is_empty() {
            symbol.push('1');
        }
        symbol
    }
}

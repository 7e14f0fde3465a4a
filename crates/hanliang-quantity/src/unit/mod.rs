//! Units: what is written, what it stands for, and what it converts to.

mod definition;
mod table;

use core::fmt;
use core::hash::{Hash, Hasher};
use core::str::FromStr;
use std::sync::Arc;

use hanliang_span::Span;

pub(crate) use definition::{Base, Definition};
pub(crate) use table::UNITS;

use crate::error::{Error, ErrorKind};
use crate::kind::UnitKind;
use crate::number::Number;
use crate::value::Value;

/// A unit as a text writes it, with what it stands for.
///
/// Cheap to clone, without a lifetime. Two units are equal when they are
/// written the same and mean the same.
///
/// ```
/// use hanliang_quantity::{Unit, UnitKind};
///
/// let mu = Unit::lookup("亩").unwrap();
/// assert_eq!((mu.symbol(), mu.canonical(), mu.kind()), ("亩", "亩", UnitKind::Area));
///
/// let yuan = Unit::lookup("块钱").unwrap();
/// assert_eq!((yuan.symbol(), yuan.canonical()), ("块钱", "CNY"));
/// assert_eq!(Unit::lookup("平方公里").unwrap().canonical(), "km2");
/// assert!(Unit::lookup("东西").is_none());
/// ```
#[derive(Clone)]
pub struct Unit(Repr);

#[derive(Clone)]
enum Repr {
    Table(&'static Definition),
    Written(Arc<Definition>),
}

impl Unit {
    /// The unit with this form in the tables, or a rate of two that are
    /// (`元/平方米`, `mg/L`, `毫克每升`).
    #[must_use]
    pub fn lookup(form: &str) -> Option<Self> {
        if let Some(definition) = UNITS.get(form) {
            return Some(Self::from_table(definition));
        }
        if let Some((_, sign)) = UNITS
            .before_figure()
            .iter()
            .find(|(sign, _)| **sign == *form)
        {
            return Some(Self::from_table(sign));
        }
        let (one, other) = form
            .split_once(['/', '／'])
            .or_else(|| form.split_once('每'))?;
        let one = UNITS.get(one.trim())?;
        let other = UNITS.get(other.trim())?;
        Some(Self::written(one.per(other, form)))
    }

    /// The longest unit of the tables that a text begins with.
    ///
    /// ```
    /// use hanliang_quantity::Unit;
    ///
    /// assert_eq!(Unit::at_start("平方公里的").unwrap().symbol(), "平方公里");
    /// assert!(Unit::at_start("的平方公里").is_none());
    /// ```
    #[inline]
    #[must_use]
    pub fn at_start(text: &str) -> Option<Self> {
        UNITS.longest(text).map(Self::from_table)
    }

    /// Every written form of the tables, in no particular order.
    ///
    /// ```
    /// use hanliang_quantity::Unit;
    ///
    /// assert!(Unit::all().any(|unit| unit.symbol() == "平方公里"));
    /// ```
    pub fn all() -> impl Iterator<Item = Self> {
        UNITS.definitions().iter().map(Self::from_table)
    }

    /// A classifier that the tables do not know, kept as written.
    ///
    /// ```
    /// use hanliang_quantity::{Unit, UnitKind};
    ///
    /// let unit = Unit::unknown("旮");
    /// assert_eq!((unit.canonical(), unit.kind()), ("旮", UnitKind::Count));
    /// assert!(!unit.is_known());
    /// ```
    #[must_use]
    pub fn unknown(symbol: &str) -> Self {
        Self::written(Definition::counting(symbol.to_owned(), false))
    }

    pub(crate) const fn from_table(definition: &'static Definition) -> Self {
        Self(Repr::Table(definition))
    }

    pub(crate) fn written(definition: Definition) -> Self {
        Self(Repr::Written(Arc::new(definition)))
    }

    #[inline]
    pub(crate) fn definition(&self) -> &Definition {
        match &self.0 {
            Repr::Table(definition) => definition,
            Repr::Written(definition) => definition,
        }
    }

    /// As written, without the numeral's magnitude: 个, 元, 平方公里, %.
    #[inline]
    #[must_use]
    pub fn symbol(&self) -> &str {
        &self.definition().symbol
    }

    /// The ISO 4217 code for money, the UCUM code where UCUM has the unit,
    /// else the Chinese name in simplified characters.
    #[must_use]
    pub fn canonical(&self) -> &str {
        &self.definition().canonical
    }

    /// What it measures.
    #[inline]
    #[must_use]
    pub fn kind(&self) -> UnitKind {
        self.definition().kind
    }

    /// Whether the tables know it; `false` for a classifier kept as written.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.definition().in_table
    }

    /// The base unit this one converts to: `m2` for 亩, `g` for 斤, `CNY` for
    /// 角.
    ///
    /// ```
    /// # use hanliang_quantity::Unit;
    /// assert_eq!(Unit::lookup("千瓦时").unwrap().base(), "m2.g.s-2");
    /// ```
    #[must_use]
    pub fn base(&self) -> String {
        match &self.definition().base {
            Base::Physical(exponents) => exponents.symbol(),
            Base::Own(name) => name.to_string(),
        }
    }

    /// The value in the [base unit](Unit::base), exactly; `None` beyond 28
    /// digits.
    #[must_use]
    pub fn to_base(&self, value: Value) -> Option<Value> {
        let unit = self.definition();
        if unit.factor == Number::ONE && unit.offset == Number::ZERO {
            return Some(value);
        }
        value.try_map(|number| {
            // What is nothing stays so, and few units begin elsewhere.
            let product = match number.is_zero() {
                true => number,
                false => number.checked_mul(unit.factor)?,
            };
            match unit.offset.is_zero() {
                true => Some(product),
                false => product.checked_add(unit.offset),
            }
        })
    }

    /// Converts a value of this unit to another unit, exactly.
    ///
    /// ```
    /// use hanliang_quantity::{Number, Unit};
    ///
    /// let mu = Unit::lookup("亩").unwrap();
    /// let area = mu.convert(Number::from(1).into(), &Unit::lookup("平方米").unwrap())?;
    /// assert_eq!(area.to_string(), "2000/3");
    ///
    /// let celsius = Unit::lookup("摄氏度").unwrap();
    /// let body = celsius.convert(Number::from(37).into(), &Unit::lookup("℉").unwrap())?;
    /// assert_eq!(body.to_string(), "98.6");
    /// # Ok::<(), hanliang_quantity::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Incompatible`] where the units measure different things
    /// (斤 and 亩, CNY and USD), [`ErrorKind::Overflow`] beyond 28 digits.
    pub fn convert(&self, value: Value, to: &Self) -> Result<Value, Error> {
        let (from, into) = (self.definition(), to.definition());
        let error = Error::of_value;
        if from.base != into.base {
            return Err(error(ErrorKind::Incompatible));
        }
        if from.factor == into.factor && from.offset == into.offset {
            return Ok(value);
        }
        let factor = from.factor.checked_div(into.factor);
        let shift = from
            .offset
            .checked_sub(into.offset)
            .and_then(|shift| shift.checked_div(into.factor));
        let (Some(factor), Some(shift)) = (factor, shift) else {
            return Err(error(ErrorKind::Overflow));
        };
        value
            .try_map(|number: Number| number.checked_mul(factor)?.checked_add(shift))
            .ok_or(error(ErrorKind::Overflow))
    }
}

impl PartialEq for Unit {
    fn eq(&self, other: &Self) -> bool {
        // Two of the table that are alike are the same row.
        core::ptr::eq(self.definition(), other.definition())
            || self.definition() == other.definition()
    }
}

impl Eq for Unit {}

impl Hash for Unit {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.definition().hash(state);
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unit")
            .field("symbol", &self.symbol())
            .field("canonical", &self.canonical())
            .field("kind", &self.kind())
            .finish()
    }
}

/// Reads what [`Unit::lookup`] finds.
///
/// # Errors
///
/// [`ErrorKind::Empty`] and [`ErrorKind::NotAUnit`].
impl FromStr for Unit {
    type Err = Error;

    fn from_str(form: &str) -> Result<Self, Error> {
        let kind = match form {
            "" => ErrorKind::Empty,
            _ => ErrorKind::NotAUnit,
        };
        Self::lookup(form).ok_or(Error::at(kind, Span::new(0, form.len())))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.symbol())
    }
}

/// Written as its parts; read back by its symbol, so that a unit means what
/// this version's tables say.
#[cfg(feature = "serde")]
impl serde::Serialize for Unit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut parts = serializer.serialize_struct("Unit", 3)?;
        parts.serialize_field("symbol", self.symbol())?;
        parts.serialize_field("canonical", self.canonical())?;
        parts.serialize_field("kind", self.kind().dimension())?;
        parts.end()
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Unit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        struct Parts {
            symbol: String,
            canonical: String,
            kind: String,
        }
        let parts = Parts::deserialize(deserializer)?;
        let known = Self::lookup(&parts.symbol);
        if let Some(unit) = known.filter(|unit| unit.canonical() == parts.canonical) {
            return Ok(unit);
        }
        let kind = UnitKind::from_dimension(&parts.kind)
            .ok_or_else(|| serde::de::Error::custom("unknown kind of unit"))?;
        // A reading by context (度 of current): the meaning is looked up by
        // its canonical name, the form is kept.
        let mut definition = match Self::lookup(&parts.canonical) {
            Some(unit) => unit.definition().with_symbol(parts.symbol),
            None => Definition::counting(parts.symbol, false),
        };
        definition.canonical = parts.canonical.into();
        definition.kind = kind;
        Ok(Self::written(definition))
    }
}

#[cfg(test)]
mod tests;

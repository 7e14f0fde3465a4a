//! What a stated figure says: every number that would be written so.

use hanliang_quantity::{Number, Quantity, Relation, Unit, UnitKind};

/// A figure in the base unit of its kind, as an interval.
///
/// 34.4% stands for all that rounds or is cut to it; 482个 for itself;
/// 1600多万元 for what lies between 1600 and 1700.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stated {
    /// In the base unit.
    pub(crate) value: Number,
    /// One of the last stated digit, in the base unit; zero where the figure
    /// counts one by one.
    pub(crate) step: Number,
    /// One of the magnitude it is written in, in the base unit: 10000 for
    /// 12.9万名.
    pub(crate) scale: Number,
    pub(crate) relation: Relation,
    /// The base unit, or the classifier.
    pub(crate) base: Base,
    /// The digits that were stated after the point.
    pub(crate) decimals: u32,
    /// How many digits count.
    pub(crate) significant: usize,
}

/// What figures are held against each other in: the base unit of their own.
#[derive(Clone, Debug)]
pub(crate) struct Base(Option<Unit>);

impl Base {
    /// The base unit, or the classifier; empty where there is none.
    pub(crate) fn symbol(&self) -> String {
        self.0.as_ref().map_or_else(String::new, Unit::base)
    }
}

impl PartialEq for Base {
    fn eq(&self, other: &Self) -> bool {
        // Most units are the same one.
        self.0 == other.0 || self.symbol() == other.symbol()
    }
}

impl Eq for Base {}

impl Stated {
    /// Reads a quantity whose numeral is `numeral`; `None` for ranges and for
    /// what has no digits to go by.
    pub(crate) fn read(quantity: &Quantity, numeral: &str) -> Option<Self> {
        if !quantity.value.is_single() {
            return None;
        }
        let written = Written::read(numeral)?;
        let own = quantity.value.low();
        // The power of the magnitude: 万 in 12.9万.
        let power = if written.mantissa.is_zero() || written.mantissa == own {
            Number::ONE
        } else {
            own.abs().checked_div(written.mantissa)?
        };
        let whole = written.decimals == 0 && power == Number::ONE;
        // Prices in whole 元 are not rounded either.
        let counted = matches!(
            quantity.kind(),
            UnitKind::Count | UnitKind::Age | UnitKind::Money
        );
        let step = if whole && counted {
            Number::ZERO
        } else {
            power.checked_mul(Number::from_decimal(1, written.decimals)?)?
        };
        let in_base = |number: Number| match &quantity.unit {
            Some(unit) => Some(unit.to_base(number.into())?.low()),
            None => Some(number),
        };
        // Degrees do not begin at nothing.
        let zero = in_base(Number::ZERO)?;
        let width = |number: Number| in_base(number)?.checked_sub(zero);
        let scale = width(power)?;
        Some(Self {
            value: in_base(own)?,
            step: if step == power { scale } else { width(step)? },
            scale,
            relation: quantity.relation,
            base: Base(quantity.unit.clone()),
            decimals: written.decimals,
            significant: written.significant,
        })
    }

    /// Whether nothing but the figure is said: no 约, no 多.
    pub(crate) fn is_exact(&self) -> bool {
        self.relation == Relation::Exact
    }

    /// The same, where zeros at its end may come of rounding: 3500元 for all
    /// that rounds or is cut to hundreds.
    pub(crate) fn as_rounded(&self) -> Option<Self> {
        let ten = Number::from(10);
        let mut step = self.scale;
        if self.decimals > 0 || self.value.is_zero() {
            return Some(self.clone());
        }
        while let Some(next) = step.checked_mul(ten) {
            if !self.value.checked_div(next)?.is_integer() {
                break;
            }
            step = next;
        }
        Some(Self {
            step: step.max(self.step),
            ..self.clone()
        })
    }

    /// The numbers it stands for; `None` where one end is open.
    pub(crate) fn bounds(&self) -> Option<(Number, Number)> {
        let half = self.step.checked_div(Number::from(2))?;
        match self.relation {
            Relation::Exact => Some((self.value.checked_sub(half)?, self.value.checked_add(half)?)),
            Relation::About => {
                // 近, 约: as near as its last digit that is no zero.
                let tenth = self.value.abs().checked_div(Number::from(10))?;
                Some((
                    self.value.checked_sub(tenth)?,
                    self.value.checked_add(tenth)?,
                ))
            }
            Relation::More => {
                let tenth = self.value.abs().checked_div(Number::from(10))?;
                Some((self.value, self.value.checked_add(self.step.max(tenth))?))
            }
            Relation::AtLeast | Relation::Less | Relation::AtMost => None,
        }
    }

    /// Whether a computed interval may be written as this figure: rounded, or
    /// cut after the last digit.
    pub(crate) fn fits(&self, (low, high): (Number, Number)) -> Option<bool> {
        match self.relation {
            Relation::Exact | Relation::About | Relation::More => {
                let (from, to) = self.bounds()?;
                // Counts that were never rounded leave no room to cut.
                let to = if self.step.is_zero() {
                    to
                } else {
                    to.max(self.value.checked_add(self.step)?)
                };
                Some(low <= to && from <= high)
            }
            Relation::AtLeast => Some(high >= self.value),
            Relation::Less => Some(low < self.value),
            Relation::AtMost => Some(low <= self.value),
        }
    }
}

impl Stated {
    /// Whether what was computed from figures may be written as this one.
    /// `None` where that hangs on the rounding of a figure with one digit or
    /// two: with so few nearly anything agrees, nor is it ruled out.
    pub(crate) fn agrees(
        &self,
        interval: (Number, Number),
        point: Number,
        from: &[&Self],
    ) -> Option<bool> {
        let agrees = self.fits(interval)?;
        let coarse = |figure: &&Self| !figure.step.is_zero() && figure.significant < 3;
        let by_chance = agrees && !self.fits((point, point))? && from.iter().any(coarse);
        (!by_chance).then_some(agrees)
    }
}

/// The digits of a numeral as written.
struct Written {
    mantissa: Number,
    decimals: u32,
    significant: usize,
}

impl Written {
    fn read(numeral: &str) -> Option<Self> {
        let (mut mantissa, mut digits, mut significant) = (0_i128, 0_usize, 0);
        let mut decimals = 0;
        let mut point = false;
        let mut rest = 0;
        for character in numeral.chars() {
            match arabic(character) {
                // 1万8, 2小时23分: no one row of digits.
                Some(_) if rest > 0 => return Self::read_han(numeral),
                Some(digit) => {
                    mantissa = mantissa.checked_mul(10)?.checked_add(digit.into())?;
                    digits += 1;
                    significant += usize::from(mantissa != 0);
                    decimals += u32::from(point);
                }
                None if digits == 0 && matches!(character, '-' | '－' | '−' | '+') => {}
                None if matches!(character, ',' | '，' | ' ') && rest == 0 => {}
                None if matches!(character, '.' | '．') && !point => point = true,
                None => rest += 1,
            }
        }
        if digits == 0 {
            return Self::read_han(numeral);
        }
        Some(Self {
            mantissa: Number::from_decimal(mantissa, decimals)?,
            decimals,
            significant,
        })
    }

    /// A numeral in words counts one by one: 二十三.
    fn read_han(numeral: &str) -> Option<Self> {
        // 一千名 may be a round number or an exact one.
        if numeral.contains(['点', '分', '.', '．'])
            || numeral.is_empty()
            || numeral.ends_with(['百', '千', '万', '亿'])
        {
            return None;
        }
        let figures = numeral
            .chars()
            .filter(|c| !matches!(c, '十' | '百' | '千' | '万' | '亿'))
            .count();
        (!numeral.contains(arabic_any)).then_some(Self {
            mantissa: Number::ZERO,
            decimals: 0,
            significant: figures,
        })
    }
}

fn arabic_any(character: char) -> bool {
    arabic(character).is_some()
}

fn arabic(character: char) -> Option<u32> {
    match character {
        '０'..='９' => Some(u32::from(character) - u32::from('０')),
        _ => character.to_digit(10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Stated {
        let quantity = hanliang_quantity::find_iter(text).next().unwrap();
        Stated::read(&quantity, quantity.numeral.of(text).unwrap()).unwrap()
    }

    fn bounds(text: &str) -> (String, String) {
        let (low, high) = read(text).bounds().unwrap();
        (low.to_string(), high.to_string())
    }

    #[test]
    fn a_figure_stands_for_what_is_written_so() {
        let shown = |low: &str, high: &str| (low.to_owned(), high.to_owned());
        assert_eq!(bounds("482个"), shown("482", "482"));
        assert_eq!(bounds("12.9万名"), shown("128500", "129500"));
        assert_eq!(bounds("1600多万元"), shown("16000000", "17600000"));
    }

    #[test]
    fn a_rounded_and_a_cut_share_both_fit() {
        let share = read("12%");
        let of = |a: i64, b: i64| {
            let ratio = Number::from(a).checked_div(Number::from(b)).unwrap();
            share.fits((ratio, ratio)).unwrap()
        };
        assert!(of(1160, 10_000) && of(1299, 10_000));
        assert!(!of(1140, 10_000) && !of(1310, 10_000));
    }
}

use core::cmp::Reverse;
use std::borrow::Cow;
use std::sync::LazyLock;

use super::definition::{Base, Definition, Exponents};
use crate::char_map::CharMap;
use crate::groups::{Groups, first_two};
use crate::kind::UnitKind;
use crate::number::Number;

/// All units by their written forms, read once from `data/*.tsv`.
#[derive(Debug)]
pub(crate) struct UnitTable {
    /// Sorted by first character, then longest form first.
    definitions: Vec<Definition>,
    groups: Groups,
    /// Signs and names that stand before the figure, longest first.
    before: Vec<(&'static str, Definition)>,
    /// The last characters of those.
    last: CharMap<bool>,
}

/// The table in use.
pub(crate) static UNITS: LazyLock<UnitTable> = LazyLock::new(UnitTable::read);

const UNIT_ROWS: &str = include_str!("../../data/units.tsv");
const CLASSIFIER_ROWS: &str = include_str!("../../data/classifiers.tsv");
const CURRENCY_ROWS: &str = include_str!("../../data/currencies.tsv");
const COIN_ROWS: &str = include_str!("../../data/coins.tsv");
const PREFIX_ROWS: &str = include_str!("../../data/prefixes.tsv");

impl UnitTable {
    /// The unit with exactly this form.
    pub(crate) fn get(&self, form: &str) -> Option<&Definition> {
        let (first, second) = first_two(form);
        let mut forms = self.beginning((first, second));
        let found = forms.find(|unit| *unit.symbol == *form);
        found.or_else(|| self.alone(first).filter(|_| second == '\0'))
    }

    /// The longest form that `text` begins with.
    pub(crate) fn longest(&self, text: &str) -> Option<&Definition> {
        let (first, second) = first_two(text);
        let mut forms = self.beginning((first, second));
        let found = forms.find(|unit| text.starts_with(&*unit.symbol));
        found.or_else(|| self.alone(first))
    }

    /// The forms that begin with two characters, longest first.
    #[inline]
    fn beginning(&self, both: (char, char)) -> impl Iterator<Item = &Definition> {
        let places = self.groups.beginning(both);
        places.filter_map(|place| self.definitions.get(place))
    }

    /// The form of one character.
    #[inline]
    fn alone(&self, character: char) -> Option<&Definition> {
        self.definitions.get(self.groups.alone(character)?)
    }

    /// The sign or name of a currency that `left` ends with.
    pub(crate) fn sign_before(&self, left: &str) -> Option<&Definition> {
        let last = left.chars().next_back()?;
        if !self.last.get(last) {
            return None;
        }
        let found = self.before.iter().find(|(sign, _)| left.ends_with(sign));
        found.map(|(_, unit)| unit)
    }

    /// Signs and names of currencies that stand before the figure.
    pub(crate) fn before_figure(&self) -> &[(&'static str, Definition)] {
        &self.before
    }

    /// The written forms that stand behind the figure.
    pub(crate) fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    fn read() -> Self {
        let mut before = Vec::new();
        // What comes first wins: the explicit rows, then the prefixed ones.
        let (mut forms, prefixed) = read_units();
        read_currencies(&mut forms, &mut before);
        read_coins(&mut forms);
        read_classifiers(&mut forms);
        forms.extend(prefixed);
        before.sort_by_key(|(form, _)| Reverse(form.len()));

        let definitions = sorted(forms);
        let groups = Groups::new(definitions.iter().map(|unit| first_two(&unit.symbol)));
        let mut last = CharMap::new();
        for character in before
            .iter()
            .filter_map(|(sign, _)| sign.chars().next_back())
        {
            last.set(character, true);
        }
        Self {
            definitions,
            groups,
            before,
            last,
        }
    }
}

/// Each form once, as it came first; by first character, longest first.
fn sorted(forms: Vec<Definition>) -> Vec<Definition> {
    // Places are sorted, for a definition is long.
    let key = |unit: &Definition| {
        let first = unit.symbol.chars().next();
        (first, Reverse(unit.symbol.len()))
    };
    let mut places: Vec<_> = forms.iter().map(key).zip(0_usize..).collect();
    let symbol = |place: usize| forms.get(place).map(|unit| &unit.symbol);
    places.sort_unstable_by(|(one_key, one), (other_key, other)| {
        let keys = one_key.cmp(other_key);
        keys.then_with(|| symbol(*one).cmp(&symbol(*other)))
            .then(one.cmp(other))
    });
    places.dedup_by(|(key, place), (kept_key, kept)| {
        key == kept_key && symbol(*place) == symbol(*kept)
    });
    let mut forms: Vec<Option<Definition>> = forms.into_iter().map(Some).collect();
    let take = |(_, place): (_, usize)| forms.get_mut(place).and_then(Option::take);
    places.into_iter().filter_map(take).collect()
}

/// The rows of a table: lines that are neither blank nor comments, as fields;
/// a row of another width is none.
fn rows<const WIDTH: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; WIDTH]> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| {
            let mut row = [""; WIDTH];
            let mut fields = line.split('\t');
            for place in &mut row {
                *place = fields.next()?;
            }
            fields.next().is_none().then_some(row)
        })
}

/// A row of `data/prefixes.tsv`.
struct Prefix {
    code: &'static str,
    times: Number,
    chinese: &'static str,
    symbols: &'static str,
}

/// The forms of the rows, and those that prefixes make of them.
fn read_units() -> (Vec<Definition>, Vec<Definition>) {
    let (mut forms, mut prefixed) = (Vec::new(), Vec::new());
    let prefixes: Vec<Prefix> = rows(PREFIX_ROWS)
        .filter_map(|[code, times, chinese, symbols]| {
            Some(Prefix {
                code,
                times: times.parse().ok()?,
                chinese,
                symbols,
            })
        })
        .collect();
    for [canonical, kind, dimension, factor, taken, written] in rows(UNIT_ROWS) {
        let Some(unit) = definition(canonical, kind, dimension, factor) else {
            continue;
        };
        // A form marked so takes prefixes but does not stand alone.
        let alone = written.split(' ').filter(|form| !form.ends_with('#'));
        forms.extend(alone.map(|form| unit.with_symbol(form)));
        for prefix in &prefixes {
            if taken.split(' ').any(|one| one == prefix.code) {
                read_prefixed(&mut prefixed, &unit, prefix, written);
            }
        }
    }
    (forms, prefixed)
}

/// The first form in letters, and the first four in Han characters, with a
/// prefix.
fn read_prefixed(forms: &mut Vec<Definition>, unit: &Definition, prefix: &Prefix, written: &str) {
    let Some(factor) = unit.factor.checked_mul(prefix.times) else {
        return;
    };
    let prefixed = Definition {
        canonical: Cow::Owned([prefix.code, &unit.canonical].concat()),
        factor,
        ..unit.clone()
    };
    let (mut latin, mut han) = (0, 0);
    for form in written.split(' ') {
        let form = form.trim_end_matches('#');
        let (heads, seen, limit) = if form.starts_with(|c: char| c < '\u{2E80}') {
            (prefix.symbols, &mut latin, 1)
        } else {
            (prefix.chinese, &mut han, 4)
        };
        *seen += 1;
        if *seen > limit {
            continue;
        }
        let heads = heads.split(' ');
        forms.extend(heads.map(|head| prefixed.with_symbol([head, form].concat())));
    }
}

fn definition(
    canonical: &'static str,
    kind: &str,
    dimension: &str,
    factor: &str,
) -> Option<Definition> {
    let (factor, offset) = match factor.split_once('+') {
        Some((factor, offset)) => (factor, offset.parse().ok()?),
        None => (factor, Number::ZERO),
    };
    Some(Definition {
        symbol: canonical.into(),
        canonical: canonical.into(),
        kind: UnitKind::from_dimension(kind)?,
        base: match dimension {
            "-" => Base::Own(canonical.into()),
            exponents => Base::Physical(Exponents::read(exponents)?),
        },
        factor: factor.parse().ok()?,
        offset,
        in_table: true,
    })
}

fn money(code: &'static str, canonical: &'static str, share: Number) -> Definition {
    Definition {
        symbol: canonical.into(),
        canonical: canonical.into(),
        kind: UnitKind::Money,
        base: Base::Own(code.into()),
        factor: share,
        offset: Number::ZERO,
        in_table: true,
    }
}

fn read_currencies(forms: &mut Vec<Definition>, before: &mut Vec<(&'static str, Definition)>) {
    for [code, after, ahead] in rows(CURRENCY_ROWS) {
        let unit = money(code, code, Number::ONE);
        forms.extend(after.split(' ').map(|form| unit.with_symbol(form)));
        before.extend(ahead.split(' ').map(|form| (form, unit.with_symbol(form))));
    }
}

fn read_coins(forms: &mut Vec<Definition>) {
    for [code, share, written] in rows(COIN_ROWS) {
        let Ok(share) = share.parse() else { continue };
        let canonical = written.split(' ').next().unwrap_or(code);
        let unit = money(code, canonical, share);
        forms.extend(written.split(' ').map(|form| unit.with_symbol(form)));
    }
}

fn read_classifiers(forms: &mut Vec<Definition>) {
    for [canonical, _, written] in rows(CLASSIFIER_ROWS) {
        let unit = Definition::counting(canonical, true);
        forms.extend(written.split(' ').map(|form| unit.with_symbol(form)));
    }
}

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::definition::{Base, Definition, Exponents};
use crate::char_map::CharMap;
use crate::kind::UnitKind;
use crate::number::Number;

/// All units by their written forms, read once from `data/*.tsv`.
#[derive(Debug)]
pub(crate) struct UnitTable {
    /// Sorted by first character, then longest form first.
    definitions: Vec<Definition>,
    /// The second character of each form, NUL where it has but one.
    seconds: Vec<char>,
    /// For a first character, 1 + the place of its group in `groups`.
    first: CharMap,
    /// Start and end in `definitions`.
    groups: Vec<(usize, usize)>,
    /// Signs and names that stand before the figure, longest first.
    before: Vec<(Box<str>, Definition)>,
    /// The last characters of those.
    last: CharMap,
}

/// The table in use.
pub(crate) static UNITS: LazyLock<UnitTable> = LazyLock::new(UnitTable::read);

const UNIT_ROWS: &str = include_str!("../../data/units.tsv");
const CLASSIFIER_ROWS: &str = include_str!("../../data/classifiers.tsv");
const CURRENCY_ROWS: &str = include_str!("../../data/currencies.tsv");
const COIN_ROWS: &str = include_str!("../../data/coins.tsv");
const PREFIX_ROWS: &str = include_str!("../../data/prefixes.tsv");

impl UnitTable {
    /// The units whose form begins with this character, longest first.
    pub(crate) fn starting_with(&self, first: char) -> &[Definition] {
        match usize::from(self.first.get(first)).checked_sub(1) {
            Some(group) => {
                let (start, end) = self.groups[group];
                &self.definitions[start..end]
            }
            None => &[],
        }
    }

    /// The unit with exactly this form.
    pub(crate) fn get(&self, form: &str) -> Option<&Definition> {
        let group = self.starting_with(form.chars().next()?);
        group.iter().find(|unit| *unit.symbol == *form)
    }

    /// The longest form that `text` begins with.
    pub(crate) fn longest(&self, text: &str) -> Option<&Definition> {
        let mut characters = text.chars();
        let group = usize::from(self.first.get(characters.next()?)).checked_sub(1)?;
        let second = characters.next();
        let (start, end) = self.groups[group];
        let mut forms = self.seconds[start..end]
            .iter()
            .zip(&self.definitions[start..end]);
        // Most forms are ruled out by their second character.
        let found = forms.find(|(other, unit)| {
            **other == '\0' || Some(**other) == second && text.starts_with(&*unit.symbol)
        });
        found.map(|(_, unit)| unit)
    }

    /// The sign or name of a currency that `left` ends with.
    pub(crate) fn sign_before(&self, left: &str) -> Option<&Definition> {
        let last = left.chars().next_back()?;
        if self.last.get(last) == 0 {
            return None;
        }
        let found = self.before.iter().find(|(sign, _)| left.ends_with(&**sign));
        found.map(|(_, unit)| unit)
    }

    /// Signs and names of currencies that stand before the figure.
    pub(crate) fn before_figure(&self) -> &[(Box<str>, Definition)] {
        &self.before
    }

    #[cfg(test)]
    pub(crate) fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    fn read() -> Self {
        let mut forms = BTreeMap::new();
        let mut before = Vec::new();
        // What comes first wins: the explicit rows, then the prefixed ones.
        read_units(&mut forms);
        read_currencies(&mut forms, &mut before);
        read_coins(&mut forms);
        read_classifiers(&mut forms);
        read_prefixed(&mut forms);
        before.sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then(one.cmp(other)));

        let mut definitions: Vec<Definition> = forms.into_values().collect();
        definitions.sort_by(|one, other| {
            let first = one.symbol.chars().next().cmp(&other.symbol.chars().next());
            first
                .then(other.symbol.len().cmp(&one.symbol.len()))
                .then(one.symbol.cmp(&other.symbol))
        });
        let mut last = CharMap::new();
        for character in before
            .iter()
            .filter_map(|(sign, _)| sign.chars().next_back())
        {
            last.set(character, 1);
        }
        let mut first = CharMap::new();
        let mut groups: Vec<(usize, usize)> = Vec::new();
        let mut current = None;
        for (place, unit) in definitions.iter().enumerate() {
            let start = unit.symbol.chars().next();
            if start != current {
                current = start;
                groups.push((place, place));
                if let (Some(start), Ok(group)) = (start, u16::try_from(groups.len())) {
                    first.set(start, group);
                }
            }
            if let Some(group) = groups.last_mut() {
                group.1 = place + 1;
            }
        }
        let seconds = definitions
            .iter()
            .map(|unit| unit.symbol.chars().nth(1).unwrap_or('\0'))
            .collect();
        Self {
            definitions,
            seconds,
            first,
            groups,
            before,
            last,
        }
    }
}

type Forms = BTreeMap<Box<str>, Definition>;

/// The rows of a table: lines that are neither blank nor comments, as fields.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
}

fn add(forms: &mut Forms, definition: Definition) {
    forms.entry(definition.symbol.clone()).or_insert(definition);
}

fn read_units(forms: &mut Forms) {
    for row in rows(UNIT_ROWS) {
        let [canonical, kind, dimension, factor, _, written] = row[..] else {
            continue;
        };
        let Some(unit) = definition(canonical, kind, dimension, factor) else {
            continue;
        };
        for form in written.split(' ') {
            // A form marked so takes prefixes but does not stand alone.
            if !form.ends_with('#') {
                add(forms, unit.with_symbol(form));
            }
        }
    }
}

fn read_prefixed(forms: &mut Forms) {
    let prefixes: Vec<Vec<&str>> = rows(PREFIX_ROWS).collect();
    for row in rows(UNIT_ROWS) {
        let [canonical, kind, dimension, factor, taken, written] = row[..] else {
            continue;
        };
        let Some(unit) = definition(canonical, kind, dimension, factor) else {
            continue;
        };
        for prefix in &prefixes {
            let [code, times, chinese, symbols] = prefix[..] else {
                continue;
            };
            let Some(factor) = times
                .parse()
                .ok()
                .and_then(|times| unit.factor.checked_mul(times))
            else {
                continue;
            };
            if !taken.split(' ').any(|one| one == code) {
                continue;
            }
            let prefixed = Definition {
                canonical: format!("{code}{canonical}").into(),
                factor,
                ..unit.clone()
            };
            let (mut latin, mut han) = (0, 0);
            for form in written.split(' ') {
                let form = form.trim_end_matches('#');
                let (heads, seen, limit) = if form.starts_with(|c: char| c < '\u{2E80}') {
                    (symbols, &mut latin, 1)
                } else {
                    (chinese, &mut han, 4)
                };
                *seen += 1;
                if *seen > limit {
                    continue;
                }
                for head in heads.split(' ') {
                    add(forms, prefixed.with_symbol(&format!("{head}{form}")));
                }
            }
        }
    }
}

fn definition(canonical: &str, kind: &str, dimension: &str, factor: &str) -> Option<Definition> {
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

fn money(code: &str, canonical: &str, share: Number) -> Definition {
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

fn read_currencies(forms: &mut Forms, before: &mut Vec<(Box<str>, Definition)>) {
    for row in rows(CURRENCY_ROWS) {
        let [code, after, ahead] = row[..] else {
            continue;
        };
        let unit = money(code, code, Number::ONE);
        for form in after.split(' ') {
            add(forms, unit.with_symbol(form));
        }
        for form in ahead.split(' ') {
            before.push((form.into(), unit.with_symbol(form)));
        }
    }
}

fn read_coins(forms: &mut Forms) {
    for row in rows(COIN_ROWS) {
        let [code, share, written] = row[..] else {
            continue;
        };
        let Ok(share) = share.parse() else { continue };
        let canonical = written.split(' ').next().unwrap_or(code);
        let unit = money(code, canonical, share);
        for form in written.split(' ') {
            add(forms, unit.with_symbol(form));
        }
    }
}

fn read_classifiers(forms: &mut Forms) {
    for row in rows(CLASSIFIER_ROWS) {
        let [canonical, _, written] = row[..] else {
            continue;
        };
        let unit = Definition::counting(canonical, true);
        for form in written.split(' ') {
            add(forms, unit.with_symbol(form));
        }
    }
}

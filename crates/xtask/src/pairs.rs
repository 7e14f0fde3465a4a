//! Which characters stand side by side more often than by chance, from the model
//! of Chinese that Lingua tells languages apart by.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

/// How many pairs are kept.
const KEPT: usize = 250_000;
/// Pairs seen less often are left out.
const LEAST_COUNT: u64 = 2;
/// Taken off each count, as a pair that was seen a few times may be chance.
const DISCOUNT: f64 = 0.75;
/// The least and the greatest gain, in halves of a nat.
const LEAST_GAIN: i32 = -6;
const GREATEST_GAIN: i32 = 10;
/// What a pair is taken to gain that is not in the table.
const UNSEEN: i32 = -2;

/// How often sequences of characters occur, as a fraction of the sequences that
/// begin alike; those that occur equally often stand together.
#[derive(Deserialize)]
struct Model {
    ngrams: HashMap<String, String>,
}

impl Model {
    /// Numerator, denominator and the sequences.
    fn fractions(&self) -> impl Iterator<Item = Result<(u64, u64, &str), String>> {
        self.ngrams.iter().map(|(fraction, list)| {
            let (some, all) = fraction.split_once('/').ok_or(fraction)?;
            let parse = |number: &str| number.parse().map_err(|_| fraction);
            Ok((parse(some)?, parse(all)?, list.as_str()))
        })
    }
}

fn read(model: &str) -> Result<Model, String> {
    serde_json::from_str(model).map_err(|e| e.to_string())
}

/// The counts that the fractions of single characters were made from: they are
/// in lowest terms, so all characters are the least number that all
/// denominators divide.
fn counts(model: &Model) -> Result<HashMap<char, u64>, String> {
    let fractions: Vec<(u64, u64, &str)> = model.fractions().collect::<Result<_, _>>()?;
    let mut total = 1_u64;
    for (_, all, _) in &fractions {
        total = (total / greatest_common_divisor(total, *all))
            .checked_mul(*all)
            .ok_or("the counts are too large")?;
    }
    let mut counts = HashMap::new();
    for (some, all, list) in fractions {
        let characters = list.split(' ').filter_map(|c| c.chars().next());
        counts.extend(characters.map(|c| (c, total / all * some)));
    }
    Ok(counts)
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}

/// A row for each first character and a column for each gain, without header.
/// `form` is the simplified form of a character that is kept.
pub(crate) fn rows(
    characters: &str,
    pairs: &str,
    form: impl Fn(char) -> Option<char>,
) -> Result<String, String> {
    let characters = counts(&read(characters)?)?;
    let mut seen: BTreeMap<(char, char), u64> = BTreeMap::new();
    for fraction in read(pairs)?.fractions() {
        let (some, all, list) = fraction?;
        for pair in list.split(' ') {
            let mut both = pair.chars();
            let (Some(first), Some(second)) = (both.next(), both.next()) else {
                return Err(format!("no pair: {pair}"));
            };
            let known = characters.get(&first).copied().unwrap_or_default();
            if known % all != 0 {
                return Err(format!("no count: {pair} {some}/{all}"));
            }
            if let (Some(first), Some(second)) = (form(first), form(second)) {
                *seen.entry((first, second)).or_default() += known / all * some;
            }
        }
    }
    seen.retain(|_, count| *count >= LEAST_COUNT);
    let (mut firsts, mut seconds, mut total) = (HashMap::new(), HashMap::new(), 0.0);
    for (&(first, second), &count) in &seen {
        let count = count as f64;
        *firsts.entry(first).or_insert(0.0) += count;
        *seconds.entry(second).or_insert(0.0) += count;
        total += count;
    }
    // The weight of a pair is what its gain tells in all that was counted.
    let mut weighed: Vec<(f64, (char, char), i32)> = seen
        .iter()
        .filter_map(|(&(first, second), &count)| {
            let count = count as f64;
            let share = (count - DISCOUNT) / firsts.get(&first)?;
            let gain = halves(share / (seconds.get(&second)? / total));
            let told = (gain - f64::from(UNSEEN)).abs();
            Some((count * told, (first, second), rounded(gain)))
        })
        .filter(|&(_, _, gain)| gain != UNSEEN)
        .collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    weighed.truncate(KEPT);
    let mut table: BTreeMap<char, BTreeMap<i32, Vec<char>>> = BTreeMap::new();
    for (_, (first, second), gain) in weighed {
        let row = table.entry(first).or_default();
        row.entry(gain).or_default().push(second);
    }
    let mut text = "pair".to_owned();
    for gain in LEAST_GAIN..=GREATEST_GAIN {
        text += &format!("\t{gain}");
    }
    text.push('\n');
    for (first, mut row) in table {
        text.push(first);
        for gain in LEAST_GAIN..=GREATEST_GAIN {
            let mut list = row.remove(&gain).unwrap_or_default();
            list.sort_unstable();
            text.push('\t');
            text.extend(list);
        }
        text.push('\n');
    }
    Ok(text)
}

/// The natural logarithm in halves, within the bounds of the table.
fn halves(ratio: f64) -> f64 {
    (2.0 * ratio.ln()).clamp(f64::from(LEAST_GAIN), f64::from(GREATEST_GAIN))
}

#[expect(clippy::cast_possible_truncation, reason = "is small")]
fn rounded(gain: f64) -> i32 {
    gain.round_ties_even() as i32
}

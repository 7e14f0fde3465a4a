//! The words of a language and which follow which, from the data of jieba.

use std::collections::{BTreeMap, BTreeSet};

/// Words rarer than this are left out, unless they are one character.
pub(crate) const LEAST_FREQUENCY: u32 = 10;
/// The longest word that is kept, in characters.
const LONGEST_WORD: usize = 4;
/// Classes that have a smaller share of all text are none of their own.
const LEAST_SHARE: f64 = 0.0005;
/// How much the class before counts against the frequency alone.
const TRUSTED: f64 = 0.8;
/// Steps after which the shares of the classes no longer change.
const STEPS: usize = 300;

/// What a word is: whether it has more than one character, and its part of
/// speech.
type Class<'t> = (bool, &'t str);

/// Where a character is in a word, 0 the first, 2 the last, 3 the only one, and
/// the part of speech of that word.
type State<'t> = (u8, &'t str);

/// The hidden Markov model by which jieba finds the parts of speech.
struct Model<'t> {
    start: BTreeMap<State<'t>, f64>,
    /// By the state before.
    then: BTreeMap<State<'t>, BTreeMap<State<'t>, f64>>,
    shows: BTreeMap<State<'t>, BTreeMap<&'t str, f64>>,
}

impl<'t> Model<'t> {
    /// Fails with the line that has another form.
    fn read(text: &'t str) -> Result<Self, String> {
        let mut model = Self {
            start: BTreeMap::new(),
            then: BTreeMap::new(),
            shows: BTreeMap::new(),
        };
        let mut tags: Vec<&str> = Vec::new();
        let mut section = "";
        for (i, line) in text.lines().map(str::trim).enumerate() {
            match line {
                _ if line.is_empty() || line.starts_with('#') => {}
                _ if line.starts_with('@') => section = line,
                _ if section == "@TAGS" => tags = line.split(',').collect(),
                _ => model
                    .read_line(section, line, &tags)
                    .ok_or_else(|| format!("line {} of the model: {line:.80}", i + 1))?,
            }
        }
        Ok(model)
    }

    fn read_line(&mut self, section: &str, line: &'t str, tags: &[&'t str]) -> Option<()> {
        let state = |place: &str, tag: &str| -> Option<State<'t>> {
            Some((place.parse().ok()?, *tags.get(tag.parse::<usize>().ok()?)?))
        };
        let mut parts = line.split('|');
        let mut first = parts.next()?.splitn(3, ',');
        match section {
            "@START" => {
                let state = state(first.next()?, first.next()?)?;
                let weight: f64 = first.next()?.parse().ok()?;
                self.start.insert(state, weight.exp());
            }
            "@TRANS" => {
                let row = (self.then)
                    .entry(state(first.next()?, first.next()?)?)
                    .or_default();
                for part in parts {
                    let mut part = part.splitn(3, ',');
                    let state = state(part.next()?, part.next()?)?;
                    let weight: f64 = part.next()?.parse().ok()?;
                    row.insert(state, weight.exp());
                }
            }
            "@EMIT" => {
                let row = (self.shows)
                    .entry(state(first.next()?, first.next()?)?)
                    .or_default();
                for (c, weight) in parts.filter_map(|part| part.split_once(',')) {
                    row.insert(c, weight.parse::<f64>().ok()?.exp());
                }
            }
            _ => {}
        }
        Some(())
    }

    /// The share of each state of all text.
    fn shares(&self) -> BTreeMap<State<'t>, f64> {
        let mut shares: BTreeMap<_, f64> = self.then.keys().map(|&state| (state, 1.0)).collect();
        for _ in 0..STEPS {
            let mut next: BTreeMap<_, f64> = BTreeMap::new();
            for (state, share) in &shares {
                for (after, weight) in self.then.get(state).into_iter().flatten() {
                    *next.entry(*after).or_default() += share * weight;
                }
            }
            let all: f64 = next.values().sum();
            shares = next
                .into_iter()
                .map(|(s, share)| (s, share / all))
                .collect();
        }
        shares
    }

    /// What one character is as a word.
    fn tag_of(&self, c: &str, shares: &BTreeMap<State<'t>, f64>) -> Option<&'t str> {
        let weights = self.shows.iter().filter_map(|(state, shown)| {
            let share = shares.get(state).copied().unwrap_or_default();
            (state.0 == 3).then_some((share * shown.get(c)?, state.1))
        });
        weights
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, tag)| tag)
    }

    /// How probable it is that a word of the class `next` follows one of the
    /// class `before`, or begins a sentence; `None` where the model has no such
    /// class.
    fn follows(&self, before: Option<Class<'t>>, next: Class<'t>) -> Option<f64> {
        let row = match before {
            None => Some(&self.start),
            Some((is_long, tag)) => self.then.get(&(if is_long { 2 } else { 3 }, tag)),
        };
        let after = (if next.0 { 0 } else { 3 }, next.1);
        row.map(|row| row.get(&after).copied().unwrap_or_default())
    }
}

/// A word of the dictionary, its frequency and its part of speech.
fn entry(line: &str) -> Option<(&str, u32, &str)> {
    let mut columns = line.split(' ');
    Some((
        columns.next()?,
        columns.next()?.parse().ok()?,
        columns.next()?,
    ))
}

/// Words by cost and part of speech, and what it costs that a class of words
/// follows another; without headers. Fails with the line that has another form.
pub(crate) fn rows(
    dictionary: &str,
    model: &str,
    is_kept: impl Fn(char) -> bool,
) -> Result<(String, String), String> {
    let model = Model::read(model)?;
    let shares = model.shares();
    let mut entries: Vec<(&str, u32, Class<'_>)> = Vec::new();
    for (i, line) in dictionary.lines().enumerate() {
        let (word, frequency, tag) =
            entry(line).ok_or_else(|| format!("line {} of the dictionary: {line}", i + 1))?;
        let is_long = word.chars().count() > 1;
        let tag = if is_long {
            tag
        } else {
            model.tag_of(word, &shares).unwrap_or(tag)
        };
        entries.push((word, frequency, (is_long, tag)));
    }
    let total: f64 = entries.iter().map(|entry| f64::from(entry.1)).sum();
    let mut mass: BTreeMap<Class<'_>, f64> = BTreeMap::new();
    for (_, frequency, class) in &entries {
        *mass.entry(*class).or_default() += f64::from(*frequency) / total;
    }
    mass.retain(|_, share| *share >= LEAST_SHARE);
    let mut by_cost: BTreeMap<(i32, &str), BTreeSet<&str>> = BTreeMap::new();
    for (word, frequency, class) in entries {
        let length = word.chars().count();
        if (length == 1 || frequency >= LEAST_FREQUENCY)
            && length <= LONGEST_WORD
            && frequency > 0
            && word.chars().all(&is_kept)
        {
            let cost = eighths(total / f64::from(frequency));
            let tag = if mass.contains_key(&class) {
                class.1
            } else {
                "-"
            };
            by_cost.entry((cost, tag)).or_default().insert(word);
        }
    }
    let mut words = String::new();
    for ((cost, tag), list) in by_cost {
        let list: Vec<&str> = list.into_iter().collect();
        words += &format!("{cost}\t{tag}\t{}\n", list.join(" "));
    }
    let names = mass.keys().map(|&class| name(class));
    let mut classes = format!("class\t{}\n", names.collect::<Vec<_>>().join("\t"));
    for before in [None].into_iter().chain(mass.keys().copied().map(Some)) {
        classes += &before.map_or_else(|| "start".to_owned(), name);
        for (&next, share) in &mass {
            let ratio = model
                .follows(before, next)
                .map_or(1.0, |weight| TRUSTED * weight / share + 1.0 - TRUSTED);
            classes += &format!("\t{}", eighths(ratio.recip()));
        }
        classes.push('\n');
    }
    Ok((words, classes))
}

fn name((is_long, tag): Class<'_>) -> String {
    format!("{}{tag}", if is_long { "*" } else { "" })
}

/// The natural logarithm in eighths.
#[expect(clippy::cast_possible_truncation, reason = "saturates, and is small")]
fn eighths(ratio: f64) -> i32 {
    (8.0 * ratio.ln()).round_ties_even() as i32
}

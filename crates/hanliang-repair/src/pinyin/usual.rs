use std::collections::HashMap;
use std::sync::LazyLock;

use super::character;
use super::gbk::{self, Pair};
use super::language::{self, Cost};
use super::reading::Reading;

/// How many pairs are tried where a byte is not known.
const TRIED: usize = 128;

/// How many are tried between two vacant pairs, where no byte is known.
const BETWEEN: usize = 64;

/// A pair, its character and what that costs alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Usual {
    pub(super) pair: Pair,
    pub(super) c: char,
    pub(super) cost: Cost,
}

/// Pairs by what is known of them, the most usual characters first.
struct Lists {
    by_lead: Vec<Vec<Usual>>,
    by_trail: Vec<[Vec<Usual>; 2]>,
    by_lead_before_vacant: Vec<Vec<Usual>>,
    /// By the first byte of a vacant pair before.
    between_vacant: Vec<Vec<Usual>>,
    before_orphan: Vec<Usual>,
    /// By each of their readings without tone.
    keys: HashMap<Reading, Vec<Usual>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let listed = |pairs: &mut dyn Iterator<Item = Pair>, most: usize| {
        let mut found: Vec<Usual> = pairs
            .filter(|&pair| !gbk::is_vacant(pair))
            .filter_map(|pair| {
                let c = gbk::char_of(pair)?;
                let cost = language::character_cost(c);
                Some(Usual { pair, c, cost })
            })
            .collect();
        found.sort_by(|a, b| a.cost.total_cmp(&b.cost).then(a.pair.cmp(&b.pair)));
        found.truncate(most);
        found
    };
    let bytes = || 0x40..=0xFE_u8;
    let leads = || 0x81..=0xFE_u8;
    let all_keys = listed(
        &mut leads()
            .flat_map(|lead| bytes().map(move |trail| [lead, trail]))
            .filter(|&pair| !character::key_readings(pair).is_empty()),
        usize::MAX,
    );
    let mut keys: HashMap<Reading, Vec<Usual>> = HashMap::new();
    for key in all_keys {
        let mut readings: Vec<Reading> = (character::key_readings(key.pair).iter())
            .map(|reading| reading.toneless())
            .collect();
        readings.sort_unstable();
        readings.dedup();
        for reading in readings {
            keys.entry(reading).or_default().push(key);
        }
    }
    let before_vacant = listed(
        &mut leads().flat_map(|lead| {
            bytes()
                .filter(|&trail| gbk::opens_vacant(trail))
                .map(move |trail| [lead, trail])
        }),
        usize::MAX,
    );
    let between_vacant = |first| {
        let behind = |usual: &&Usual| gbk::is_vacant([first, usual.pair[0]]);
        let fitting = before_vacant.iter().filter(behind);
        let most = if gbk::opens_vacant(first) { BETWEEN } else { 0 };
        fitting.take(most).copied().collect()
    };
    Lists {
        by_lead: (0..=0xFF_u8)
            .map(|lead| listed(&mut bytes().map(|trail| [lead, trail]), TRIED))
            .collect(),
        by_trail: (0..=0xFF_u8)
            .map(|trail| {
                let sides = [0x81..=0xA0, 0xA1..=0xFE_u8];
                sides.map(|mut leads| listed(&mut leads.by_ref().map(|lead| [lead, trail]), TRIED))
            })
            .collect(),
        by_lead_before_vacant: (0..=0xFF_u8)
            .map(|lead| {
                let opening = bytes().filter(|&trail| gbk::opens_vacant(trail));
                listed(&mut opening.map(|trail| [lead, trail]), TRIED)
            })
            .collect(),
        between_vacant: (0..=0xFF_u8).map(between_vacant).collect(),
        before_orphan: listed(
            &mut leads().flat_map(|lead| leads().map(move |trail| [lead, trail])),
            600,
        ),
        keys,
    }
});

/// The usual characters whose first byte is `lead`.
pub(super) fn with_lead(lead: u8) -> &'static [Usual] {
    LISTS
        .by_lead
        .get(usize::from(lead))
        .map_or(&[], Vec::as_slice)
}

/// The usual characters whose second byte is `trail`: those whose first byte is
/// under 0xA1, and the others.
pub(super) fn with_trail(trail: u8) -> &'static [Vec<Usual>; 2] {
    const NONE: &[Vec<Usual>; 2] = &[Vec::new(), Vec::new()];
    LISTS.by_trail.get(usize::from(trail)).unwrap_or(NONE)
}

/// The usual characters whose first byte is `lead` and whose second byte can
/// be the first of a vacant pair.
pub(super) fn with_lead_before_vacant(lead: u8) -> &'static [Usual] {
    LISTS
        .by_lead_before_vacant
        .get(usize::from(lead))
        .map_or(&[], Vec::as_slice)
}

/// The usual characters between two vacant pairs: the first of these begins with
/// the byte `first` and ends with that of the character, whose second byte can be
/// the first of the other.
pub(super) fn between_vacant(first: u8) -> &'static [Usual] {
    LISTS
        .between_vacant
        .get(usize::from(first))
        .map_or(&[], Vec::as_slice)
}

/// The usual characters whose second byte can be taken for a lead.
pub(super) fn before_orphan() -> &'static [Usual] {
    &LISTS.before_orphan
}

/// The keys that a page can show with this reading.
pub(super) fn keys_read(shown: Reading) -> impl Iterator<Item = &'static Usual> {
    LISTS
        .keys
        .get(&shown.toneless())
        .into_iter()
        .flatten()
        .filter(move |key| character::is_key_read(key.pair, shown))
}

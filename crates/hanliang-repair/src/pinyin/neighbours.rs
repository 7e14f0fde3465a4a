/// How often a page has two ideographs side by side: an open table whose size is
/// bounded by the length of the page.
#[derive(Clone, Debug)]
pub(super) struct Neighbours {
    /// The two characters, and how often.
    slots: Vec<(u32, u16)>,
    /// How many more pairs there is room for.
    room: usize,
}

/// Pairs beyond these are not counted: a page so long has told enough.
const MOST: usize = 1 << 20;
/// Slots that are looked at for one pair: more are taken only on a page made to
/// fall together, and there the pair is not counted.
const PROBES: usize = 64;

impl Neighbours {
    /// An empty table for a page of so many characters.
    pub(super) fn with_room_for(characters: usize) -> Self {
        let room = characters.clamp(32, MOST);
        Self {
            slots: vec![(0, 0); (room + room / 4).next_power_of_two()],
            room,
        }
    }

    /// Counts two neighbours.
    pub(super) fn see(&mut self, first: char, second: char) {
        let Some(key) = key(first, second) else {
            return;
        };
        let mask = self.slots.len() - 1;
        let mut at = place(key);
        for _ in 0..PROBES {
            match self.slots.get_mut(at & mask) {
                Some((known, count)) if *known == key => {
                    *count = count.saturating_add(1);
                    return;
                }
                Some(slot) if slot.0 == 0 => {
                    // A fifth of the slots stay empty.
                    if self.room > 0 {
                        self.room -= 1;
                        *slot = (key, 1);
                    }
                    return;
                }
                _ => at += 1,
            }
        }
    }

    /// How often `second` was seen behind `first`.
    pub(super) fn seen(&self, first: char, second: char) -> u16 {
        let Some(key) = key(first, second) else {
            return 0;
        };
        let mask = self.slots.len() - 1;
        (place(key)..)
            .take(PROBES)
            .map_while(|at| self.slots.get(at & mask))
            .find(|slot| slot.0 == 0 || slot.0 == key)
            .map_or(0, |slot| slot.1)
    }
}

/// Where a key belongs, before the size of the table is known.
fn place(key: u32) -> usize {
    let mixed = u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    usize::try_from(mixed).unwrap_or_default()
}

/// Two characters of the basic plane in one number, never 0.
fn key(first: char, second: char) -> Option<u32> {
    let first = u16::try_from(u32::from(first)).ok()?;
    let second = u16::try_from(u32::from(second)).ok()?;
    Some(u32::from(first) << 16 | u32::from(second))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_it_has_seen() {
        let mut neighbours = Neighbours::with_room_for(10);
        for _ in 0..3 {
            neighbours.see('發', '展');
        }
        neighbours.see('𠀀', '展');
        assert_eq!(neighbours.seen('發', '展'), 3);
        assert_eq!(neighbours.seen('展', '發'), 0);
        assert_eq!(neighbours.seen('𠀀', '展'), 0);
    }

    #[test]
    fn a_full_table_counts_no_more() {
        let mut neighbours = Neighbours::with_room_for(0);
        for second in '一'..'龥' {
            neighbours.see('一', second);
        }
        assert_eq!(neighbours.seen('一', '一'), 1);
        assert_eq!(neighbours.seen('一', '龤'), 0);
    }
}

//! Which tables were confused: the chain of wrong decodings under which a
//! text is likeliest.

use super::encoded::{Encoded, Right};
use super::path::{self, Step, Weights};
use super::stretch::TELLING;
use super::suspicion;
use super::table::Table;
use crate::lost::count_marks;
use crate::pinyin::cost_of;
use crate::record::Damage;

/// What a further layer must bring the cost down to, as a share.
const DEEPER: f32 = 0.8;
/// What each wrong decoding costs, as an assumption.
pub(super) const LAYER: f32 = 8.0;
/// How many wrong decodings, one upon the other, are undone.
pub(super) const LAYERS: usize = 3;

/// What it costs to go over from damaged text to sound text or back.
const CROSSING: f32 = 5.0;

/// Wrong decodings in the order in which they are undone. What comes out of
/// all but the last need not be likely text.
pub(super) type Chain = Vec<(Mistake, Weights)>;

/// A wrong table and the right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) wrong: Table,
    pub(super) right: Right,
    pub(super) damage: Damage,
}

impl Mistake {
    /// UTF-8 read with this table.
    pub(super) const fn utf8_as(wrong: Table) -> Self {
        let damage = match wrong {
            Table::Gbk => Damage::MojibakeUtf8AsGbk,
            Table::Latin1 => Damage::MojibakeUtf8AsLatin1,
            Table::Big5 => Damage::MojibakeUtf8AsBig5,
        };
        Self {
            wrong,
            right: Right::Utf8,
            damage,
        }
    }

    /// Whether both tables show most bytes as ideographs.
    pub(super) fn is_between_ideographs(self) -> bool {
        self.wrong != Table::Latin1 && self.right != Right::Utf8
    }

    /// Whether pairs of bytes were read as letters of Latin-1.
    pub(super) fn is_pairs_as_latin1(self) -> bool {
        self.wrong == Table::Latin1 && self.right != Right::Utf8
    }

    /// Whether it takes the very bytes that the mistake before gave, so that
    /// one mistake says what both do. The half character at the end of a sample
    /// would make the two look likelier.
    fn reads_again(self, before: Self) -> bool {
        matches!(
            (before.right, self.wrong),
            (Right::Gbk, Table::Gbk) | (Right::Big5, Table::Big5)
        )
    }

    /// Whether it can have come before the one that was undone first: nobody
    /// takes ideographs for others twice, and of what shows no shape of UTF-8
    /// nothing says that it was that.
    fn can_be_below(self, above: Above) -> bool {
        let mistake = above.mistake;
        let is_again = self.is_between_ideographs() && mistake.is_between_ideographs();
        let is_told = mistake.right != Right::Utf8 || above.evidence >= TELLING;
        is_told && !is_again && !self.reads_again(mistake)
    }
}

/// The mistake that was undone before, above another.
#[derive(Clone, Copy, Debug)]
struct Above {
    mistake: Mistake,
    /// What the shape of UTF-8 said for it, in bits.
    evidence: i32,
    /// Whether most marks in what it gave are characters it lost.
    loses: bool,
}

pub(super) const UTF8_AS_LATIN1: Mistake = Mistake::utf8_as(Table::Latin1);

/// Pairs that were read with the other table of pairs.
pub(super) const BETWEEN_IDEOGRAPHS: [Mistake; 2] = [
    Mistake {
        wrong: Table::Big5,
        right: Right::Gbk,
        damage: Damage::MojibakeGbkAsBig5,
    },
    Mistake {
        wrong: Table::Gbk,
        right: Right::Big5,
        damage: Damage::MojibakeBig5AsGbk,
    },
];

const MISTAKES: [Mistake; 7] = [
    Mistake::utf8_as(Table::Gbk),
    UTF8_AS_LATIN1,
    Mistake::utf8_as(Table::Big5),
    Mistake {
        wrong: Table::Latin1,
        right: Right::Gbk,
        damage: Damage::MojibakeGbkAsLatin1,
    },
    Mistake {
        wrong: Table::Latin1,
        right: Right::Big5,
        damage: Damage::MojibakeBig5AsLatin1,
    },
    BETWEEN_IDEOGRAPHS[0],
    BETWEEN_IDEOGRAPHS[1],
];

/// The chain of at most so many wrong decodings under which a text is
/// likeliest, and what the text costs under it. Empty if it is the text as it
/// stands.
pub(super) fn likeliest(text: &str, layers: usize) -> (f32, Chain) {
    likeliest_behind(None, text, layers)
}

/// The same for what the mistake above gave.
fn likeliest_behind(above: Option<Above>, text: &str, layers: usize) -> (f32, Chain) {
    let as_it_is = cost_of(text);
    let mut best = (as_it_is, Chain::new());
    if layers == 0 || !suspicion::is_suspect(text) {
        return best;
    }
    // A further layer is an assumption, which must explain much.
    let most = if layers == LAYERS {
        as_it_is
    } else {
        as_it_is * DEEPER
    };
    for mistake in MISTAKES {
        let makes_sense = above.is_none_or(|above| mistake.can_be_below(above));
        if !makes_sense || !can_have_shown(mistake.wrong, text) {
            continue;
        }
        for weights in [Weights::ByCharacter, Weights::Flat, Weights::Throughout] {
            let makes_sense = match weights {
                Weights::ByCharacter => true,
                // For results that are to be read again.
                Weights::Flat => layers > 1 && mistake.right == Right::Utf8,
                Weights::Throughout => mistake.is_between_ideographs(),
            };
            if !makes_sense {
                continue;
            }
            let has_whole_marks = above.is_some_and(|above| above.loses);
            let Some(undone) = undo(text, mistake, weights, has_whole_marks) else {
                continue;
            };
            let crossed = CROSSING * approximate(undone.crossings);
            let (cost, deeper) = if is_whole(text, &undone.written) {
                let above = Above {
                    mistake,
                    evidence: undone.evidence[1],
                    loses: undone.loses,
                };
                likeliest_behind(Some(above), &undone.written, layers - 1)
            } else {
                (cost_of(&undone.written), Chain::new())
            };
            let useless = weights == Weights::Flat && deeper.is_empty();
            let cost = cost + crossed;
            if !useless && cost + LAYER < best.0 && cost < most {
                let mut chain = vec![(mistake, weights)];
                chain.extend(deeper);
                best = (cost + LAYER, chain);
            }
        }
    }
    best
}

/// Whether a table can have shown what is odd about a text.
fn can_have_shown(table: Table, text: &str) -> bool {
    let mut odd = text.chars().filter(|&c| suspicion::is_odd(c));
    let shown = odd.clone().filter(|&c| table.encode(c).is_some());
    let shown = shown.take(suspicion::STREAK).count();
    shown == suspicion::STREAK || shown > 0 && odd.nth(shown).is_none()
}

/// Whether a reading has lost so little of a text that it may be read again.
fn is_whole(text: &str, written: &str) -> bool {
    let lost = count_marks(written).saturating_sub(count_marks(text));
    lost * 12 <= written.chars().count()
}

/// A text with one wrong decoding undone.
pub(super) struct Undone {
    pub(super) written: String,
    /// How often the path went over from one side to the other.
    crossings: usize,
    /// Whether the characters it lost are more than the marks it found.
    pub(super) loses: bool,
    /// What the shape of UTF-8 says for it, in bits, if it is the last layer and
    /// if it is not.
    pub(super) evidence: [i32; 2],
}

/// The text with one wrong decoding undone, if that changes it. The marks in it
/// may be known to be whole characters.
pub(super) fn undo(
    text: &str,
    mistake: Mistake,
    weights: Weights,
    has_whole_marks: bool,
) -> Option<Undone> {
    let encoded = Encoded::new(text, mistake.wrong, has_whole_marks);
    let steps = path::cheapest(&encoded, mistake.right, weights);
    if steps.iter().all(|step| step.written.is_none()) {
        return None;
    }
    let mut written = String::with_capacity(text.len());
    for step in &steps {
        match step.written {
            Some(c) => written.push(c),
            None => {
                let (from, to) = (encoded.offset(step.from)?, encoded.offset(step.to)?);
                written.push_str(text.get(from..to)?);
            }
        }
    }
    let runs = steps.chunk_by(|a, b| a.written.is_some() == b.written.is_some());
    Some(Undone {
        written,
        crossings: runs.count() - 1,
        loses: loses(&encoded, &steps),
        evidence: [true, false].map(|is_last| path::evidence(&steps, mistake.wrong, is_last)),
    })
}

/// Where characters end under a chain: the offsets in the text at which each
/// layer is between two characters.
pub(super) fn ends(text: &str, chain: &[(Mistake, Weights)]) -> Vec<usize> {
    let Some(((mistake, weights), deeper)) = chain.split_first() else {
        return text.char_indices().map(|(at, _)| at).collect();
    };
    let encoded = Encoded::new(text, mistake.wrong, false);
    let mut written = String::with_capacity(text.len());
    // In what is written, and in the text.
    let mut between: Vec<(usize, usize)> = Vec::new();
    for step in path::cheapest(&encoded, mistake.right, *weights) {
        let standing = encoded.offset(step.from).zip(encoded.offset(step.to));
        match step.written {
            Some(c) => written.push(c),
            None => written.push_str(
                standing
                    .and_then(|(from, to)| text.get(from..to))
                    .unwrap_or_default(),
            ),
        }
        if let Some(end) = encoded.offset(step.to) {
            between.push((written.len(), end));
        }
    }
    let mut deeper = ends(&written, deeper).into_iter().peekable();
    between.retain(|&(end, _)| {
        while deeper.next_if(|&other| other < end).is_some() {}
        deeper.peek() == Some(&end)
    });
    between.into_iter().map(|(_, end)| end).collect()
}

/// Whether most marks that a path gives are characters it lost.
pub(super) fn loses(encoded: &Encoded, steps: &[Step]) -> bool {
    let (mut lost, mut read) = (0_usize, 0_usize);
    for step in steps.iter().filter(|step| step.written == Some('\u{FFFD}')) {
        if encoded.spells_mark(step.from, step.to) {
            read += 1;
        } else {
            lost += 1;
        }
    }
    lost > read
}

pub(super) fn approximate(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::from(u16::MAX), f32::from)
}

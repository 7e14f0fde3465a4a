//! How much likelier it is that bytes were read with a table of pairs, which was
//! the wrong one, than that a text stands as it was written.
//!
//! Where both tables show ideographs, nothing but words tells them apart, and a
//! short line has few. So both sides are weighed as what they would be: the one
//! as text, by its words and pairs of characters, the other as text or as a list
//! of rare characters and names, whichever is likelier. Were any of the costs
//! too high there, lists would be taken for damage.

use std::sync::LazyLock;

use super::chain::Mistake;
use super::table::Bytes;
use crate::pinyin::{Reader, cost_of, cost_with};
use crate::plausibility;

/// What an ideograph costs among rare ones, in nats: one of 22 thousand.
const LISTED: f32 = 10.0;
/// The same of what is neither an ideograph nor ASCII.
const SIGN: f32 = 9.0;
/// What one of a hundred kana costs in Japanese, which has them between
/// ideographs, and what any character costs there that its standard lacks.
const KANA: f32 = 5.0;
const NOT_JAPANESE: f32 = 16.0;
/// What one of the last characters costs once more: of 旮旮旯旯 two are new.
const AGAIN: f32 = 2.0;
const LAST: usize = 4;
/// At most one character in so many is rare in a line that is sound.
const SELDOM: usize = 3;
/// The most that pairs of characters may save beyond words.
const PAIRED: f32 = 2.0;

/// How much likelier it is that `written` was shown as `shown` than that
/// `shown` was written, in nats, all lines being damaged as often as not.
pub(super) fn odds(shown: &str, written: &str) -> f32 {
    let ascii = |text: &str| -> Vec<u8> { text.bytes().filter(u8::is_ascii).collect() };
    // ASCII says nothing, but where it was the second byte of a pair.
    let is_same = ascii(shown) == ascii(written);
    let parts = |text| str::split(text, move |c: char| is_same && c.is_ascii());
    let stands: f32 = parts(shown).map(as_it_stands).sum();
    stands - parts(written).map(as_text).sum::<f32>()
}

/// The odds that a line as a whole is pairs that were read with another table;
/// `None` if some of it cannot be that.
pub(super) fn of_line(line: &str, mistake: Mistake) -> Option<f32> {
    let mut written = String::with_capacity(line.len());
    let (mut all, mut rare) = (0, 0);
    for c in line.chars() {
        let read = match mistake.wrong.encode(c)? {
            Bytes::One(_) if c.is_ascii() => c,
            Bytes::One(_) => return None,
            Bytes::Two(lead, trail) => mistake.right.pair(lead, trail)?,
        };
        all += usize::from(!c.is_ascii());
        rare += usize::from(plausibility::is_rare(read));
        written.push(read);
    }
    (rare * SELDOM <= all).then(|| odds(line, &written))
}

/// What a text costs by its words and the pairs of its characters.
fn as_text(text: &str) -> f32 {
    let mut reader = Reader::default();
    text.chars().for_each(|c| reader.read(c));
    let by_words = cost_of(text);
    // What comes again on one side does so on the other.
    let again = by_words - cost_at_most(text, |_| f32::INFINITY);
    reader.cost().max(by_words - PAIRED) - again
}

/// What a text costs at most, whatever it is.
fn as_it_stands(text: &str) -> f32 {
    let chinese = cost_at_most(text, |c| if is_ideograph(c) { LISTED } else { SIGN });
    if !text.contains(is_kana) {
        return chinese;
    }
    let japanese = cost_at_most(text, |c| match c {
        _ if is_kana(c) => KANA,
        _ if is_ideograph(c) && JAPANESE.binary_search(&c).is_ok() => LISTED,
        _ => NOT_JAPANESE,
    });
    chinese.min(japanese)
}

fn cost_at_most(text: &str, most: impl Fn(char) -> f32) -> f32 {
    let mut last = ['\n'; LAST];
    cost_with(text, |c| {
        let is_again = last.contains(&c);
        last.rotate_right(1);
        last[0] = c;
        if is_again { AGAIN } else { most(c) }
    })
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}')
}

/// The ideographs of JIS X 0208, in order.
static JAPANESE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let rows = (0xB0..=0xF4).flat_map(|row| (0xA1..=0xFE_u8).flat_map(move |cell| [row, cell]));
    let bytes: Vec<u8> = rows.collect();
    let text = encoding_rs::EUC_JP.decode_without_bom_handling(&bytes).0;
    let mut all: Vec<char> = text.chars().filter(|&c| is_ideograph(c)).collect();
    all.sort_unstable();
    all
});

use std::sync::LazyLock;

use super::character;
use super::gbk::{self, Pair};
use super::reading::Reading;

/// What a decoder puts where it cannot read a byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mark {
    /// `?`, as on all pages seen.
    #[default]
    Question,
    /// U+FFFD.
    Replacement,
    /// Nothing: a later crawler took the mark away.
    Nothing,
}

/// What becomes of pairs that the decoder has no character for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Vacant {
    /// A private-use character, so that nothing is lost.
    #[default]
    Private,
    /// Nothing.
    Dropped,
}

/// The damage itself, to make test pages with: a site's filter that splices
/// readings behind traditional characters, and the decoding after it.
///
/// The filter works on the bytes of GBK. For each key of its list, in order,
/// it puts the reading in parentheses behind every occurrence of the key's two
/// bytes, also where they are the end of one character and the start of the
/// next. Some sites then decode in pieces that begin at certain punctuation.
///
/// ```
/// use hanliang_repair::pinyin::Splicer;
///
/// let site = Splicer::new("發業報請簡".chars());
/// assert_eq!(site.splice("事業發展,發展事業。"), "事業(yè)發(fā)展,發(fā)展事業(yè)。");
/// assert_eq!(site.splice("日報"), "日?qǐng)?bào)");
/// assert_eq!(site.splice("涉惡問題"), "涉惡?jiǎn)栴}");
///
/// let cut = Splicer::new("".chars()).cut_at("；".chars()).normalised();
/// assert_eq!(cut.splice("。基層黨組織"), "?;鶎狱h組織");
/// ```
#[derive(Clone, Debug)]
pub struct Splicer {
    /// By pair: the place of the key in the list, and what is put behind it.
    insertions: Vec<Option<(usize, Vec<u8>)>>,
    cuts: Vec<Pair>,
    mark: Mark,
    vacant: Vacant,
    normalised: bool,
}

/// Every character that sites have as a key: GBK has it, GB2312 lacks it, and
/// it has a simplified form. In the order of GBK.
static KEYS: LazyLock<Vec<char>> = LazyLock::new(|| {
    (0x81..=0xFE)
        .flat_map(|lead| (0x40..=0xFE).map(move |trail| [lead, trail]))
        .filter(|&pair| !character::key_readings(pair).is_empty())
        .filter_map(gbk::char_of)
        .collect()
});

impl Splicer {
    /// A filter with these keys, in the order of its list. Characters that are
    /// no key are left out.
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = char>) -> Self {
        let mut insertions = vec![None; 0x1_0000];
        for (rank, key) in keys.into_iter().enumerate() {
            let Some(pair) = gbk::pair_of(key) else {
                continue;
            };
            let Some(reading) = character::key_readings(pair).first() else {
                continue;
            };
            if let Some(slot) = insertions.get_mut(number(pair)) {
                slot.get_or_insert_with(|| (rank, insertion(*reading)));
            }
        }
        Self {
            insertions,
            cuts: Vec::new(),
            mark: Mark::default(),
            vacant: Vacant::default(),
            normalised: false,
        }
    }

    /// Every character that can be a key, about 2 700.
    pub fn all_keys() -> impl Iterator<Item = char> {
        KEYS.iter().copied()
    }

    /// Decoding begins anew before these characters.
    #[must_use]
    pub fn cut_at(mut self, punctuation: impl IntoIterator<Item = char>) -> Self {
        self.cuts = punctuation.into_iter().filter_map(gbk::pair_of).collect();
        self
    }

    /// What stands for a byte that cannot be read.
    #[must_use]
    pub fn mark(mut self, mark: Mark) -> Self {
        self.mark = mark;
        self
    }

    /// What becomes of pairs without a character.
    #[must_use]
    pub fn vacant(mut self, vacant: Vacant) -> Self {
        self.vacant = vacant;
        self
    }

    /// Readings have no tone marks.
    #[must_use]
    pub fn without_tones(mut self) -> Self {
        for (_, insertion) in self.insertions.iter_mut().flatten() {
            let (shown, _) = encoding_rs::GBK.decode_without_bom_handling(insertion);
            *insertion = shown.chars().map(toneless).collect::<String>().into_bytes();
        }
        self
    }

    /// A blank stands before the closing parenthesis.
    #[must_use]
    pub fn with_blank(mut self) -> Self {
        for (_, insertion) in self.insertions.iter_mut().flatten() {
            insertion.insert(insertion.len().saturating_sub(1), b' ');
        }
        self
    }

    /// Full-width ASCII becomes ASCII after decoding.
    #[must_use]
    pub fn normalised(mut self) -> Self {
        self.normalised = true;
        self
    }

    /// The page as the site sends it and a crawler stores it. Characters that
    /// GBK lacks become `?`. Linear in the length of the text.
    #[must_use]
    pub fn splice(&self, text: &str) -> String {
        self.decode(&self.annotate(&encode(text)))
    }

    /// Each key's bytes with its reading behind them.
    fn annotate(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() * 2);
        // The rank of the key that ends at the byte before, if it was given
        // its reading.
        let mut fired: Option<usize> = None;
        for (at, &byte) in bytes.iter().enumerate() {
            out.push(byte);
            let key = at
                .checked_sub(1)
                .and_then(|before| bytes.get(before))
                .and_then(|&lead| self.insertions.get(number([lead, byte])))
                .and_then(Option::as_ref);
            fired = match (key, fired) {
                // The reading of an earlier key stands between the two bytes.
                (Some((rank, _)), Some(before)) if before <= *rank => None,
                (Some((rank, insertion)), _) => {
                    out.extend_from_slice(insertion);
                    Some(*rank)
                }
                (None, _) => None,
            };
        }
        out
    }

    fn decode(&self, bytes: &[u8]) -> String {
        let mut out = String::with_capacity(bytes.len() * 2);
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            if !gbk::is_lead(lead) {
                match lead {
                    0x80 => out.push('€'),
                    0xFF => self.push_mark(&mut out),
                    ascii => out.push(char::from(ascii)),
                }
                at += 1;
                continue;
            }
            let trail = bytes
                .get(at + 1)
                .copied()
                .filter(|_| !self.is_cut(bytes, at + 1));
            let Some(trail) = trail else {
                self.push_mark(&mut out);
                at += 1;
                continue;
            };
            at += 2;
            let pair = [lead, trail];
            match gbk::char_of(pair) {
                _ if !gbk::is_trail(trail) => self.push_mark(&mut out),
                Some(_) if gbk::is_vacant(pair) && self.vacant == Vacant::Dropped => {}
                Some(c) => out.push(self.normal(c)),
                None => {}
            }
        }
        out
    }

    fn is_cut(&self, bytes: &[u8], at: usize) -> bool {
        bytes
            .get(at..at + 2)
            .is_some_and(|pair| self.cuts.iter().any(|cut| cut == pair))
    }

    fn push_mark(&self, out: &mut String) {
        match self.mark {
            Mark::Question => out.push('?'),
            Mark::Replacement => out.push('\u{FFFD}'),
            Mark::Nothing => {}
        }
    }

    fn normal(&self, c: char) -> char {
        if self.normalised {
            gbk::half_width(c).unwrap_or(c)
        } else {
            c
        }
    }
}

fn number([lead, trail]: Pair) -> usize {
    usize::from(lead) << 8 | usize::from(trail)
}

fn insertion(reading: Reading) -> Vec<u8> {
    encode(&format!("({reading})"))
}

fn toneless(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ü' => 'v',
        other => other,
    }
}

/// GBK, with `?` for what it lacks.
fn encode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match (gbk::pair_of(c), u8::try_from(u32::from(c))) {
            (Some(pair), _) => bytes.extend_from_slice(&pair),
            (None, Ok(byte @ 0..=0x7F)) => bytes.push(byte),
            _ => bytes.push(b'?'),
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_list_decides_between_overlapping_keys() {
        // 日報 is C8D5 88F3; D588 is 請.
        assert_eq!(Splicer::new("報請".chars()).splice("日報"), "日?qǐng)?bào)");
        assert_eq!(Splicer::new("請報".chars()).splice("日報"), "日?qǐng)?");
    }

    #[test]
    fn varieties() {
        let keys = || "發轉".chars();
        let site = Splicer::new(keys()).without_tones().with_blank();
        assert_eq!(site.splice("發展"), "發(fa )展");
        let site = Splicer::new(keys()).cut_at("！".chars()).normalised();
        assert_eq!(site.splice("轉化。”"), "轉(zhuǎn)化?!?");
        let site = site.mark(Mark::Replacement);
        assert_eq!(site.splice("轉化。”"), "轉(zhuǎn)化\u{FFFD}!\u{FFFD}");
    }

    #[test]
    fn words_seen_on_real_pages() {
        for (clean, keys, cuts, damaged) in [
            ("推動東北", "訓", "", "推動?xùn)|北"),
            ("駕駛人員", "側", "", "駕駛?cè)藛T"),
            (
                "重點專科建設項目",
                "點設項",
                "？",
                "重點(diǎn)??平ㄔO(shè)項(xiàng)目",
            ),
            ("測量儀器", "測績", "", "測(cè)量?jī)x器"),
            ("因為只有經過", "驗經", "", "因?yàn)橹挥薪?jīng)過"),
            ("因為針刺試驗", "驗", "", "因?yàn)獒槾淘囼?yàn)"),
            ("或層狀疊放", "驅", "", "或?qū)訝畀B放"),
            ("能夠學會", "驅", "", "能夠?qū)W會"),
            ("物LDO", "風", "", "物L(fēng)DO"),
        ] {
            let site = Splicer::new(keys.chars()).cut_at(cuts.chars()).normalised();
            assert_eq!(site.splice(clean), damaged, "{clean}");
        }
    }
}

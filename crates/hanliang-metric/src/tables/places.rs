//! Names of places and the words that stand for one: 大庆市, 全市, 该县.

use std::sync::LazyLock;

use super::lexicon::{Lexicon, field, lines};

const TABLE: &str = include_str!("../../data/places.tsv");

/// What a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// A name, with the name in full.
    Name(&'static str),
    /// 全市, 该县: stands for a name that ends alike.
    Whole,
    /// The end of a name that no table has: 镇, 村, 公司.
    End(Ends),
    /// A word that only looks like one: 市民, 健全.
    Word,
}

/// What kind of name an end belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// 镇, 乡, 村: below a county.
    Village,
    /// 公司, 医院, 大学: a body.
    Body,
}

/// What stands for a place by itself.
const WHOLES: [&str; 42] = [
    "全国", "全省", "全市", "全县", "全区", "全州", "全盟", "全旗", "全镇", "全乡", "全村", "全球",
    "全校", "全院", "全厂", "全港", "全台", "全岛", "我国", "我省", "我市", "我县", "我区", "我州",
    "我盟", "我旗", "我镇", "我乡", "我村", "我校", "该国", "该省", "该市", "该县", "该区", "该州",
    "该旗", "该镇", "该乡", "该村", "本市", "本县",
];
/// Ends of names below a county.
const VILLAGES: [&str; 6] = ["镇", "乡", "村", "街道", "社区", "嘎查"];
/// Ends of names of bodies.
const BODIES: [&str; 12] = [
    "公司",
    "集团",
    "银行",
    "股份",
    "控股",
    "酒业",
    "药业",
    "医院",
    "大学",
    "合作社",
    "研究院",
    "研究所",
];
/// Words in which the above are something else.
const WORDS: [&str; 54] = [
    "健全",
    "安全",
    "完全",
    "齐全",
    "保全",
    "成全",
    "全国人大",
    "全国人民代表",
    "全国政协",
    "全国劳动模范",
    "全国劳模",
    "全国先进",
    "全国优秀",
    "全国文明",
    "全市场",
    "全县城",
    "全区域",
    "全省级",
    "全村民",
    "全校园",
    "全院士",
    "全球化",
    "全乡村",
    "全台阶",
    "该区域",
    "该市场",
    "本市场",
    "乡镇",
    "乡村",
    "村镇",
    "村民",
    "村级",
    "村庄",
    "村屯",
    "乡级",
    "镇级",
    "乡亲",
    "城镇",
    "农村",
    "行政村",
    "贫困村",
    "自然村",
    "镇痛",
    "镇静",
    "镇江",
    "老乡",
    "蒙古包",
    "蒙古族",
    "中国共产党",
    "中国特色",
    "中国式",
    "中国梦",
    "真金白银",
    "河南岸",
];

static PLACES: LazyLock<Lexicon<Known>> = LazyLock::new(|| {
    let names = lines(TABLE).filter_map(|line| {
        let (name, rest) = field(line)?;
        let (_, full) = field(rest)?;
        Some((name, Known::Name(full)))
    });
    let all = |words: &'static [&'static str], known| words.iter().map(move |word| (*word, known));
    Lexicon::new(
        names
            .chain(all(&WORDS, Known::Word))
            .chain(all(&WHOLES, Known::Whole))
            .chain(all(&VILLAGES, Known::End(Ends::Village)))
            .chain(all(&BODIES, Known::End(Ends::Body))),
    )
});

/// The whole table.
pub(super) fn places() -> &'static Lexicon<Known> {
    &PLACES
}

/// The longest name of a place, or word that stands for one, that `text`
/// begins with, with its length in bytes.
pub(crate) fn place_at(text: &str) -> Option<(usize, Known)> {
    PLACES.longest(text).map(|(length, known)| (length, *known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_unique_and_well_formed() {
        let mut last = "";
        for line in lines(TABLE) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, rank, full] = fields[..] else {
                panic!("a row has three fields: {line:?}");
            };
            assert!(last < name, "sorted: {name}");
            assert!(["country", "province", "prefecture", "county"].contains(&rank));
            assert!(full.starts_with(name), "{line}");
            last = name;
        }
    }

    #[test]
    fn the_longest_word_wins() {
        let text = "健全市场体系,全市城镇居民,江西赣州,浙江省宁波市";
        let mut past = 0;
        let found: Vec<&str> = text
            .char_indices()
            .filter_map(|(at, _)| {
                let rest = text.get(at..).filter(|_| at >= past)?;
                let (length, known) = place_at(rest)?;
                past = at + length;
                (known != Known::Word).then(|| rest.get(..length))?
            })
            .collect();
        assert_eq!(found, ["全市", "江西", "赣州", "浙江省", "宁波市"]);
    }
}

//! Names of places and the words that stand for one: 大庆市, 全市, 该县.

use std::sync::LazyLock;

use super::lexicon::{Lexicon, field, lines};

const TABLE: &str = include_str!("../../data/places.tsv");

/// What a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// A name, with the name in full.
    Name(&'static str),
    /// The name of a country.
    Country(&'static str),
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
    /// 公司, 银行: a body whose names end so.
    Firm,
    /// 企业, 部门, 医院: a body of a kind, by name or without.
    Office,
    /// 队, 航空: a body where the rest is no word.
    Team,
}

/// What stands for a place or body by itself.
const WHOLES: [&str; 61] = [
    "全国",
    "全省",
    "全市",
    "全县",
    "全区",
    "全州",
    "全盟",
    "全旗",
    "全镇",
    "全乡",
    "全村",
    "全球",
    "全校",
    "全院",
    "全厂",
    "全港",
    "全台",
    "全岛",
    "全队",
    "我国",
    "我省",
    "我市",
    "我县",
    "我区",
    "我州",
    "我盟",
    "我旗",
    "我镇",
    "我乡",
    "我村",
    "我校",
    "我院",
    "我港",
    "该国",
    "该省",
    "该市",
    "该县",
    "该区",
    "该州",
    "该旗",
    "该镇",
    "该乡",
    "该村",
    "该校",
    "该院",
    "该站",
    "该局",
    "该行",
    "该厂",
    "该店",
    "该公司",
    "该集团",
    "该企业",
    "本市",
    "本县",
    "本校",
    "本院",
    "本行",
    "本公司",
    "本集团",
    "本企业",
];
/// Ends of names below a county, and of works that have names like them.
const VILLAGES: [&str; 10] = [
    "镇",
    "乡",
    "村",
    "街道",
    "社区",
    "嘎查",
    "水库",
    "水电站",
    "水文站",
    "电站",
];
/// Ends of names of firms.
const FIRMS: [&str; 14] = [
    "公司",
    "集团",
    "银行",
    "股份",
    "控股",
    "酒业",
    "药业",
    "置业",
    "实业",
    "重工",
    "证券",
    "合作社",
    "分行",
    "支行",
];
/// Ends that common nouns have too.
const TEAMS: [&str; 6] = ["队", "航空", "科技", "足球场", "体育馆", "体育场"];
/// Ends of names of other bodies.
const OFFICES: [&str; 31] = [
    "企业",
    "经销商",
    "医院",
    "大学",
    "学院",
    "学校",
    "中学",
    "小学",
    "幼儿园",
    "研究院",
    "研究所",
    "中心",
    "法院",
    "检察院",
    "机关",
    "部门",
    "单位",
    "政府",
    "党支部",
    "财政",
    "协会",
    "联盟",
    "委员会",
    "车站",
    "机场",
    "景区",
    "商场",
    "博物馆",
    "图书馆",
    "俱乐部",
    "基金会",
];
/// Words in which the above are something else.
const WORDS: [&str; 68] = [
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
    "该区间",
    "该市民",
    "该村民",
    "该院士",
    "该站点",
    "该局面",
    "该局势",
    "该行业",
    "该行为",
    "该行政",
    "本行业",
    "本行政",
    "集中学",
    "中小学",
];

static PLACES: LazyLock<Lexicon<Known>> = LazyLock::new(|| {
    let names = lines(TABLE).filter_map(|line| {
        let (name, rest) = field(line)?;
        let (rank, full) = field(rest)?;
        let country = rank == "country";
        let known = if country { Known::Country } else { Known::Name };
        Some((name, known(full)))
    });
    let all = |words: &'static [&'static str], known| words.iter().map(move |word| (*word, known));
    Lexicon::new(
        names
            .chain(all(&WORDS, Known::Word))
            .chain(all(&WHOLES, Known::Whole))
            .chain(all(&VILLAGES, Known::End(Ends::Village)))
            .chain(all(&FIRMS, Known::End(Ends::Firm)))
            .chain(all(&TEAMS, Known::End(Ends::Team)))
            .chain(all(&OFFICES, Known::End(Ends::Office))),
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
            assert!(["country", "region", "province", "prefecture", "county"].contains(&rank));
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

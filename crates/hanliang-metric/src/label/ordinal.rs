//! Places in an order that no 第 announces: 十九届六中全会, 前三名, 二期工程,
//! 四级网格员. (Those with 第 come from the quantity crate.)

use hanliang_span::Span;

use crate::figure::Figure;
use crate::passage::Passage;
use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, is_han, words};

/// How far what an ordinal numbers is looked for, in characters.
pub(super) const REACH: usize = 8;

/// Marks between the groups of a long number, or before its fraction.
const MARKS: [char; 8] = [',', '，', ' ', '.', '．', '·', '・', '•'];

/// Words that a level belongs to when several levels are listed before it.
const LEVELS: &str = "省市县区乡镇村旗组户国街道社级盟州厂班校院司局处科总分委军师团";

/// The place in an order that a figure states.
pub(super) fn ordinal(place: &Place<'_>) -> Option<Span> {
    let figure = place.figure;
    if figure.relation_is_marked() || !figure.is_single() {
        return place.stretch();
    }
    place
        .among_first()
        .or_else(|| place.session())
        .or_else(|| place.meeting())
        .or_else(|| place.congress())
        .or_else(|| place.trial())
        .or_else(|| place.ranked())
        .or_else(|| place.phase())
        .or_else(|| place.second())
        .or_else(|| place.group())
        .or_else(|| place.padded())
        .or_else(|| place.number())
        .or_else(|| place.post())
        .or_else(|| place.floor())
}

/// A figure that may be a place in an order, a grade or the mark of an item, with
/// what stands beside it.
pub(super) struct Place<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) figure: &'a Figure,
    pub(super) before: &'a str,
    /// What follows the numeral.
    pub(super) after: &'a str,
    pub(super) numeral: &'a str,
    /// The numeral is written in Han characters.
    pub(super) han: bool,
}

impl<'a> Place<'a> {
    pub(super) fn new(passage: &'a Passage<'a>, figure: &'a Figure) -> Self {
        let numeral = passage.slice(figure.numeral());
        Self {
            passage,
            figure,
            before: passage.before(figure.span().start),
            after: passage.after(figure.numeral().end),
            numeral,
            han: numeral.chars().all(is_han),
        }
    }

    /// The figure with so much behind its numeral.
    pub(super) fn upto(&self, length: usize) -> Option<Span> {
        let (start, end) = (self.figure.span().start, self.figure.numeral().end);
        Some(Span::new(start, end + length))
    }

    fn is_below(&self, bound: u32) -> bool {
        self.figure.integer().is_some_and(|number| number < bound)
    }

    /// 前三名, 前10位, 头五名: a place, not a count, when 前 stands right before.
    fn among_first(&self) -> Option<Span> {
        let figure = self.figure;
        let rest = self.before.strip_suffix('前')?;
        let ends_word =
            rest.ends_with(['之', '目', '以', '年', '月', '天', '日', '会', '战', '期']);
        let placed = self.after.starts_with(['名', '位', '强', '十'])
            || !figure.has_unit() && self.is_below(101);
        (!ends_word && placed).then(|| {
            let end = figure.span().end.max(figure.numeral().end);
            Span::new(rest.len(), end)
        })
    }

    /// 位列二至十位: a stretch of places.
    fn stretch(&self) -> Option<Span> {
        let ranked = ["位列", "名列", "位居", "排名", "排在", "列"];
        let placed = !self.figure.is_single()
            && matches!(self.figure.unit(), "位" | "名")
            && ranked.iter().any(|word| self.before.ends_with(word));
        placed.then(|| self.figure.span())
    }

    /// 十九届六中全会, 五届二次全会; 连续两届 counts.
    fn session(&self) -> Option<Span> {
        let rest = self.after.strip_prefix('届')?;
        let mut near = rest.chars().take(6).take_while(|c| is_han(*c));
        let meeting = near.any(|c| matches!(c, '会' | '大' | '委' | '中' | '次'));
        let counted = self.before.ends_with("连续")
            || self.before.ends_with('每')
            || self.numeral == "一" && self.before.ends_with('的')
            || self.numeral.ends_with('两');
        if !meeting || counted {
            return None;
        }
        let near = self.passage.near(self.figure.numeral().end + "届".len(), 8);
        let end = near.find("全会").map_or(0, |at| at + "全会".len());
        self.upto("届".len() + end)
    }

    /// 十三届全国人大五次会议, 十六届四次理事会: by its turn within a term.
    fn meeting(&self) -> Option<Span> {
        let meeting = Wording::Session
            .length_at(self.after)
            .or_else(|| meeting_of_body(self.after))?;
        within_term(self.before).then(|| self.upto(meeting))?
    }

    /// 六中全会, 党的十八大, 十六大以来; 十大品牌 is a name, 四大工程 and 十二大类
    /// are counts.
    fn congress(&self) -> Option<Span> {
        if self.han && self.after.starts_with("中全会") {
            return self.upto("中全会".len());
        }
        let told = self.after.strip_prefix('大').is_some_and(|rest| {
            ["以来", "召开", "开幕", "闭幕"]
                .iter()
                .any(|word| rest.starts_with(word))
        });
        let party = self.before.ends_with("党的") || self.before.ends_with(['党', '共']) && told;
        let named = !self.is_below(11) || party;
        let counts = self.figure.unit().len() > "大".len();
        let turn = self.han && self.after.starts_with('大') && self.is_below(40);
        (turn && named && !counts).then(|| self.upto("大".len()))?
    }

    /// 一审, 二审: of a trial.
    fn trial(&self) -> Option<Span> {
        let rest = self.after.strip_prefix('审')?;
        let trial = matches!(self.numeral, "一" | "二")
            && !rest.starts_with(['核', '议', '批', '查', '计']);
        trial.then(|| self.upto("审".len()))?
    }

    /// 三年级, 二等奖, 5号线
    fn ranked(&self) -> Option<Span> {
        self.upto(Wording::Ranks.length_at(self.after)?)
    }

    /// 二期, 三期工程: so many would be 两期.
    fn phase(&self) -> Option<Span> {
        let rest = self.after.strip_prefix('期')?;
        let phase = self.numeral == "二" || self.han && Wording::Phased.begins(rest);
        phase.then(|| self.upto("期".len()))?
    }

    /// 二区, 二组: a part of a whole by its turn, as two would be 两.
    fn second(&self) -> Option<Span> {
        let part = self.after.chars().next()?;
        let part = matches!(part, '区' | '段' | '组' | '班' | '队' | '厂' | '院');
        (part && self.numeral == "二").then(|| self.upto("区".len()))?
    }

    /// 8组村民: which group they are of.
    fn group(&self) -> Option<Span> {
        let people = self.after.strip_prefix(['组', '队', '社'])?;
        let villagers = ["村民", "社员"]
            .iter()
            .find_map(|word| people.strip_prefix(word))?;
        let counted = self.before.ends_with(is_han) && !self.before.ends_with(['村', '社', '区']);
        let group = !counted && !villagers.starts_with("代表");
        group.then(|| self.upto("组".len()))?
    }

    /// 00003版, 012号: no count begins with a nought.
    fn padded(&self) -> Option<Span> {
        let digits = self.numeral.chars().all(super::digits::is_arabic);
        let padded = digits && self.numeral.starts_with(['0', '０']) && self.numeral.len() > 1;
        let grouped = self.before.ends_with(MARKS) && {
            let lead = self.before.trim_end_matches(MARKS);
            lead.ends_with(super::digits::is_arabic)
        };
        (padded && !grouped && self.figure.has_count_unit()).then(|| self.figure.span())
    }

    /// 1648号, but 300号人.
    fn number(&self) -> Option<Span> {
        let rest = self.after.strip_prefix('号')?;
        let people = self.figure.is_long() && rest.starts_with('人');
        (!people).then(|| self.upto("号".len()))?
    }

    /// 四级网格员 is of the fourth.
    fn post(&self) -> Option<Span> {
        let post = levelled(self.passage, self.figure)?;
        self.upto("级".len() + post.len()).filter(|_| is_post(post))
    }

    /// 三楼, 二层 as places: 楼 alone.
    fn floor(&self) -> Option<Span> {
        let counted = self.before.ends_with(['共', '有', '高']);
        let floor = self.after.starts_with('楼') && !counted;
        floor.then(|| self.upto("楼".len()))?
    }
}

/// How much of a text that begins with 次 names a meeting by the body that meets.
fn meeting_of_body(after: &str) -> Option<usize> {
    let body = after.strip_prefix('次')?;
    let mut near = body.char_indices().take(5).take_while(|(_, c)| is_han(*c));
    let (at, _) = near.find(|(_, c)| *c == '会')?;
    (at > 0).then_some("次".len() + at + "会".len())
}

/// Whether the clause names a term of office by its number: 九届政协.
fn within_term(before: &str) -> bool {
    let near = before.chars().rev().take(16);
    let mut near = near.take_while(|c| is_han(*c)).skip_while(|c| *c != '届');
    near.next().is_some()
        && near
            .next()
            .is_some_and(|c| super::digits::digit(c).is_some() || c == '十')
}

/// How much of the text behind an ordinal says what it numbers: its classifier
/// (第四届, 第三十九条), with the name of a congress (第五次党代会), or the word
/// that it stands before (第一书记).
pub(super) fn numbered(after: &str) -> usize {
    let mut characters = after.chars();
    let Some(first) = characters.next().filter(|c| is_han(*c)) else {
        return 0;
    };
    let classifier = first.len_utf8();
    let congress = characters.clone().next().filter(|c| is_han(*c));
    if let Some(body) = congress.filter(|_| matches!(first, '次' | '届'))
        && characters
            .as_str()
            .get(body.len_utf8()..)
            .is_some_and(|rest| rest.starts_with("代会"))
    {
        return classifier + body.len_utf8() + "代会".len();
    }
    // They begin no noun that an ordinal stands before: 第一条｜规定.
    if matches!(
        first,
        '次' | '届' | '条' | '款' | '号' | '批' | '轮' | '卷' | '册' | '页' | '天'
    ) {
        return classifier;
    }
    use Part::{Adjective, Localizer, Measure, Noun, Place, Time, VerbalNoun};
    let words = words(after);
    // 第六警｜分局: half a name.
    if let [name, body, ..] = words.as_slice()
        && name.span.len() == classifier
        && (name.part, body.part) == (Noun, Noun)
        && body
            .span
            .of(after)
            .is_some_and(|body| body.ends_with(['局', '队', '院', '校', '厂']))
    {
        return body.span.end;
    }
    match words.first() {
        Some(word) if word.span.len() == classifier => match word.part {
            Part::Possessive | Part::Particle | Part::Preposition | Part::Conjunction => 0,
            _ => classifier,
        },
        Some(word)
            if matches!(
                word.part,
                Adjective | Localizer | Measure | Noun | Place | Time | VerbalNoun
            ) =>
        {
            word.span.len()
        }
        _ => 0,
    }
}

/// What follows 三级 where it is a grade or a rank, three characters at most;
/// in 县、乡、村三级 levels are counted.
pub(super) fn levelled<'t>(passage: &'t Passage<'_>, figure: &Figure) -> Option<&'t str> {
    let before = passage.before(figure.span().start);
    let numeral = passage.slice(figure.numeral());
    let after = passage.after(figure.numeral().end).strip_prefix('级')?;
    let han = numeral.chars().all(is_han) && !numeral.ends_with('两');
    let previous = before.chars().next_back();
    let grades = list_of_grades(before).is_some();
    let listed = before.ends_with('、') && !grades || previous.is_some_and(|c| LEVELS.contains(c));
    let graded = before.ends_with("国家") || before.ends_with("国家级");
    let end = after
        .char_indices()
        .take(4)
        .take_while(|(at, c)| *at < 9 && is_han(*c))
        .last()
        .map_or(0, |(at, c)| at + c.len_utf8());
    // 一级抓一级 is a saying.
    let noun = after.get(..end).filter(|noun| !noun.contains('级'))?;
    (han && (!listed || graded)).then_some(noun)
}

/// Whether a noun is a post, held by rank: 网格员, 警长.
pub(super) fn is_post(noun: &str) -> bool {
    noun.ends_with(['员', '长', '师', '士', '监', '官'])
}

/// Whether a figure goes on with a row of ordinals: 第二、三位.
pub(crate) fn goes_on(passage: &Passage<'_>, previous: &Figure, figure: &Figure) -> bool {
    passage.slice(Span::new(
        previous.numeral().end.min(figure.numeral().start),
        figure.numeral().start,
    )) == "、"
        && passage.before(previous.numeral().start).ends_with('第')
        && figure.is_single()
}

/// Where a list of grades begins that ends before a text's end: 二、|三级.
pub(super) fn list_of_grades(before: &str) -> Option<usize> {
    let grade = |c: char| super::digits::digit(c).is_some() && is_han(c);
    let first = before.strip_suffix('、')?;
    let lead = first.strip_suffix(grade)?;
    lead.ends_with(|c: char| !grade(c))
        .then_some(lead.len())
        .or(lead.is_empty().then_some(0))
}

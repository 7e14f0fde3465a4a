//! What a number-name stands for, where the text says it: 选、训、管、用、备
//! of “五位一体”.
//!
//! The number in the name and the count of the members listed beside it must
//! agree; nothing else is taken.

use std::collections::BTreeMap;

use hanliang_span::Span;

use super::Found;
use super::list::{
    LONGEST, clause_before, join_results, settle, split_list, split_marks, trim_first,
};
use super::name::Name;
use super::refrain::{countdown, repeated_noun, repeated_verbs};
use crate::passage::Passage;
use crate::record::{Label, LabelClass};
use crate::tables::classes::Class;
use crate::tables::wording::Wording;
use crate::tables::words::{Part, words};

/// How far a list may lie from its name, in characters.
const REACH: usize = 160;

/// The members of a name, in the order of the text; none if the block does
/// not list them.
pub(crate) fn members_of(passage: &Passage<'_>, found: &Found) -> Vec<Span> {
    if !matches!(found.class, LabelClass::Slogan | LabelClass::Idiom) {
        return Vec::new();
    }
    let name = Name::read(passage, found.span);
    if let Some(digits) = &name.digits {
        return countdown(passage, &name, digits);
    }
    let Some(count) = name.count else {
        return repeated_verbs(passage, &name);
    };
    list_before(passage, &name, count)
        .or_else(|| quotations_before(passage, &name, count))
        .or_else(|| numbered_after(passage, &name, count))
        .or_else(|| list_after(passage, &name, count))
        .or_else(|| list_within_quotation(passage, &name, count))
        .or_else(|| repeated_noun(passage, &name, count))
        .unwrap_or_default()
}

/// A name that was expanded once stands for the same wherever it is used.
pub(crate) fn share_members(text: &str, labels: &mut [Label]) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, label) in labels.iter().enumerate() {
        if !label.members.is_empty()
            && let Some(name) = label.span.of(text)
        {
            known.entry(name).or_insert(at);
        }
    }
    for at in 0..labels.len() {
        let Some(label) = labels.get(at) else {
            continue;
        };
        if label.class != LabelClass::Slogan || !label.members.is_empty() {
            continue;
        }
        let from = label.span.of(text).and_then(|name| known.get(name));
        if let Some(members) = from
            .and_then(|from| labels.get(*from))
            .map(|label| label.members.clone())
            && let Some(label) = labels.get_mut(at)
        {
            label.members = members;
        }
    }
}

/// What may stand between a list and the name it expands.
fn links(gap: &str) -> bool {
    let gap = gap.trim_matches(['”', '」', '"', ' ']);
    gap.is_empty()
        || gap == "的"
        || gap == "等"
        || gap.ends_with("内容的")
        || gap.ends_with("等")
        || Wording::Calls.within(gap)
}

/// 选、训、管、用、备“五位一体”; 以A、B、C为主要内容的“三…”.
fn list_before(passage: &Passage<'_>, name: &Name<'_>, count: usize) -> Option<Vec<Span>> {
    let clause = clause_before(passage, name.outside.start);
    let text = passage.slice(clause);
    // A、B和“三…”: the name is one of the list.
    if text.ends_with(['、', '和', '与', '及']) {
        return None;
    }
    // 以A、B、C为主要内容的: the list stands between the two words.
    let trimmed = text.trim_end_matches(['的', '等']);
    let (body, framed) = match trimmed
        .strip_suffix("内容")
        .and_then(|rest| rest.rfind('为').and_then(|at| rest.get(..at)))
    {
        Some(body) => (body, true),
        None => (trimmed, false),
    };
    if !body.contains('、') && !body.contains(['和', '与', '及']) {
        return None;
    }
    let from = if framed {
        body.rfind('以').map_or(0, |at| at + "以".len())
    } else {
        0
    };
    let stretch = Span::new(clause.start + from, clause.start + body.len());
    let members = split_list(passage, stretch);
    if count == 2 && members.len() != 2 {
        return two_heads(passage, stretch, name);
    }
    // Two things in a row before a name are rarely its members.
    let last = members.last()?;
    let lengths: Vec<usize> = members
        .iter()
        .skip(1)
        .map(|member| passage.slice(*member).chars().count())
        .collect();
    let parallel = lengths.windows(2).all(|pair| pair.first() == pair.last());
    let verbal = words(passage.slice(*last))
        .last()
        .is_some_and(|word| word.part == Part::Verb);
    if count < 3 || (verbal && !parallel) {
        return None;
    }
    settle(passage, members, count)
}

/// A、B的建议权和C的建议权“两项话语权”: two members that end as the name does.
fn two_heads(passage: &Passage<'_>, stretch: Span, name: &Name<'_>) -> Option<Vec<Span>> {
    let text = passage.slice(stretch);
    let at = text.rfind(['和', '与', '及'])?;
    let length = text.get(at..)?.chars().next()?.len_utf8();
    let (one, other) = (text.get(..at)?, text.get(at + length..)?);
    let head = name.noun.chars().next_back()?;
    (one.ends_with(head) && other.ends_with(head)).then(|| {
        let members = vec![
            Span::new(stretch.start, stretch.start + at),
            Span::new(stretch.start + at + length, stretch.end),
        ];
        trim_first(passage, members)
    })
}

/// “A”“B”及“C”共同形成“三个…”: quoted members before the name.
fn quotations_before(passage: &Passage<'_>, name: &Name<'_>, count: usize) -> Option<Vec<Span>> {
    let sentence = passage.sentence_over(name.outside.start)?;
    let upto = passage
        .quotes
        .partition_point(|quote| quote.inside.start < name.outside.start);
    let members: Vec<Span> = passage
        .quotes
        .get(..upto)?
        .iter()
        .rev()
        .take(count + 1)
        .filter(|quote| quote.inside.start >= sentence.start && !quote.title)
        .map(|quote| quote.inside)
        .collect();
    let last = members.first()?;
    let gap = passage.slice(Span::new(
        last.end.min(name.outside.start),
        name.outside.start,
    ));
    (members.len() == count && gap.chars().count() <= 40 && links(gap)).then(|| {
        let mut members = members;
        members.reverse();
        members
    })
}

/// “三…”,即A、B、C; “三…”：A，B，C; “三…”(A;B;C).
fn list_after(passage: &Passage<'_>, name: &Name<'_>, count: usize) -> Option<Vec<Span>> {
    let (stretch, word) = stretch_after(passage, name)?;
    // By the widest marks first: ；, then ， and 、, then 、 of the first clause.
    let text = passage.slice(stretch);
    if text.contains(['；', ';']) {
        let members = split_marks(passage, stretch, &['；', ';']);
        if members.len() == count {
            return Some(members);
        }
    }
    let first = text
        .find(['，', ',', '；', ';'])
        .map_or(stretch.end, |at| stretch.start + at);
    let clause = Span::new(stretch.start, first);
    // 指 explains at length, so what has commas is cut at them.
    let explained = word.ends_with('指') && first < stretch.end;
    if !explained && let Some(members) = settle(passage, split_list(passage, clause), count) {
        return Some(members);
    }
    let by_commas = split_marks(passage, stretch, &['，', ',', '；', ';']);
    let members = join_results(passage, by_commas);
    (members.len() == count && count > 2).then_some(members)
}

/// Where the list behind a name stands, and the word that opens it.
fn stretch_after<'p>(passage: &'p Passage<'_>, name: &Name<'_>) -> Option<(Span, &'p str)> {
    let after = passage.after(name.outside.end);
    let mut sentence = after
        .char_indices()
        .take(REACH * 2)
        .take_while(|(_, c)| !matches!(c, '。' | '\n' | '！' | '？'));
    // The words that open the list stand close to the name.
    let mut near = sentence.by_ref().take(NEAR);
    let (at, word) = near.find_map(|(at, _)| Some((at, opening_word(after.get(at..)?)?)))?;
    if after.get(..at)?.contains(['，', ',', '；', '、']) {
        return None;
    }
    let length = after.get(at..)?.chars().next()?.len_utf8();
    let reach = sentence
        .last()
        .map_or(at + length, |(at, c)| at + c.len_utf8());
    let from = at + word.len();
    let mut list = after.get(from..reach)?;
    if matches!(word, "（" | "(") {
        list = list.get(..list.find(['）', ')'])?)?;
    }
    let end = name.outside.end + from + list.len();
    let list = list.trim_start_matches(['：', ':', '为', ' ']);
    Some((Span::new(end - list.len(), end), word))
}

/// Marks that open the list of what a name stands for.
const OPENING: [char; 4] = ['：', ':', '（', '('];
/// How close to a name the words stand that open its list, in characters.
const NEAR: usize = 14;

/// The word or mark that opens a list where a text begins with one, with the
/// comma before it: ：, （, ，即, 是指.
fn opening_word(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['，', ',']);
    let rest = rest.unwrap_or(text);
    let mark = text.chars().next().filter(|c| OPENING.contains(c));
    let length = match mark {
        Some(mark) => mark.len_utf8(),
        None if rest.len() < text.len() => Wording::Explains
            .length_at(rest)
            .or_else(|| Wording::Announces.length_at(rest))?,
        None => Wording::Announces.length_at(rest)?,
    };
    let (word, next) = text.split_at_checked(text.len() - rest.len() + length)?;
    announces(word, next).then_some(word)
}

/// Whether a word opens a list: 指, but not 指导; 即, but not 即将.
fn announces(word: &str, next: &str) -> bool {
    let longer = match word.chars().next_back() {
        Some('指') => "导挥定出数标引望派",
        Some('即') => "将使时可日便刻",
        _ => "",
    };
    !next.starts_with(|c| longer.contains(c))
}

/// 一是…;二是…;三是…
fn numbered_after(passage: &Passage<'_>, name: &Name<'_>, count: usize) -> Option<Vec<Span>> {
    let numerals = "一二三四五六七八九十";
    let text = passage.after(name.outside.end);
    let mut members: Vec<Span> = Vec::new();
    let mut from = 0;
    for numeral in numerals.chars().take(count) {
        let rest = text.get(from..)?;
        let window = rest
            .char_indices()
            .nth(if members.is_empty() { 60 } else { 400 })
            .map_or(rest.len(), |(at, _)| at);
        let window = rest.get(..window).filter(|text| text.contains(numeral))?;
        let (at, length) = ['是', '要', '、'].iter().find_map(|word| {
            window.match_indices(numeral).find_map(|(at, numeral)| {
                let rest = window.get(at + numeral.len()..)?;
                let length = numeral.len() + word.len_utf8();
                rest.starts_with(*word).then_some((at, length))
            })
        })?;
        let start = from + at + length;
        let item = text.get(start..)?;
        let end = item
            .char_indices()
            .take(LONGEST * 3)
            .find(|(_, c)| matches!(c, '；' | ';' | '。' | '，' | ',' | '：' | ':'))?
            .0;
        members.push(Span::new(
            name.outside.end + start,
            name.outside.end + start + end,
        ));
        from = start + end;
    }
    (members.len() == count && count <= 10).then_some(members)
}

/// “A、B、C”党员教育“三…”: the list stands in a quotation before the name.
fn list_within_quotation(
    passage: &Passage<'_>,
    name: &Name<'_>,
    count: usize,
) -> Option<Vec<Span>> {
    let clause = clause_before(passage, name.outside.start);
    let upto = passage
        .quotes
        .partition_point(|quote| quote.inside.start < name.outside.start);
    let quote = passage.quotes.get(upto.checked_sub(1)?)?;
    let gap = passage.slice(Span::new(
        quote.inside.end.min(name.outside.start),
        name.outside.start,
    ));
    if quote.inside.start < clause.start || gap.chars().count() > 12 || gap.contains('、') {
        return None;
    }
    let members = split_list(passage, quote.inside);
    (members.len() == count).then_some(members)
}

#[cfg(test)]
mod tests {
    use crate::rule::LabelRule;
    use hanliang_document::Joined;

    use super::*;

    /// The members of the first name in a text that is one paragraph.
    fn members(text: &str, name: &str) -> Vec<String> {
        let pieces = [Span::new(0, text.len())];
        let joined = Joined::new(text, &pieces);
        let passage = Passage::new(text, &joined);
        let start = text.find(name).unwrap();
        let found = Found {
            span: Span::new(start, start + name.len()),
            class: LabelClass::Slogan,
            rule: LabelRule::QuotedName,
        };
        members_of(&passage, &found)
            .iter()
            .map(|span| span.of(text).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn lists_stand_before_the_name() {
        assert_eq!(
            members("该校形成了教、学、研、用“四位一体”的模式。", "四位一体"),
            ["教", "学", "研", "用"]
        );
        assert_eq!(
            members(
                "以管理精细、服务精心、环境精美为主要内容的“三精”行动。",
                "三精"
            ),
            ["管理精细", "服务精心", "环境精美"]
        );
        assert_eq!(
            members("推行“课前预习、课中互动、课后巩固”的“三段”教学法。", "三段"),
            ["课前预习", "课中互动", "课后巩固"]
        );
    }

    #[test]
    fn quoted_members_make_up_the_name() {
        let text = "“阳光厨房”项目与“校园农场”“美味课堂”共同组成学校的“三个食育”体系。";
        assert_eq!(
            members(text, "三个食育"),
            ["阳光厨房", "校园农场", "美味课堂"]
        );
        // Three names in a row are no expansion of the last.
        let text = "落实“阳光厨房”、推进“校园农场”、做到“两个到位”。";
        assert!(members(text, "两个到位").is_empty());
    }

    #[test]
    fn lists_stand_after_the_name() {
        let text = "实行“三公开”,即标准公开、过程公开、结果公开。";
        assert_eq!(
            members(text, "三公开"),
            ["标准公开", "过程公开", "结果公开"]
        );
        let text = "推行“三查”（入口查资质;过程查记录;出口查质量）。";
        assert_eq!(
            members(text, "三查"),
            ["入口查资质", "过程查记录", "出口查质量"]
        );
        let text = "做到“三个到位”：一是责任到位，层层签约；二是人员到位；三是经费到位。";
        assert_eq!(
            members(text, "三个到位"),
            ["责任到位", "人员到位", "经费到位"]
        );
    }

    #[test]
    fn counts_down() {
        let text = "开展“321”行动:组织3场巡演,在12个站点建起2个书屋,办好1个论坛。";
        assert_eq!(members(text, "321"), ["3场巡演", "2个书屋", "1个论坛"]);
    }

    #[test]
    fn members_repeat_the_noun_or_the_verb() {
        let text = "建设“四个云州”是长远目标。要打造山清水秀的生态云州、百业兴旺的富裕云州、崇文尚学的书香云州、和睦相处的平安云州的样板。";
        assert_eq!(
            members(text, "四个云州"),
            [
                "山清水秀的生态云州",
                "百业兴旺的富裕云州",
                "崇文尚学的书香云州",
                "和睦相处的平安云州"
            ]
        );
        let text = "“一访三送”活动要求走进农家，送政策法规、送种植技术、送致富信息。";
        assert_eq!(
            members(text, "一访三送"),
            ["送政策法规", "送种植技术", "送致富信息"]
        );
    }

    #[test]
    fn a_word_that_only_begins_like_a_mark_opens_no_list() {
        let text = "设立“两新”联络点，指导工会建好队伍、办好活动，以点带面，抓实服务。";
        assert!(members(text, "两新").is_empty());
        // The name is itself one of the list.
        assert!(members("来自农村、社区、“两新”组织的代表。", "两新").is_empty());
    }

    #[test]
    fn a_list_of_another_length_is_no_expansion() {
        assert!(members("加强教、学、研“四位一体”建设。", "四位一体").is_empty());
        assert!(members("严格执行“三会一课”制度。", "三会一课").is_empty());
    }
}

//! Page furniture, one line at a time.

use hanliang_span::Span;

use crate::chars::{digit, is_stop, writes_words};
use crate::controls::{is_controls, opens_section};
use crate::date::{date_at, find_date};
use crate::line::width_of;
use crate::newspaper::{is_page, is_turn};
use crate::phrase::{FIRM, FURNITURE, FurnitureWhere, OUTLETS};
use crate::rule::Rule;

/// A line of furniture: the rule, and whether the short lines after it are
/// furniture too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Furniture {
    pub(crate) rule: Rule,
    pub(crate) opens: bool,
}

/// Columns of the widest line that counts as short.
pub(crate) const SHORT: u32 = 120;

/// Bytes of a line that are looked at.
const REACH: usize = 400;

/// Whether a line is furniture by its wording or form.
pub(crate) fn furniture(text: &str) -> Option<Furniture> {
    let found = |rule| Some(Furniture { rule, opens: false });
    if is_page_number(text) || is_page(text) || is_turn(text) {
        return found(Rule::PageNumber);
    }
    notice(text).or_else(|| {
        let furniture = is_navigation(text)
            || is_controls(text)
            || is_topics(text)
            || is_floor(text)
            || is_printed(text)
            || is_paper(text)
            || is_digital_paper(text);
        furniture.then_some(if is_controls(text) && opens_section(text) {
            OPENING
        } else {
            WORDED
        })
    })
}

/// Whether a line is furniture by its wording.
pub(crate) fn notice(text: &str) -> Option<Furniture> {
    let head = head_of(text, REACH);
    let bare = head.trim_start_matches(is_ornament);
    let first = head.len() - bare.len();
    if text.len() > REACH {
        // Too long for anything but a notice, which begins as one.
        let (_, place) = FURNITURE.at_start(bare)?;
        return (place == FurnitureWhere::Start).then_some(WORDED);
    }
    let width = width_of(text);
    let sentence = width > 40 && text.ends_with(is_stop) && text.contains(['，', ',']);
    if sentence || width > SHORT {
        return is_notice(head, first, sentence).then_some(WORDED);
    }
    worded(head, first, width)
}

/// Furniture by its wording, of one line.
const WORDED: Furniture = Furniture {
    rule: Rule::FurnitureWording,
    opens: false,
};

/// Furniture by its wording, of this line and those below.
const OPENING: Furniture = Furniture {
    rule: Rule::FurnitureWording,
    opens: true,
};

/// Whether running text is a notice: only what begins as one, at `first`, or has
/// legal wording.
fn is_notice(head: &str, first: usize, sentence: bool) -> bool {
    let bare = head.get(first..).unwrap_or_default();
    let begins = FURNITURE.at_start(bare).is_some_and(|(end, place)| {
        matches!(place, FurnitureWhere::Start | FurnitureWhere::Firm)
            && !is_named(head, first + end)
            && !(sentence && is_link(bare, end))
    });
    begins
        || FIRM
            .find_iter(head)
            .any(|(_, end, ())| !is_named(head, end))
}

/// The first wording of furniture in a short line, whose text begins at `first`,
/// that stands where it counts.
fn worded(head: &str, first: usize, width: u32) -> Option<Furniture> {
    let core = head
        .get(first..)?
        .trim_end_matches(|c| is_ornament(c) || digit(c).is_some());
    let whole = first + core.len();
    // 更多某某新聞網報導, over a list
    let reports = ["報導", "報道", "报道"];
    if core.starts_with("更多") && width <= 40 && reports.iter().any(|word| core.ends_with(word))
    {
        return Some(OPENING);
    }
    let told = head.ends_with('。');
    FURNITURE.find_iter(head).find_map(|(start, end, place)| {
        if told && is_named(head, end) {
            return None;
        }
        let fits = match place {
            FurnitureWhere::Start => start == first,
            FurnitureWhere::Firm | FurnitureWhere::Short => true,
            FurnitureWhere::Number => has_address(head.get(end..).unwrap_or_default()),
            FurnitureWhere::Whole => start == first && end >= whole,
            FurnitureWhere::Control => false,
            FurnitureWhere::Section => {
                let rest = head.get(end..).unwrap_or_default();
                return (start == first && width <= 60 && opens_list(rest)).then_some(OPENING);
            }
        };
        fits.then_some(WORDED)
    })
}

/// Whether a number or an address is given, before what follows it in a sentence.
fn has_address(rest: &str) -> bool {
    let given = rest.split(['，', '。', '；']).next().unwrap_or_default();
    given.contains(|c| digit(c).is_some() || c == '@')
}

/// Whether wording that ends at `end` only describes what a sentence speaks of:
/// 转载请注明出处的倡议, 版权所有者.
fn is_named(text: &str, end: usize) -> bool {
    let rest = text.get(end..).unwrap_or_default();
    let rest = ["出处", "出處", "来源", "來源"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    rest.starts_with(['的', '者'])
}

/// Whether a link to another page (上一篇) goes on as a sentence does.
fn is_link(text: &str, end: usize) -> bool {
    text.starts_with(['上', '下', '前', '后'])
        && text
            .get(end..)
            .is_some_and(|rest| rest.starts_with(writes_words))
}

/// The first bytes of a text, cut at a character.
pub(crate) fn head_of(text: &str, reach: usize) -> &str {
    let mut end = text.len().min(reach);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The last bytes of a text, cut at a character.
pub(crate) fn tail_of(text: &str, reach: usize) -> &str {
    let mut start = text.len().saturating_sub(reach);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

/// What follows a word such as 相关阅读 where it opens a list: nothing, a
/// colon, a count, a link.
fn opens_list(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_none_or(|c| is_ornament(c) || digit(c).is_some() || matches!(c, ':' | '：'))
}

/// Marks and brackets around a line.
pub(crate) fn is_ornament(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '[' | ']'
                | '【'
                | '】'
                | '('
                | ')'
                | '（'
                | '）'
                | '〔'
                | '〕'
                | '《'
                | '》'
                | '<'
                | '>'
                | '|'
                | '｜'
                | '丨'
                | '-'
                | '—'
                | '*'
                | '#'
                | '·'
                | '•'
                | '■'
                | '□'
                | '◆'
                | '◇'
                | '●'
                | '○'
                | '◎'
                | '★'
                | '☆'
                | '▲'
                | '△'
                | '▼'
                | '▽'
                | '▌'
                | '※'
                | ':'
                | '：'
                | '！'
                | '!'
                | '“'
                | '”'
                | '='
                | '＝'
                | '+'
                | '~'
                | '_'
                | '»'
                | '«'
                | '›'
                | '‹'
                | '。'
        )
}

/// — 3 — 第3页 3/10, or rules drawn with signs.
fn is_page_number(text: &str) -> bool {
    if text.len() > 80 {
        return false;
    }
    let (mut digits, mut marks) = (0, 0);
    for c in text.chars() {
        match c {
            _ if digit(c).is_some() => digits += 1,
            '-' | '—' | '–' | '－' | '·' | '/' | '／' | '第' | '页' | '頁' | '版' | '共' | '～'
            | '~' | '_' | '=' | '*' | '＝' | '＊' | '…' | '─' | '━' | '.' => marks += 1,
            _ if c.is_whitespace() => {}
            _ => return false,
        }
    }
    let ruled = digits == 0 && marks >= 2 && !text.contains(['第', '页', '頁', '版', '共']);
    let dashed = text.starts_with(['-', '—', '–', '－', '·', '第', '～', '~'])
        || text.contains(['/', '／', '页', '頁', '版']);
    let dated = text.contains('.') || text.matches(['-', '/']).count() > 2;
    ruled || (digits > 0 && digits <= 8 && marks > 0 && dashed && !dated)
}

/// 首页 | 新闻 | 评论: three bars or more between short words.
fn is_navigation(text: &str) -> bool {
    if text.len() > 600 {
        return false;
    }
    // 网站首页 新闻中心 政务公开 办事服务
    let home = ["首页", "首頁", "网站首页", "主页"];
    let after = |word| text.strip_prefix(word);
    if let Some(rest) = home.into_iter().find_map(after)
        && rest.starts_with(char::is_whitespace)
    {
        let words = rest.split_whitespace();
        let (count, short) = words.fold((0, true), |(count, short), word| {
            (
                count + 1,
                short && word.chars().count() <= 6 && word.chars().all(writes_words),
            )
        });
        if count >= 3 && short {
            return true;
        }
    }
    let bars = text.matches(['|', '｜', '丨']).count();
    // 来自 某某客户端 | 举报 | 2楼 | 回复
    let controls = || {
        let words = text.split(['|', '｜', '丨']).map(str::trim);
        let known = words.filter(|word| FURNITURE.whole(word) == Some(FurnitureWhere::Whole));
        known.count() * 2 > bars
    };
    if bars >= 2 && width_of(text) <= SHORT && controls() {
        return true;
    }
    bars >= 3
        && text
            .split(['|', '｜', '丨'])
            .all(|word| word.trim().chars().count() <= 8)
        && text.chars().all(|c| digit(c).is_none())
}

/// 《某某日报》（2022年3月1日 2版）, （原载《某某日报》…）: where a text was printed.
fn is_printed(text: &str) -> bool {
    if text.len() > 160 || !text.contains('》') {
        return false;
    }
    let bare = text.trim_start_matches(['（', '(']);
    let name = ["原载", "原載", "原刊", "载于", "刊于", "刊於"]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .unwrap_or(bare);
    let name = name.trim_start_matches(['于', '於', '：', ':', ' ']);
    let Some((name, rest)) = name
        .strip_prefix('《')
        .and_then(|name| name.split_once('》'))
    else {
        return false;
    };
    let day = rest.trim_start_matches(is_ornament);
    let Some(date) = date_at(day, 0) else {
        return false;
    };
    let page = |c| {
        is_ornament(c) || digit(c).is_some() || c.is_ascii_uppercase() || "第版期，,".contains(c)
    };
    OUTLETS.at_end(name.trim(), |()| true).is_some()
        && day
            .get(date.span.end..)
            .is_some_and(|rest| rest.chars().all(page))
}

/// （某某日报）: a paper in brackets, under its text.
fn is_paper(text: &str) -> bool {
    let name = text
        .strip_prefix(['（', '('])
        .and_then(|name| name.strip_suffix(['）', ')']));
    name.is_some_and(|name| {
        (4..=10).contains(&name.chars().count())
            && name.chars().all(writes_words)
            && name.ends_with(['报', '報', '网', '網', '刊'])
    })
}

/// 某某日报 数字报: a paper and the name of its digital edition.
fn is_digital_paper(text: &str) -> bool {
    let words = text.split_once(char::is_whitespace);
    words.is_some_and(|(paper, edition)| {
        let edition = edition.trim_start();
        OUTLETS.at_end(paper, |()| true).is_some()
            && paper.chars().count() <= 10
            && edition.starts_with(['数', '數', '电', '電'])
            && FURNITURE.whole(edition) == Some(FurnitureWhere::Whole)
    })
}

/// The line over a post of a forum: 2楼  某某  2018-7-9 22:11, #3 某某 发表于….
pub(crate) fn is_floor(text: &str) -> bool {
    let bare = text.trim_start_matches(['第', '#']);
    let rest = bare.trim_start_matches(|c| digit(c).is_some());
    let count = bare.len() - rest.len();
    let marked = rest.starts_with(['楼', '樓', '#'])
        || text.starts_with('#') && rest.starts_with(char::is_whitespace);
    let after = rest.trim_start_matches(['楼', '樓', '#']);
    if is_post(text) {
        return true;
    }
    (1..=5).contains(&count)
        && marked
        && width_of(text) <= SHORT
        && (find_date(text, 0).is_some() || is_controls(after))
}

/// #暴雨预警# #某市#: the topics of a post.
fn is_topics(text: &str) -> bool {
    let mut parts = text.split('#');
    let outside = parts.next().is_some_and(|part| part.trim().is_empty());
    let (mut topics, mut apart) = (0, true);
    while let Some(topic) = parts.next() {
        topics += 1;
        apart &= !topic.trim().is_empty() && topic.len() <= 60;
        apart &= parts
            .next()
            .is_some_and(|between| between.trim().is_empty());
    }
    outside && topics > 0 && apart
}

/// 某某 发表于 2018-8-1 10:31: who wrote a post, and when.
fn is_post(text: &str) -> bool {
    /// Bytes of the longest name.
    const NAME: usize = 60;
    // Each of the words ends so, which costs less to see than to look for each.
    if !text.contains(['于', '於']) {
        return false;
    }
    ["发表于", "發表於", "发布于", "回复于", "發佈於"]
        .iter()
        .find_map(|word| text.split_once(word))
        .is_some_and(|(name, day)| {
            let day = day.trim_start_matches([' ', '：', ':', '\u{3000}']);
            let date = date_at(day, 0);
            name.len() <= NAME
                && !name.contains(['，', ',', '。'])
                && date.is_some_and(|date| date.date().is_some() && date.span.end + 9 >= day.len())
        })
}

/// The steps of a path.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    pub(crate) steps: Vec<Span>,
    /// Whether it can be nothing else: two steps alone are a path only at the
    /// top of a page.
    pub(crate) sure: bool,
}

/// The steps of a path such as `A>>B>>C`, if the line is one.
pub(crate) fn path(text: &str, offset: usize) -> Option<Path> {
    if text.len() > 400
        || text.ends_with(is_stop)
        || !(text.contains(STRONG) || text.contains(WEAK))
        || is_navigation(text)
    {
        return None;
    }
    let bare = text.trim_start_matches(is_ornament);
    let of_site = begins_at_site(bare);
    // Weak marks part the steps only of a path that says it is one.
    let says = [
        '当', '當', '您', '所', '现', '目', '位', '首', '主', '网', 'H',
    ];
    if !text.contains(STRONG) && !bare.starts_with(says) && !of_site {
        return None;
    }
    let announced = announced(bare).map(|rest| text.len() - rest.len());
    let start = announced.unwrap_or(0);
    // 首页 > 新闻 >> leads on to the page itself.
    let onward = |c: char| c.is_whitespace() || matches!(c, '>' | '＞' | '»' | '›');
    let steps = text.get(start..)?.trim_end_matches(onward);
    let home = ["首页", "首頁", "主页", "网站首页", "Home", "HOME"]
        .iter()
        .any(|word| steps.trim_start().starts_with(word));
    let separator = [
        ">>", "＞＞", "»", ">", "＞", "›", "→", "/", "／", "-", "－", "|",
    ]
    .into_iter()
    .find(|mark| steps.contains(mark))?;
    if !(separator.starts_with(STRONG) || home || announced.is_some() || of_site) {
        return None;
    }
    let (found, untold) = steps_between(steps, separator, offset + start)?;
    let sure = home || announced.is_some() || separator.len() >= 2 || found.len() >= 3;
    (found.len() + untold >= 2 && !is_controls(text)).then_some(Path { steps: found, sure })
}

/// Marks that part the steps of a path, and hardly anything else.
const STRONG: [char; 5] = ['>', '＞', '»', '›', '→'];
/// Marks that part much else too.
const WEAK: [char; 5] = ['/', '／', '-', '－', '|'];

/// 某某新聞網 / 產經 / 產業綜合: an outlet, then steps.
fn begins_at_site(text: &str) -> bool {
    text.split_once(" / ").is_some_and(|(site, rest)| {
        rest.contains(" / ") && OUTLETS.at_end(site, |()| true).is_some()
    })
}

/// What follows the words that announce a path: 当前位置：….
fn announced(text: &str) -> Option<&str> {
    let rest = [
        "您当前的位置",
        "您當前的位置",
        "当前位置",
        "當前位置",
        "您的位置",
        "您所在的位置",
        "您现在的位置",
        "您現在的位置",
        "所在位置",
        "现在位置",
        "目前位置",
        "位置",
    ]
    .iter()
    .find_map(|word| text.strip_prefix(word))?;
    Some(rest.trim_start_matches([':', '：', '是', ' ']))
}

/// The names between the separators, with their places, and how many are not
/// told (... > 通知公告); none if one is too long for a name.
fn steps_between(steps: &str, separator: &str, offset: usize) -> Option<(Vec<Span>, usize)> {
    let mut found = Vec::new();
    let mut untold = 0;
    let mut at = offset;
    for step in steps.split(separator) {
        let name = step.trim_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '＞' | '»'));
        if name.chars().count() > 40 {
            return None;
        }
        let told = |c: char| writes_words(c) || c.is_ascii_alphanumeric();
        if !name.is_empty() && !name.contains(told) {
            untold += 1;
        } else if !name.is_empty() {
            let from = at + step.find(name).unwrap_or(0);
            found.push(Span::new(from, from + name.len()));
        }
        at += step.len() + separator.len();
    }
    Some((found, untold))
}

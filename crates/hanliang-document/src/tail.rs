//! The end of a page: signature, notes, references; and the addressee, which
//! only an official document with a signature's manners has.

use std::collections::HashMap;

use hanliang_span::Span;

use crate::chars::is_stop;
use crate::classify::Gathered;
use crate::cursor::Cursor;
use crate::date::{date_at, find_date, weekday};
use crate::draft::Draft;
use crate::heading::is_courtesy;
use crate::kind::BlockKind;
use crate::marker::MarkerKind;
use crate::phrase::{BODIES, POSTS};
use crate::published::Published;
use crate::rule::Rule;

/// Columns of the widest line of a signature.
const SIGNATURE: u32 = 64;

/// Most lines of issuers over the date.
const ISSUERS: usize = 4;

/// Finds the addressee among the first lines after the head.
pub(crate) fn addressee(text: &str, drafts: &mut [Draft], from: usize) -> Option<Span> {
    let index = (from..drafts.len().min(from + 4))
        .find(|&index| drafts[index].is_open())
        .filter(|&index| drafts.len() > index + 1)?;
    let draft = &drafts[index];
    let line = draft.text(text);
    let name = line.strip_suffix(['：', ':'])?;
    let greeted = ["尊敬", "亲爱", "敬爱", "親愛", "敬愛"];
    // 致全市人民的一封信 names whom it addresses.
    let titled = drafts[..index].iter().any(|draft| {
        draft.kind() == BlockKind::Title && (2..=12).contains(&name.chars().count()) && {
            let title = draft.text(text);
            let letter = title.contains('致') || title.ends_with(['信', '书', '書', '函']);
            letter && title.contains(name)
        }
    });
    let addressed = titled
        || greeted.iter().any(|word| name.starts_with(word))
        || name.starts_with(['各', '本'])
        || name.contains("，各")
        || name.contains("、各")
        || BODIES.at_end(name, |()| true).is_some()
        // Who is named again and again before a colon speaks.
        || POSTS.at_end(name, |()| true).is_some()
            && drafts[index + 1..].iter().all(|draft| draft.text(text) != line);
    if !addressed || name.contains(is_stop) || draft.width > 230 {
        return None;
    }
    let first = draft.first();
    let span = Span::new(first.start, first.start + name.len());
    drafts[index].settle(BlockKind::Addressee, Rule::AddresseeLine);
    Some(span)
}

/// Finds the date and the issuers at the end; the spans of the issuers.
pub(crate) fn signature(
    text: &str,
    drafts: &mut [Draft],
    gathered: &mut Gathered,
    from: usize,
    addressed: bool,
) -> Vec<Span> {
    let dates = reopened(text, drafts, from);
    let issuers = signed(text, drafts, gathered, from, addressed);
    for date in dates {
        if drafts[date].is_open() {
            drafts[date].settle(BlockKind::FrontMatter, Rule::DateLine);
        }
    }
    issuers
}

/// The days under an issuer and the text, which in a short document look like
/// lines of the head.
fn reopened(text: &str, drafts: &mut [Draft], from: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut said = false;
    for index in from..drafts.len() {
        let draft = &drafts[index];
        let line = draft.text(text);
        let signs = draft.block.rule == Rule::DateLine
            && draft.kind() == BlockKind::FrontMatter
            && index > from
            && said
            && is_issuer(text, &drafts[index - 1])
            && whole_day(line).is_some();
        said |= draft.is_open() && line.ends_with(is_stop) || draft.width > SIGNATURE;
        if signs {
            found.push(index);
            let draft = &mut drafts[index];
            draft.block.kind = BlockKind::Paragraph;
            draft.block.rule = Rule::Text;
            draft.settled = false;
        }
    }
    found
}

fn signed(
    text: &str,
    drafts: &mut [Draft],
    gathered: &mut Gathered,
    from: usize,
    addressed: bool,
) -> Vec<Span> {
    let date = signature_date(text, drafts, from);
    // What an addressed document encloses stands after its signature.
    let inner = || {
        (from + 1..drafts.len())
            .filter(|_| addressed)
            .find(|&index| {
                drafts[index].is_open()
                    && whole_date(drafts[index].text(text)).is_some()
                    && is_issuer(text, &drafts[index - 1])
            })
    };
    let Some(date) = date.or_else(inner) else {
        return sender(text, drafts);
    };
    let mut first = date;
    while first > from && date - first < ISSUERS && is_issuer(text, &drafts[first - 1]) {
        first -= 1;
    }
    let text_before = drafts[from..first].iter().any(Draft::is_open);
    if !text_before {
        return Vec::new();
    }
    // A date alone, under the mark that ends the text: 完.
    let alone = first == date;
    let ended = date > from && drafts[date - 1].kind() == BlockKind::Boilerplate;
    // A press release has the hour under it.
    let timed = drafts
        .get(date + 1)
        .is_some_and(|draft| is_clock(draft.text(text)));
    let numbered = gathered.document_number.is_some();
    if alone && !ended && !timed && !numbered {
        return Vec::new();
    }
    if gathered.published.is_none() {
        gathered.published = whole_day(drafts[date].text(text)).map(|mut published| {
            published.span = published.span.shift(drafts[date].first().start);
            published
        });
    }
    if alone && (ended || timed) {
        for draft in drafts[date..].iter_mut().filter(|draft| draft.is_open()) {
            draft.settle(BlockKind::FrontMatter, Rule::DateLine);
        }
        return Vec::new();
    }
    let issuers = drafts[first..date].iter().map(Draft::first).collect();
    // The clerk of a court signs under the date.
    let clerk = drafts[date + 1..]
        .iter()
        .take(2)
        .take_while(|draft| draft.is_open() && is_clerk(draft.text(text)))
        .count();
    for draft in &mut drafts[first..=date + clerk] {
        draft.settle(BlockKind::Signature, Rule::SignatureLines);
    }
    issuers
}

/// Who sent a mail, under the two dashes that part it from the text.
fn sender(text: &str, drafts: &mut [Draft]) -> Vec<Span> {
    /// Most lines of a sender.
    const LINES: usize = 8;
    let dashes = drafts.iter().rposition(|draft| draft.text(text) == "--");
    let lines = dashes
        .and_then(|dashes| drafts.get_mut(dashes + 1..))
        .filter(|lines| lines.len() <= LINES)
        .unwrap_or_default();
    let line = |draft: &Draft| draft.is_open() && draft.width <= SIGNATURE;
    if !lines.iter().all(line) {
        return Vec::new();
    }
    for draft in lines.iter_mut() {
        draft.settle(BlockKind::Signature, Rule::SignatureLines);
    }
    lines.first().map(Draft::first).into_iter().collect()
}

/// The line that is a date, with nothing of the text after it.
fn signature_date(text: &str, drafts: &[Draft], from: usize) -> Option<usize> {
    for index in (from..drafts.len()).rev() {
        let draft = &drafts[index];
        if !draft.is_open() {
            continue;
        }
        let line = draft.text(text);
        // A body signs with a day of the year at hand, too.
        let near = || {
            index > from
                && is_issuer(text, &drafts[index - 1])
                && BODIES
                    .at_end(drafts[index - 1].text(text), |()| true)
                    .is_some()
                && whole_day(line).is_some()
        };
        if draft.width <= SIGNATURE && (whole_date(line).is_some() || near()) {
            return Some(index);
        }
        // What may stand under a signature: attachments, copies, a note in
        // brackets.
        let under = line.starts_with(['（', '(', '附', '抄'])
            || is_clerk(line)
            || is_clock(line)
            || line.starts_with("主题词")
            || line.starts_with("联系")
            || line.starts_with("聯絡")
            || draft.marker.is_some() && draft.width <= 120;
        if !under {
            return None;
        }
    }
    None
}

/// The date a line consists of, with its year.
pub(crate) fn whole_date(line: &str) -> Option<Published> {
    whole_day(line).filter(|date| date.year.is_some())
}

/// The date a line consists of, whose year may be open.
fn whole_day(line: &str) -> Option<Published> {
    let bare = line.trim_start_matches(['（', '(']);
    let start = line.len() - bare.len();
    let date = date_at(line, start)?;
    let mut after = Cursor::new(line, date.span.end);
    weekday(&mut after);
    let rest = line.get(after.at()..)?;
    let whole = rest
        .trim_matches(['）', ')', ' ', '印', '发', '發'])
        .is_empty();
    whole.then_some(date)
}

/// 书 记 员　赵某, who signs a judgment under its date.
fn is_clerk(line: &str) -> bool {
    let mut name = line.chars().filter(|c| !c.is_whitespace());
    let role: String = name.by_ref().take(3).collect();
    matches!(role.as_str(), "书记员" | "書記員") && name.count() <= 4
}

/// 香港時間１６時３０分, under the date of a press release.
fn is_clock(line: &str) -> bool {
    line.len() <= 60
        && ["香港時間", "香港时间", "北京時間", "北京时间"]
            .iter()
            .any(|word| line.starts_with(word))
}

fn is_issuer(text: &str, draft: &Draft) -> bool {
    let line = draft.text(text);
    draft.is_short(SIGNATURE)
        && draft.marker.is_none()
        && !line.contains(['，', ',', '。', '：', ':'])
        && !line.starts_with("特此")
        && !is_courtesy(line)
}

/// 某某办公室 2020年1月15日印发, under an official document.
pub(crate) fn is_print_line(line: &str) -> bool {
    let Some(line) = ["印发", "印發", "印"]
        .iter()
        .find_map(|word| line.strip_suffix(word))
    else {
        return false;
    };
    let line = line.trim_end();
    let date = find_date(line, 0).filter(|date| date.span.end == line.len());
    date.and_then(|date| line.get(..date.span.start))
        .is_some_and(|body| BODIES.at_end(body.trim_end(), |()| true).is_some())
}

/// Makes notes of lines ①…, ②…, which the text cites by the same signs.
fn cited(text: &str, drafts: &mut [Draft], from: usize) {
    let circled = |draft: &Draft| {
        let marker = draft
            .marker
            .filter(|marker| marker.kind == MarkerKind::Circled);
        marker.filter(|_| draft.is_open())
    };
    if drafts
        .iter()
        .skip(from)
        .all(|draft| circled(draft).is_none())
    {
        return;
    }
    // Where each sign first stands behind a word.
    let mut signs: HashMap<char, usize> = HashMap::new();
    let mut before = '\n';
    for (at, c) in text.char_indices() {
        if matches!(c, '①'..='⑳') && !before.is_whitespace() {
            signs.entry(c).or_insert(at);
        }
        before = c;
    }
    let mut index = from;
    while index < drafts.len() {
        let run = drafts[index..]
            .iter()
            .zip(1..)
            .take_while(|(draft, number)| {
                let start = draft.first().start;
                let sign = draft.text(text).chars().next();
                let above = sign.and_then(|sign| signs.get(&sign));
                circled(draft).is_some_and(|marker| marker.number == *number)
                    && above.is_some_and(|&above| above < start)
            })
            .count();
        for draft in &mut drafts[index..index + run] {
            draft.settle(BlockKind::Footnote, Rule::NoteMark);
        }
        index += run.max(1);
    }
}

/// Makes notes and references of what stands under their words.
pub(crate) fn notes(text: &str, drafts: &mut [Draft], from: usize) {
    cited(text, drafts, from);
    let mut under: Option<(BlockKind, Rule)> = None;
    for draft in drafts.iter_mut().skip(from) {
        if !draft.is_open() {
            continue;
        }
        let line = draft.text(text);
        let word = line.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '：' | ':' | '【' | '】' | '[' | ']' | '（' | '）')
        });
        let announces = match word {
            "参考文献" | "參考文獻" | "参考资料" | "參考資料" | "引用文献" => {
                Some((BlockKind::Reference, Rule::ReferenceMark))
            }
            "注" | "註" | "注释" | "註釋" | "附注" | "備註" | "备注" | "脚注" => {
                Some((BlockKind::Footnote, Rule::NoteMark))
            }
            _ => None,
        };
        if announces.is_some() {
            under = announces;
            draft.settle(BlockKind::Label, Rule::AnnouncingWord);
            continue;
        }
        if let Some((kind, rule)) = under {
            let numbered = draft.marker.is_some() || line.starts_with(['[', '［', '〔', '【']);
            if numbered || kind == BlockKind::Reference {
                draft.settle(kind, rule);
                continue;
            }
            under = None;
        }
        let note = [
            "注：",
            "注:",
            "註：",
            "註:",
            "附注：",
            "備註：",
            "备注：",
            "注释：",
            "註釋：",
        ]
        .iter()
        .any(|word| line.starts_with(word));
        if note {
            draft.settle(BlockKind::Footnote, Rule::NoteMark);
            under = Some((BlockKind::Footnote, Rule::NoteMark));
        }
    }
}

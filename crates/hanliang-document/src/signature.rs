//! Who signed a page, and when: the lines under its text.

use hanliang_span::Span;

use crate::chars::{is_stop, writes_words};
use crate::classify::Gathered;
use crate::cursor::Cursor;
use crate::date::{date_at, find_date, weekday};
use crate::draft::Draft;
use crate::kind::BlockKind;
use crate::phrase::{BODIES, POSTS, SURNAMES};
use crate::plain::is_courtesy;
use crate::published::Published;
use crate::rule::Rule;

/// Columns of the widest line of a signature.
const SIGNATURE: u32 = 64;

/// Most lines of issuers over the date.
const ISSUERS: usize = 4;

/// Finds the date and the issuers at the end; the spans of the issuers.
pub(crate) fn signature(
    text: &str,
    drafts: &mut [Draft],
    gathered: &mut Gathered,
    from: usize,
    addressed: bool,
) -> Vec<Span> {
    let dates = reopened(text, drafts, from);
    let date = signature_date(text, drafts, from).or_else(|| inner(text, drafts, from, addressed));
    let issuers = match date {
        Some(date) => dated(text, drafts, gathered, from, date, addressed),
        None if gathered.document_number.is_some() => officer(text, drafts, from),
        None => sender(text, drafts),
    };
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
            && (is_issuer(text, &drafts[index - 1]) || closes(drafts[index - 1].text(text)))
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

/// The line that is a date, with nothing of the text after it.
fn signature_date(text: &str, drafts: &[Draft], from: usize) -> Option<usize> {
    for index in (from..drafts.len()).rev() {
        let draft = &drafts[index];
        if !draft.is_open() {
            continue;
        }
        let line = draft.text(text);
        let above = drafts[from..index].last();
        // A body signs with a day of the year at hand, too.
        let near = || above.is_some_and(|above| is_body(text, above)) && whole_day(line).is_some();
        let signs = || whole_date(line).is_some() || near() || on_one_line(line).is_some();
        if draft.width <= SIGNATURE && signs() {
            return Some(index);
        }
        // 2009年4月2日 / 某某局: the date stands first.
        let first = |above: &Draft| above.is_open() && whole_date(above.text(text)).is_some();
        if is_body(text, draft) && above.is_some_and(first) {
            return Some(index - 1);
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

/// The date under an issuer in an addressed document: what it encloses stands
/// after its signature.
fn inner(text: &str, drafts: &[Draft], from: usize, addressed: bool) -> Option<usize> {
    (from + 1..drafts.len())
        .filter(|_| addressed)
        .find(|&index| {
            drafts[index].is_open()
                && whole_date(drafts[index].text(text)).is_some()
                && is_issuer(text, &drafts[index - 1])
        })
}

/// Settles the lines around the date of a signature; the issuers.
fn dated(
    text: &str,
    drafts: &mut [Draft],
    gathered: &mut Gathered,
    from: usize,
    date: usize,
    addressed: bool,
) -> Vec<Span> {
    let line = drafts[date].text(text);
    let beside = on_one_line(line);
    let first = match beside {
        Some(_) => date,
        None => first_issuer(text, drafts, from, date),
    };
    let text_before = drafts[from..first].iter().any(Draft::is_open);
    if !text_before {
        return Vec::new();
    }
    let next = drafts.get(date + 1);
    let bare = beside.is_none() && first == date;
    let below = bare && next.is_some_and(|draft| is_body(text, draft));
    // A date alone, under the mark that ends the text: 完.
    let alone = bare && !below;
    let above = drafts[from..date].last();
    let ended = above.is_some_and(|above| above.kind() == BlockKind::Boilerplate);
    // A press release has the hour under it.
    let timed = next.is_some_and(|draft| is_clock(draft.text(text)));
    let closed = above.is_some_and(|above| closes(above.text(text)));
    let official = gathered.document_number.is_some() || addressed || closed;
    if alone && !ended && !timed && !official {
        return Vec::new();
    }
    let day = whole_day(line).or_else(|| beside.map(|(_, day)| day));
    let offset = drafts[date].first().start;
    gathered.published = gathered.published.or(day.map(|mut published| {
        published.span = published.span.shift(offset);
        published
    }));
    if alone && (ended || timed) && !closed {
        for draft in drafts[date..].iter_mut().filter(|draft| draft.is_open()) {
            draft.settle(BlockKind::FrontMatter, Rule::DateLine);
        }
        return Vec::new();
    }
    let last = date + usize::from(below);
    let lines = (first..=last).filter(|line| *line != date);
    let mut issuers: Vec<Span> = lines
        .map(|line| name_on(text, &drafts[line]))
        .filter(|name| !name.is_empty())
        .collect();
    issuers.extend(beside.map(|(name, _)| Span::new(offset, offset + name.len())));
    let clerks = clerks(text, &drafts[last + 1..]);
    for draft in &mut drafts[first..=last + clerks] {
        draft.settle(BlockKind::Signature, Rule::SignatureLines);
    }
    issuers
}

/// The first of the lines above a date that say who signs.
fn first_issuer(text: &str, drafts: &[Draft], from: usize, date: usize) -> usize {
    let above = (from..date).rev().take(ISSUERS);
    let lines = above.take_while(|line| is_issuer(text, &drafts[*line]));
    date - lines.count()
}

/// The name on a line, without the words for its seal.
fn name_on(text: &str, draft: &Draft) -> Span {
    let start = draft.first().start;
    Span::new(start, start + unsealed(draft.text(text)).len())
}

/// How many lines below are of the clerk of a court, who signs under the date.
fn clerks(text: &str, below: &[Draft]) -> usize {
    let lines = below.iter().take(2);
    lines
        .take_while(|draft| draft.is_open() && is_clerk(draft.text(text)))
        .count()
}

/// 局長 林○○, who signs a numbered document at its end without a date.
fn officer(text: &str, drafts: &mut [Draft], from: usize) -> Vec<Span> {
    let last = drafts.iter().rposition(Draft::is_open);
    let Some(last) = last.filter(|&last| last > from) else {
        return Vec::new();
    };
    if drafts[last].width > SIGNATURE || !is_officer(drafts[last].text(text)) {
        return Vec::new();
    }
    drafts[last].settle(BlockKind::Signature, Rule::SignatureLines);
    vec![drafts[last].first()]
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
    let rest = unsealed(line.get(after.at()..)?);
    let whole = rest
        .trim_matches(['）', ')', ' ', '印', '发', '發'])
        .is_empty();
    whole.then_some(date)
}

/// 某某局 2009年4月2日: a body and the date, side by side.
fn on_one_line(line: &str) -> Option<(&str, Published)> {
    let line = unsealed(line);
    let name = |c: char| writes_words(c) || c.is_whitespace();
    let date = find_date(line, 0).filter(|date| date.year.is_some())?;
    let body = line.get(..date.span.start)?.trim_end();
    let fits = date.span.end == line.len()
        && body.chars().nth(2).is_some()
        && body.chars().all(name)
        && BODIES.at_end(body, |()| true).is_some();
    fits.then_some((body, date))
}

/// Whether a text closes as a letter or a notice does: 特此通知, 此致敬礼.
fn closes(text: &str) -> bool {
    /// Characters of the longest such clause.
    const CLAUSE: usize = 12;
    let stops = |c| is_stop(c) || matches!(c, '，' | ',' | '；' | ';' | '.');
    let clause = text.trim_end_matches(stops).rsplit(stops).next();
    let clause = clause.unwrap_or_default().trim_start();
    [
        "特此", "专此", "專此", "谨此", "謹此", "此致", "此复", "此復", "此令", "此布", "敬礼",
        "敬禮",
    ]
    .iter()
    .any(|word| clause.starts_with(word))
        && clause.chars().count() <= CLAUSE
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

/// Whether a line can be who signs: a name, perhaps sealed, or an office with it.
fn is_issuer(text: &str, draft: &Draft) -> bool {
    let line = draft.text(text);
    let sealed = unsealed(line).len() < line.len();
    draft.is_open()
        && draft.block.ranges.len() == 1
        && draft.width <= SIGNATURE
        && (!draft.finished || sealed)
        && draft.marker.is_none()
        && (!line.contains(['，', ',', '。', '：', ':']) || is_officer(line))
        && !line.starts_with("特此")
        && !is_courtesy(line)
}

/// Whether a line is the name of a body that signs.
fn is_body(text: &str, draft: &Draft) -> bool {
    let name = unsealed(draft.text(text));
    is_issuer(text, draft) && BODIES.at_end(name, |()| true).is_some()
}

/// 局长：王某某, 申请人:李明, 局長 林○○: an office and a name, perhaps masked.
fn is_officer(line: &str) -> bool {
    let line = unsealed(line);
    let Some((office, name)) = line.split_once(['：', ':', ' ', '\u{3000}']) else {
        return false;
    };
    let name = name.trim_start();
    let masked = |c| writes_words(c) || matches!(c, '○' | '×' | '＊' | '*');
    let person = (2..=4).contains(&name.chars().count())
        && name.chars().all(masked)
        && SURNAMES.at_start(name).is_some();
    // Who is asked or answers signs nothing.
    let contact = ["联系人", "聯絡人", "联络人", "主持人", "发言人", "發言人"];
    person
        && (2..=8).contains(&office.chars().count())
        && office.chars().all(writes_words)
        && (office.ends_with('人') || POSTS.at_end(office, |()| true).is_some())
        && !contact.iter().any(|word| office.ends_with(word))
}

/// A line without the place of a seal or a signature behind it: 某某局（盖章）.
pub(crate) fn unsealed(line: &str) -> &str {
    let seal = || {
        let inner = line.strip_suffix(['）', ')'])?;
        let (name, place) = inner.rsplit_once(['（', '('])?;
        let place: String = place.chars().filter(|c| !c.is_whitespace()).collect();
        is_seal(&place).then(|| name.trim_end())
    };
    seal().unwrap_or(line)
}

/// 章, 盖章, 签字: where a seal or a signature belongs.
pub(crate) fn is_seal(word: &str) -> bool {
    let place = word.trim_start_matches(['加', '单', '單', '位']);
    matches!(
        place,
        "章" | "盖章"
            | "蓋章"
            | "公章"
            | "印章"
            | "签章"
            | "簽章"
            | "代章"
            | "印"
            | "签字"
            | "簽字"
            | "签名"
            | "簽名"
            | "签字盖章"
    )
}

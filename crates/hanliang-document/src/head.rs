//! The head of a page: title, kicker, subtitle, addressee, abstract.

use hanliang_span::Span;

use crate::chars::{digit, is_stop, without_note, writes_words};
use crate::credit::Credits;
use crate::date::{date_at, find_date};
use crate::draft::Draft;
use crate::furniture::head_of;
use crate::kind::BlockKind;
use crate::marker::MarkerKind;
use crate::newspaper::is_turn;
use crate::person::{is_person, official, speaker};
use crate::phrase::{ACTS, BODIES, OUTLETS};
use crate::rule::Rule;

/// Columns of the widest line taken for a title.
const TITLE: u32 = 120;

/// The lines of the head.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    /// The drafts of the title, the first of them the block.
    pub(crate) title: Option<usize>,
    pub(crate) kicker: Option<usize>,
    pub(crate) subtitle: Option<usize>,
    /// Who issued it, as a line of its own.
    pub(crate) issuer: Option<Span>,
    /// Who speaks, as a line of its own: the draft and what it says.
    pub(crate) speaker: Option<(usize, Credits)>,
    /// The first draft after the head.
    pub(crate) end: usize,
}

/// Finds title, kicker and subtitle among the lines before the text.
pub(crate) fn head(text: &str, drafts: &mut Vec<Draft>) -> Head {
    let mut found = Head::default();
    let Some(first) = drafts.iter().position(|draft| !is_page_line(draft)) else {
        return found;
    };
    let first = over_number(text, drafts, first);
    let first = over_drawn_line(text, drafts, first);
    let first = issuers(text, drafts, first, &mut found);
    if drafts[first].block.rule == Rule::MarkedHeading && drafts[first].block.level == Some(1) {
        drafts[first].settle(BlockKind::Title, Rule::MarkedHeading);
        drafts[first].block.level = None;
        found.title = Some(first);
        found.end = first + 1;
        return found;
    }
    let listed = is_bulleted(&drafts[first]) && drafts.get(first + 1).is_some_and(is_bulleted);
    if listed || !is_title(text, &drafts[first]) {
        found.end = first;
        return found;
    }
    adoption(text, drafts, first);
    found.speaker = speaks(text, drafts, first);
    // The lines right under it that could be of the title too.
    let mut last = first;
    while last + 1 < drafts.len()
        && last < first + 3
        && is_title(text, &drafts[last + 1])
        && !is_bulleted(&drafts[last + 1])
    {
        last += 1;
    }
    let (title, joined) = title_among(text, drafts, first, last);
    if joined {
        // A title over two lines.
        let second = drafts.remove(title + 1);
        drafts[title].block.ranges.extend(second.block.ranges);
        drafts[title].block.joined = Some(Rule::TitleLines);
        last -= 1;
    }
    found.title = Some(title);
    drafts[title].settle(BlockKind::Title, Rule::HeadLine);
    if title > first {
        found.kicker = kicker(text, drafts, first, title);
    }
    found.end = title + 1;
    if title < last {
        under_title(text, drafts, title + 1, last, &mut found);
    } else {
        subtitle_below(text, drafts, title, &mut found);
    }
    found
}

/// Settles what stands over the number of an official document: its letterhead.
/// Gives the first line below.
fn over_number(text: &str, drafts: &mut [Draft], first: usize) -> usize {
    let number = drafts
        .iter()
        .take(first + 4)
        .position(|draft| draft.kind() == BlockKind::DocumentNumber);
    let Some(number) = number.filter(|&number| number > first) else {
        return first;
    };
    if !(first..number).all(|index| is_title(text, &drafts[index])) {
        return first;
    }
    // A line may be drawn between.
    let ruled = drafts
        .get(number + 1)
        .is_some_and(|line| line.block.rule == Rule::PageNumber);
    let below = number + 1 + usize::from(ruled);
    let title_below = drafts.get(below).is_some_and(|draft| is_title(text, draft));
    // A judgment has its number under its title.
    let acts = |index: usize| {
        drafts
            .get(index)
            .is_some_and(|draft| names_act(draft.text(text)))
    };
    let titled = acts(number - 1) && !acts(below);
    if title_below && !titled {
        for draft in &mut drafts[first..number] {
            draft.settle(BlockKind::FrontMatter, Rule::Letterhead);
        }
        return below;
    }
    // The court, over the kind of its document and the number.
    if number - first == 2 && names_body(drafts[first].text(text)) {
        drafts[first].settle(BlockKind::FrontMatter, Rule::Letterhead);
        return first + 1;
    }
    first
}

/// Settles a name over a drawn line: the head of the paper or the office. Gives
/// the first line below.
fn over_drawn_line(text: &str, drafts: &mut [Draft], first: usize) -> usize {
    let over_line = drafts
        .get(first + 1)
        .is_some_and(|line| line.block.rule == Rule::PageNumber)
        && drafts
            .get(first + 2)
            .is_some_and(|draft| is_title(text, draft));
    let line = drafts[first].text(text);
    if over_line && is_title(text, &drafts[first]) && (names_act(line) || names_body(line)) {
        drafts[first].settle(BlockKind::FrontMatter, Rule::Letterhead);
        return first + 2;
    }
    first
}

/// Settles the names of two bodies or more over the title of an act, who issued
/// it together. Gives the first line below.
fn issuers(text: &str, drafts: &mut [Draft], first: usize, found: &mut Head) -> usize {
    /// Most of them.
    const MOST: usize = 6;
    let body = |draft: &&Draft| is_title(text, draft) && names_body(draft.text(text));
    let bodies = drafts[first..].iter().take(MOST).take_while(body).count();
    let below = first + bodies;
    let act = drafts
        .get(below)
        .is_some_and(|draft| is_title(text, draft) && names_act(draft.text(text)));
    if bodies < 2 || !act {
        return first;
    }
    for draft in &mut drafts[first..below] {
        draft.settle(BlockKind::FrontMatter, Rule::Letterhead);
    }
    found.issuer = Some(drafts[first].first());
    below
}

/// Which of the lines is the title, the first or the one below it, and whether
/// it goes on in the next.
fn title_among(text: &str, drafts: &[Draft], first: usize, last: usize) -> (usize, bool) {
    let dashed = |index: usize| {
        drafts
            .get(index)
            .is_some_and(|draft| is_dashed(draft.text(text)))
    };
    if first == last || dashed(first + 1) {
        return (first, false);
    }
    let line = |index: usize| drafts[index].text(text);
    let next = drafts.get(first + 2).map_or("", |draft| draft.text(text));
    let over = is_page_title(line(first), line(first + 1))
        || is_kicker(line(first), line(first + 1), next);
    // The dash of a subtitle tells how many lines stand over it.
    let under_dash = (first + 2..=last).find(|&index| dashed(index));
    let below = over || under_dash == Some(first + 3);
    let title = first + usize::from(below);
    let mut joined = false;
    if title < last {
        let (above, below) = (line(title), line(title + 1));
        let parallel =
            under_dash == Some(title + 2) && above.chars().count() == below.chars().count();
        joined = !dashed(title + 1) && (goes_on(above, below) || parallel);
    }
    if !joined && under_dash == Some(first + 2) {
        return (first + 1, false);
    }
    (title, joined)
}

/// Settles the line over the title: a kicker, or the title of the page again.
fn kicker(text: &str, drafts: &mut [Draft], above: usize, title: usize) -> Option<usize> {
    if is_page_title(drafts[above].text(text), drafts[title].text(text)) {
        drafts[above].settle(BlockKind::Boilerplate, Rule::Repeated);
        return None;
    }
    drafts[above].settle(BlockKind::Kicker, Rule::AboveTitle);
    Some(above)
}

/// Settles the lines from `under` to `last`, right under the title. Without a
/// dash, a line right above the text may be a heading of it; one above the byline
/// or the date is of the title.
fn under_title(text: &str, drafts: &mut [Draft], under: usize, last: usize, found: &mut Head) {
    let line = drafts[under].text(text);
    // What goes on from another page is text.
    let page_line_next = drafts
        .get(under + 1)
        .is_some_and(|next| is_page_line(next) && !is_turn(next.text(text)));
    if page_line_next && names_bodies(line) {
        // Who issued it stands between the title and the date.
        drafts[under].settle(BlockKind::FrontMatter, Rule::Letterhead);
        found.issuer = Some(drafts[under].first());
        found.end = under + 1;
    } else if is_dashed(line) || page_line_next {
        drafts[under].settle(BlockKind::Subtitle, Rule::UnderTitle);
        found.subtitle = Some(under);
        found.end = under + 1;
    } else if under + 1 == last && drafts.get(last + 1).is_some_and(is_page_line) {
        // Two lines under the title, over the byline or the date.
        for draft in &mut drafts[under..=last] {
            draft.settle(BlockKind::Subtitle, Rule::UnderTitle);
        }
        found.subtitle = Some(under);
        found.end = last + 1;
    }
}

/// Settles a line with the dash of a subtitle behind the lines about the page.
fn subtitle_below(text: &str, drafts: &mut [Draft], title: usize, found: &mut Head) {
    let below = (title + 1..drafts.len().min(title + 5))
        .find(|&index| !is_page_line(&drafts[index]))
        .filter(|&index| is_dashed(drafts[index].text(text)) && is_title(text, &drafts[index]));
    if let Some(below) = below {
        drafts[below].settle(BlockKind::Subtitle, Rule::UnderTitle);
        found.subtitle = Some(below);
        found.end = below + 1;
    }
}

/// Settles a line under the title in brackets as a whole: when a law was adopted
/// and comes into force, or where the author works.
fn adoption(text: &str, drafts: &mut [Draft], title: usize) {
    let acts = [
        "通过", "通過", "公布", "发布", "發布", "施行", "修订", "修訂", "修正", "印发", "批准",
    ];
    for draft in drafts.iter_mut().skip(title + 1).take(3) {
        let line = draft.text(text);
        let note = draft.is_open()
            && line.starts_with(['（', '('])
            && line.ends_with(['）', ')'])
            && !line.contains(['。', '；'])
            && (acts.iter().any(|act| line.contains(act))
                && find_date(head_of(line, 60), 0).is_some()
                || line
                    .trim_matches(['（', '(', '）', ')'])
                    .split(['，', ',', ' ', '\u{3000}'])
                    .any(|part| BODIES.at_end(part, |()| true).is_some()));
        if note {
            draft.settle(BlockKind::FrontMatter, Rule::UnderTitle);
        }
    }
}

/// Settles the line of a name under the title, or of an office and a name in the
/// head of a speech.
fn speaks(text: &str, drafts: &mut [Draft], title: usize) -> Option<(usize, Credits)> {
    if let Some((at, credits)) = author(text, drafts, title) {
        drafts[at].settle(BlockKind::Byline, Rule::Credits);
        return Some((at, credits));
    }
    let found = |draft: &Draft| {
        let line = draft.text(text);
        let apart = line.contains([' ', '\u{3000}', '\u{A0}']) && draft.is_open();
        apart.then(|| speaker(line, draft.first().start)).flatten()
    };
    let office = |credits: &Credits| {
        credits.names.len() > 1
            || credits
                .names
                .iter()
                .any(|named| named.credit.role != "作者")
    };
    let end = drafts.len().min(title + 4);
    let at = (title + 1..end)
        .find(|&index| drafts[index].is_open() && found(&drafts[index]).is_some())?;
    let credits = found(&drafts[at]).filter(office)?;
    // Several are a list of those who hold an office.
    if drafts.get(at + 1).is_some_and(|next| found(next).is_some()) {
        return None;
    }
    drafts[at].settle(BlockKind::Byline, Rule::Credits);
    Some((at, credits))
}

/// Who wrote it, under the title: a name of three characters or more, or one
/// behind a mark. Several are a list.
fn author(text: &str, drafts: &[Draft], title: usize) -> Option<(usize, Credits)> {
    let at = (title + 1..drafts.len().min(title + 4)).find(|&at| !is_page_line(&drafts[at]))?;
    let named = |at: usize| {
        let draft = drafts.get(at).filter(|draft| draft.is_open())?;
        let line = draft.text(text);
        let mark = draft.marker.filter(|_| is_bulleted(draft));
        let start = mark.map_or(0, |mark| mark.span.end - mark.span.start);
        let rest = line.get(start..)?;
        let name = rest.trim_start();
        let fits = mark.is_some() || name.chars().count() >= 3;
        let start = draft.first().start + line.len() - name.len();
        let alone = || {
            (fits && is_person(name))
                .then(|| speaker(name, start))
                .flatten()
        };
        alone().or_else(|| official(name, start))
    };
    let credits = named(at).filter(|_| named(at + 1).is_none())?;
    Some((at, credits))
}

/// Lines of the head that are about the page.
fn is_page_line(draft: &Draft) -> bool {
    matches!(
        draft.kind(),
        BlockKind::Boilerplate
            | BlockKind::Byline
            | BlockKind::FrontMatter
            | BlockKind::DocumentNumber
            | BlockKind::Keywords
    )
}

fn is_bulleted(draft: &Draft) -> bool {
    draft
        .marker
        .is_some_and(|marker| marker.kind == MarkerKind::Bullet)
}

pub(crate) fn is_title(text: &str, draft: &Draft) -> bool {
    if !draft.is_open() || draft.block.ranges.len() != 1 || draft.width > TITLE {
        return false;
    }
    let line = draft.text(text);
    let stops = line.chars().filter(|c| matches!(c, '。' | '；')).count();
    let numbered = draft
        .marker
        .is_some_and(|marker| marker.number == 1 || marker.kind.is_chapter());
    let bracketed = line.starts_with('【') && line.ends_with('】');
    let open = line.ends_with(['，', ',', '、', '：', ':', '；']);
    let commas = line.chars().filter(|c| matches!(c, '，' | ',')).count();
    let asked = line
        .strip_prefix(['问', '問'])
        .is_some_and(|question| question.starts_with(['：', ':']));
    stops == 0 && commas <= 2 && !numbered && !bracketed && !open && !asked && draft.lead.is_none()
}

/// Whether a line begins with the dash of a subtitle.
pub(crate) fn is_dashed(line: &str) -> bool {
    ["——", "—", "－－", "--", "──", "–", "─"]
        .iter()
        .any(|dash| line.starts_with(dash))
}

/// Whether a title goes on in the line below: 国务院关于 / 印发…的通知.
fn goes_on(above: &str, below: &str) -> bool {
    let open = |left: char, right: char| above.matches(left).count() > above.matches(right).count();
    names_body(above) && names_act(below)
        || above.ends_with(['的', '和', '与', '與', '、', '及', '于', '於', '暨'])
        || names_act(below)
            && (above.contains("关于") || above.contains("關於"))
            && !names_act(above)
        || below.starts_with("关于")
        || below.starts_with("關於")
        || open('《', '》')
        || open('“', '”')
        || open('「', '」')
        || open('（', '）')
}

/// Whether a line is the name of a public body and nothing else, perhaps with
/// signs for the place (××市统计局).
fn names_body(line: &str) -> bool {
    line.chars()
        .all(|c| writes_words(c) || matches!(c, '×' | 'X' | '＊' | '*' | '○'))
        && (4..=24).contains(&line.chars().count())
        && BODIES.at_end(line, |()| true).is_some()
}

/// Whether a line names public bodies, one or several side by side.
fn names_bodies(line: &str) -> bool {
    line.split_whitespace().all(names_body)
}

/// Whether a title ends with the kind of an official act.
fn names_act(line: &str) -> bool {
    ACTS.at_end(without_note(line), |()| true).is_some()
}

/// Whether a line is the title of the page for the browser: the headline again,
/// perhaps with the name of the site.
fn is_page_title(above: &str, headline: &str) -> bool {
    above.strip_prefix(headline).is_some_and(|rest| {
        rest.is_empty() || rest.starts_with(['_', '-', '|', '｜', '－', '—', '–', ' ', '('])
    })
}

/// The headline in a title that carries the name of the site behind it.
pub(crate) fn headline(line: &str) -> &str {
    let cut = match line.find(['_', '|', '｜']) {
        Some(cut) => cut,
        None => match line.rfind(" - ").or_else(|| line.rfind('-')) {
            Some(cut) => cut,
            None => return line,
        },
    };
    let (head, rest) = line.split_at_checked(cut).unwrap_or((line, ""));
    let head = head.trim_end();
    let site = rest
        .rsplit(['_', '|', '｜', '-'])
        .next()
        .unwrap_or_default()
        .trim();
    let named = OUTLETS.at_end(site, |()| true).is_some() && site.chars().count() <= 14;
    if named && head.chars().count() >= 6 {
        head
    } else {
        line
    }
}

/// Whether a line only leads to the one below, which can be a title. `next` is
/// the line below both.
fn is_kicker(line: &str, below: &str, next: &str) -> bool {
    let titled = names_act(line) && !names_act(below) && !below.contains("关于");
    line.chars().count() <= 6 && !titled && is_headline(below, next)
        || line.ends_with(['：', ':', '…'])
        || (line.starts_with(['【', '[', '［', '|', '｜']) && line.ends_with(is_stop_or_bracket))
}

/// Whether a line under a short one can be the title: not a name, a day, a
/// question put to someone, the first of several labels, or a line of text.
fn is_headline(line: &str, next: &str) -> bool {
    let label = |line: &str| {
        line.char_indices()
            .take(9)
            .any(|(_, c)| matches!(c, '：' | ':'))
    };
    let asked = label(line) && line.ends_with(['？', '?']);
    let labels = label(line) && label(next);
    let year = line.strip_suffix('年');
    let dated = date_at(line, 0).is_some_and(|date| date.span.end == line.len())
        || year.is_some_and(|year| year.chars().all(|c| digit(c).is_some()));
    let text = line.contains(['，', ','])
        && (line.contains(|c| digit(c).is_some()) || line.chars().count() > 30);
    !(is_person(line) || asked || labels || dated || text)
}

const fn is_stop_or_bracket(c: char) -> bool {
    is_stop(c) || matches!(c, '】' | ']' | '］' | '|' | '｜')
}

/// Makes an abstract of the paragraphs under its label.
pub(crate) fn announced(drafts: &mut [Draft]) {
    /// More paragraphs than these are the text itself.
    const MOST: usize = 3;
    let Some(label) = drafts
        .iter()
        .position(|draft| draft.kind() == BlockKind::Label)
    else {
        return;
    };
    let run = drafts[label + 1..]
        .iter()
        .take_while(|draft| draft.is_open() && draft.width > 40)
        .count();
    // A run that goes on is the text; its first paragraph is the abstract.
    let length = if run <= MOST { run } else { 1 };
    for draft in &mut drafts[label + 1..=label + length] {
        draft.settle(BlockKind::Abstract, Rule::Announced);
    }
}

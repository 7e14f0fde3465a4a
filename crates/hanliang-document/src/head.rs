//! The head of a page: title, kicker, subtitle, addressee, abstract.

use crate::chars::is_stop;
use crate::draft::Draft;
use crate::kind::BlockKind;
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
    /// The first draft after the head.
    pub(crate) end: usize,
}

/// Finds title, kicker and subtitle among the lines before the text.
pub(crate) fn head(text: &str, drafts: &mut Vec<Draft>) -> Head {
    let mut found = Head::default();
    let Some(first) = drafts.iter().position(|draft| !is_page_line(draft)) else {
        return found;
    };
    if !is_title(text, &drafts[first]) {
        found.end = first;
        return found;
    }
    // The lines right under it that could be of the title too.
    let mut last = first;
    while last + 1 < drafts.len() && last < first + 3 && is_title(text, &drafts[last + 1]) {
        last += 1;
    }
    let lines = last - first + 1;
    let dashed = |index: usize| {
        drafts
            .get(index)
            .is_some_and(|draft| is_dashed(draft.text(text)))
    };
    let mut title = first;
    if lines >= 2 && !dashed(first + 1) {
        let (above, below) = (drafts[first].text(text), drafts[first + 1].text(text));
        if goes_on(above, below) {
            found.title = Some(first);
        } else if above == below || is_kicker(above) || dashed(first + 2) {
            title = first + 1;
            found.kicker = Some(first);
        }
    }
    if found.title.is_some() {
        // A title over two lines.
        let second = drafts.remove(first + 1);
        drafts[first].block.ranges.extend(second.block.ranges);
        drafts[first].block.joined = Some(Rule::TitleLines);
        last -= 1;
    }
    found.title = Some(title);
    drafts[title].settle(BlockKind::Title, Rule::HeadLine);
    if let Some(kicker) = found.kicker {
        let repeated = drafts[kicker].text(text) == drafts[title].text(text);
        if repeated {
            found.kicker = None;
            drafts[kicker].settle(BlockKind::Boilerplate, Rule::Repeated);
        } else {
            drafts[kicker].settle(BlockKind::Kicker, Rule::AboveTitle);
        }
    }
    found.end = title + 1;
    if title < last {
        let under = title + 1;
        let line = drafts[under].text(text);
        // Without a dash, a line right above the text may be a heading of it;
        // one above the byline or the date is of the title.
        let page_line_next = drafts.get(under + 1).is_some_and(is_page_line);
        if is_dashed(line) || page_line_next {
            drafts[under].settle(BlockKind::Subtitle, Rule::UnderTitle);
            found.subtitle = Some(under);
            found.end = under + 1;
        }
    } else if let Some(under) = (title + 1..drafts.len().min(title + 5))
        .find(|&index| !is_page_line(&drafts[index]))
        .filter(|&index| is_dashed(drafts[index].text(text)) && is_title(text, &drafts[index]))
    {
        drafts[under].settle(BlockKind::Subtitle, Rule::UnderTitle);
        found.subtitle = Some(under);
        found.end = under + 1;
    }
    found
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

fn is_title(text: &str, draft: &Draft) -> bool {
    if !draft.is_open() || draft.block.ranges.len() != 1 || draft.width > TITLE {
        return false;
    }
    let line = draft.text(text);
    let stops = line.chars().filter(|c| matches!(c, '。' | '；')).count();
    let numbered = draft
        .marker
        .is_some_and(|marker| marker.number == 1 || marker.kind.is_chapter());
    let bracketed = line.starts_with('【') && line.ends_with('】');
    let open = line.ends_with(['，', ',', '、', '：', ':', '；']) && draft.width > 24;
    stops == 0 && !numbered && !bracketed && !open && draft.lead.is_none()
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
    above.ends_with(['的', '和', '与', '與', '、', '及', '于', '於', '暨'])
        || below.starts_with("关于")
        || below.starts_with("關於")
        || open('《', '》')
        || open('“', '”')
        || open('「', '」')
        || open('（', '）')
}

/// Whether a line above the title only leads to it.
fn is_kicker(line: &str) -> bool {
    line.chars().count() <= 6
        || line.ends_with(['：', ':', '…'])
        || (line.starts_with(['【', '[', '［', '|', '｜']) && line.ends_with(is_stop_or_bracket))
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

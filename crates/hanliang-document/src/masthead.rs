//! What stands over the head of a page: the menus of a site, the page of a paper,
//! the index table of an office.

use hanliang_span::Span;

use crate::chars::writes_words;
use crate::date::{date_at, republic_date_at};
use crate::draft::Draft;
use crate::front::Front;
use crate::furniture::is_ornament;
use crate::head::is_title;
use crate::kind::BlockKind;
use crate::newspaper::is_bare_page;
use crate::person::is_person;
use crate::phrase::{BODIES, LABELS, LabelField, OUTLETS};
use crate::rule::Rule;

/// Characters of the longest word of a menu.
const WORD: usize = 6;

/// Settles what stands over the head.
pub(crate) fn masthead(text: &str, drafts: &mut [Draft]) {
    paper(text, drafts);
    site(text, drafts);
    menu(text, drafts);
}

/// A12 over the title, and the name of the page under its number.
fn paper(text: &str, drafts: &mut [Draft]) {
    let Some(first) = drafts.first_mut() else {
        return;
    };
    let bare = first.is_open() && is_bare_page(first.text(text));
    if bare {
        first.settle(BlockKind::Boilerplate, Rule::PageNumber);
    }
    let numbered = first.block.rule == Rule::PageNumber;
    let [_, name, headline, ..] = drafts else {
        return;
    };
    let short = is_word(text, name) && name.text(text).chars().count() <= 4;
    if numbered && short && is_longer(text, headline) {
        name.settle(BlockKind::Boilerplate, Rule::PageNumber);
    }
}

/// 某某市人民政府 over the path of the page: the name of the site. The title stands
/// below the lines about the page.
fn site(text: &str, drafts: &mut [Draft]) {
    /// Furniture between the name and the path.
    const BETWEEN: usize = 2;
    let Some((first, below)) = drafts.split_first_mut() else {
        return;
    };
    let name = first.text(text);
    let named = is_title(text, first)
        && (BODIES.at_end(name, |()| true).is_some() || OUTLETS.at_end(name, |()| true).is_some())
        && name.chars().all(writes_words);
    let about = |draft: &&Draft| {
        matches!(
            draft.kind(),
            BlockKind::Boilerplate | BlockKind::FrontMatter | BlockKind::DocumentNumber
        )
    };
    let over = below.iter().take_while(about).take(BETWEEN + 1);
    let pathed = over.clone().any(|draft| draft.block.rule == Rule::Path);
    let headline = || below.iter().find(|draft| !about(draft));
    if named && pathed && headline().is_some_and(|draft| is_title(text, draft)) {
        first.settle(BlockKind::Boilerplate, Rule::Menu);
    }
}

/// The words of a menu, one a line or side by side: two or more over a longer
/// line with the date or the source under it.
fn menu(text: &str, drafts: &mut [Draft]) {
    /// Most lines looked at.
    const MOST: usize = 60;
    /// Lines under the headline that may stand over the date: a second line of
    /// it, a subtitle.
    const UNDER: usize = 3;
    let (mut words, mut end) = (0, 0);
    for draft in drafts.iter().take(MOST) {
        let furniture = draft.kind() == BlockKind::Boilerplate;
        words += match draft.text(text) {
            line if is_word(text, draft) || furniture && line.chars().count() <= WORD => 1,
            line if draft.is_open() && is_row(line) => 2,
            _ if furniture => 0,
            _ => break,
        };
        end += 1;
    }
    let about = drafts
        .iter()
        .skip(end + 1)
        .take(UNDER)
        .any(|draft| draft.kind() == BlockKind::FrontMatter);
    let headed = drafts
        .get(end)
        .is_some_and(|headline| is_longer(text, headline));
    if words < 2 || !headed || !about {
        return;
    }
    for draft in drafts[..end].iter_mut().filter(|draft| draft.is_open()) {
        draft.settle(BlockKind::Boilerplate, Rule::Menu);
    }
}

/// Whether a line is one bare word.
fn is_word(text: &str, draft: &Draft) -> bool {
    let line = draft.text(text);
    is_title(text, draft) && line.chars().all(writes_words) && line.chars().count() <= WORD
}

/// Whether a line can be the headline under a menu.
fn is_longer(text: &str, draft: &Draft) -> bool {
    is_title(text, draft) && draft.text(text).chars().count() > WORD
}

/// 即時 政治 社會 國際: four words or more side by side, and no names.
fn is_row(line: &str) -> bool {
    let words = || line.split_whitespace();
    let word = |word: &str| word.chars().count() <= WORD && word.chars().all(writes_words);
    words().nth(3).is_some() && words().all(word) && !words().all(is_person)
}

/// What an index table says, whose labels and values stand side by side without
/// a colon: 索引号 014006438/2021-03321 发布机构 市政府办公室. Each of `rows`
/// begins with a label.
pub(crate) fn index<'r>(text: &str, rows: impl Iterator<Item = &'r [Span]>) -> Option<Front> {
    let label = |cell: &Span| {
        let cell = cell.of(text)?.trim_end_matches([':', '：']);
        let label: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        LABELS.whole(&label)
    };
    let mut found = Front::default();
    for row in rows {
        let mut field = None;
        for (nth, cell) in row.iter().enumerate() {
            if let Some(next) = label(cell) {
                // Two labels side by side head the columns of a table.
                if nth > 0 && row.get(nth - 1).and_then(label).is_some() {
                    return None;
                }
                found.known += 1;
                field = Some(next);
                continue;
            }
            // A row that begins with none is of another table.
            if let Some(field) = field.take() {
                value(text, *cell, field, &mut found);
            } else if nth == 0 {
                return None;
            }
        }
    }
    (found.known >= 2).then_some(found)
}

/// An index table of one row, whose cells bars or blanks part.
pub(crate) fn index_line(text: &str, line: Span) -> Option<Front> {
    let body = line.of(text)?;
    let barred = body.contains(['|', '｜']);
    if !barred {
        LABELS.at_start(body)?;
    }
    let parts = |c: char| match barred {
        true => matches!(c, '|' | '｜'),
        false => c.is_whitespace(),
    };
    let mut cells = Vec::new();
    let mut at = line.start;
    for part in body.split(parts) {
        let cell = part.trim();
        if !cell.is_empty() {
            let start = at + part.len() - part.trim_start().len();
            cells.push(Span::new(start, start + cell.len()));
        }
        at += part.len();
        let mark = text.get(at..).and_then(|rest| rest.chars().next());
        at += mark.map_or(0, char::len_utf8);
    }
    index(text, core::iter::once(cells.as_slice()))
}

/// Takes the value of a label.
fn value(text: &str, cell: Span, field: LabelField, found: &mut Front) {
    let here = cell.of(text).unwrap_or_default();
    match field {
        // A dash stands for no value.
        _ if here.chars().all(is_ornament) => {}
        LabelField::Source => found.source = found.source.or(Some(cell)),
        LabelField::Published => {
            let date = date_at(here, 0).or_else(|| republic_date_at(here, 0));
            found.published = found.published.or(date.map(|mut date| {
                date.span = date.span.shift(cell.start);
                date
            }));
        }
        LabelField::Title => found.title = found.title.or(Some(cell)),
        LabelField::DocumentNumber => found.document_number = Some(cell),
        LabelField::Url => found.url = Some(cell),
        LabelField::Author
        | LabelField::OriginalTitle
        | LabelField::Abstract
        | LabelField::Keywords
        | LabelField::Views
        | LabelField::Other => {}
    }
}

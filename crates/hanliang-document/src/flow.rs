//! The text of a piece of a web page as it is set: blocks on lines of their
//! own, the cells of a row parted by tabs.

use dom_query::NodeRef;

/// What holds no text to read, or text that was struck out.
const UNREAD: [&str; 23] = [
    "audio", "button", "canvas", "datalist", "del", "embed", "head", "iframe", "input", "math",
    "noscript", "object", "option", "s", "script", "select", "strike", "style", "svg", "template",
    "textarea", "title", "video",
];
/// What stands around the text of a page, by the name its author gave it.
const AROUND: [&str; 3] = ["aside", "footer", "nav"];
/// Blocks with a blank line before and after.
const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "ul",
    "xmp",
    "html",
];
/// Blocks on a line of their own, next to each other.
const LINES: [&str; 6] = ["caption", "dd", "dt", "li", "tr", "col"];
/// A cell with more blocks than this holds prose: the table only sets it.
const CELL_BLOCKS: usize = 4;

/// What parts two pieces of text, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    #[default]
    None,
    Space,
    /// A line end in the source, which is no line end on the page.
    Wrap,
    Line,
    Paragraph,
}

/// Which parts of a page are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    /// All that holds text.
    All,
    /// Not what its author marked as standing around the text, or as not to be
    /// seen.
    Inner,
}

#[derive(Debug, Default)]
struct Flow {
    text: String,
    pending: Break,
    /// Cell borders since the last text.
    tabs: usize,
    /// Open cells whose row is set on one line.
    cells: usize,
    /// Open elements that keep their line ends.
    kept: usize,
    /// Open elements whose text is raised.
    raised: usize,
}

/// The text of an element and all in it. Linear time, whatever the nesting.
pub(crate) fn flow(root: &NodeRef<'_>, parts: Parts) -> String {
    let mut flow = Flow::default();
    // Rows that are open, each with whether it is set on one line.
    let mut rows: Vec<bool> = Vec::new();
    let mut node = *root;
    loop {
        let name = node.node_name();
        let name = name.as_deref().unwrap_or_default();
        let read = name.is_empty() || !is_unread(&node, name, parts);
        if read {
            flow.enter(&node, name, &mut rows);
        }
        if let Some(child) = node.first_child().filter(|_| read) {
            node = child;
            continue;
        }
        if read {
            flow.leave(name, &mut rows);
        }
        loop {
            if node.id == root.id {
                return flow.text;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                return flow.text;
            };
            node = parent;
            let name = node.node_name();
            flow.leave(name.as_deref().unwrap_or_default(), &mut rows);
        }
    }
}

fn is_unread(node: &NodeRef<'_>, name: &str, parts: Parts) -> bool {
    UNREAD.contains(&name) || parts == Parts::Inner && (AROUND.contains(&name) || is_hidden(node))
}

/// Whether an element says of itself that it is not shown.
fn is_hidden(node: &NodeRef<'_>) -> bool {
    let unseen = |style: &str| {
        let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
        rules.any(|(name, value)| {
            let hides = |what: &str, how: &str| {
                name.trim().eq_ignore_ascii_case(what) && value.trim().eq_ignore_ascii_case(how)
            };
            hides("display", "none") || hides("visibility", "hidden")
        })
    };
    node.has_attr("hidden") || node.attr("style").is_some_and(|style| unseen(&style))
}

impl Flow {
    fn enter(&mut self, node: &NodeRef<'_>, name: &str, rows: &mut Vec<bool>) {
        match name {
            "" => {
                if node.is_text() {
                    self.write(&node.text());
                }
            }
            "br" if self.pending >= Break::Line => self.part(Break::Paragraph),
            "br" => self.part(Break::Line),
            "td" | "th" => {
                if rows.last() != Some(&true) {
                    self.part(Break::Paragraph);
                    return;
                }
                if node.prev_element_sibling().is_some() {
                    self.tabs += 1;
                }
                self.cells += 1;
            }
            _ => {
                self.part(around(name));
                self.kept += usize::from(keeps_lines(name));
                self.raised += usize::from(name == "sup");
                if name == "tr" {
                    rows.push(is_row(node));
                }
            }
        }
    }

    fn leave(&mut self, name: &str, rows: &mut Vec<bool>) {
        match name {
            "td" | "th" if rows.last() == Some(&true) => {
                self.cells = self.cells.saturating_sub(1);
                self.pending = self.pending.min(Break::Line);
            }
            "td" | "th" => self.part(Break::Paragraph),
            "tr" => {
                rows.pop();
                self.tabs = 0;
                self.part(Break::Line);
            }
            _ => {
                self.kept = self.kept.saturating_sub(usize::from(keeps_lines(name)));
                self.raised = self.raised.saturating_sub(usize::from(name == "sup"));
                self.part(around(name));
            }
        }
    }

    fn part(&mut self, by: Break) {
        let most = if self.cells > 0 { Break::Wrap } else { by };
        self.pending = self.pending.max(by.min(most));
    }

    fn write(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.kept > 0 => self.part(Break::Line),
                '\n' | '\r' | '\u{c}' => self.part(Break::Wrap),
                ' ' | '\t' if self.kept == 0 || c == '\t' => self.part(Break::Space),
                _ => {
                    let c = if self.raised > 0 { raised(c) } else { c };
                    self.set_apart(c);
                    self.text.push(c);
                }
            }
        }
    }

    /// Writes what parts the text so far from a character.
    fn set_apart(&mut self, next: char) {
        let pending = core::mem::take(&mut self.pending);
        let tabs = core::mem::take(&mut self.tabs);
        let Some(last) = self.text.chars().next_back() else {
            return;
        };
        match pending {
            Break::Paragraph => self.text.push_str("\n\n"),
            Break::Line => self.text.push('\n'),
            _ if tabs > 0 => {}
            // Chinese is written without spaces; a line end in the source
            // between two of its characters is none.
            Break::Wrap if is_wide(last) && is_wide(next) => {}
            Break::Wrap | Break::Space => self.text.push(' '),
            Break::None => {}
        }
        self.text.extend(core::iter::repeat_n('\t', tabs));
    }
}

/// A digit or sign as it is written when raised: 10⁴ is not 104, nor is the
/// mark of a note behind 30 a digit of it.
const fn raised(c: char) -> char {
    match c {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' => '⁰',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => c,
    }
}

fn around(name: &str) -> Break {
    if BLOCKS.contains(&name) {
        Break::Paragraph
    } else if LINES.contains(&name) {
        Break::Line
    } else {
        Break::None
    }
}

fn keeps_lines(name: &str) -> bool {
    matches!(name, "pre" | "listing" | "plaintext" | "xmp")
}

/// Whether a row is one of a table of data: its cells hold no page of their
/// own.
fn is_row(row: &NodeRef<'_>) -> bool {
    let cells = row.element_children();
    cells.len() > 1
        && cells.iter().all(|cell| {
            let mut blocks = 0;
            !cell.descendants_it().any(|inner| {
                let name = inner.node_name();
                let name = name.as_deref().unwrap_or_default();
                blocks += usize::from(around(name) != Break::None || name == "br");
                blocks > CELL_BLOCKS || matches!(name, "table" | "h1" | "h2" | "h3")
            })
        })
}

/// Whether a character is set without a space beside its like: Han, kana,
/// the full-width forms and the punctuation of Chinese.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2014}'..='\u{2026}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

//! One block of a document, ready to be read: its text in simplified form
//! (for the rules), as written (for what is reported), its sentences and its
//! quotations.

use std::borrow::Cow;

use hanliang_document::{Joined, sentences};
use hanliang_span::Span;

use crate::record::Mention;
use crate::room::push;
use crate::spacing::is_unread;
use crate::tables::signs::{Kind, Signs};

/// How far a closing quotation mark is looked for, in bytes.
const QUOTE_REACH: usize = 240;

/// A stretch between quotation marks or title marks, without the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quote {
    pub(crate) inside: Span,
    /// Whether it is the name of a work, 《…》.
    pub(crate) title: bool,
}

impl Quote {
    /// With its marks.
    pub(crate) fn outside(self, text: &str) -> Span {
        let before = text
            .get(..self.inside.start)
            .and_then(|text| text.chars().next_back())
            .map_or(0, char::len_utf8);
        let after = text
            .get(self.inside.end..)
            .and_then(|text| text.chars().next())
            .map_or(0, char::len_utf8);
        Span::new(self.inside.start - before, self.inside.end + after)
    }
}

/// How long a character is in bytes, by the upper half of its first byte.
const LENGTHS: [usize; 16] = [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 4];

/// One block, its pieces joined. All places are bytes into the joined text.
#[derive(Debug)]
pub(crate) struct Passage<'t> {
    /// All of the text that the block is of.
    source: &'t str,
    pub(crate) joined: &'t Joined<'t>,
    /// What the rules read: simplified, byte for byte as long.
    pub(crate) text: Cow<'t, str>,
    signs: Signs,
    pub(crate) sentences: Vec<Span>,
    /// In order of where they begin; inner ones after the outer.
    pub(crate) quotes: Vec<Quote>,
    /// It stands on a page whose digits were taken out.
    pub(crate) stripped: bool,
    /// Several figures were lost for certain so far.
    pub(crate) damaged: bool,
}

impl<'t> Passage<'t> {
    pub(crate) fn new(source: &'t str, joined: &'t Joined<'t>) -> Self {
        let (text, signs) = Signs::read(joined.text());
        let mut cut = Vec::new();
        for sentence in sentences(joined.text()) {
            push(&mut cut, sentence, sentence.start, joined.text().len());
        }
        let quotes = quotes(&text);
        Self {
            source,
            joined,
            text,
            signs,
            sentences: cut,
            quotes,
            stripped: false,
            damaged: false,
        }
    }

    /// The rules' text between two places, empty if they do not fit.
    pub(crate) fn slice(&self, span: Span) -> &str {
        span.of(&self.text).unwrap_or_default()
    }

    pub(crate) fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }

    pub(crate) fn after(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// At most `count` characters that start at `at`.
    pub(crate) fn near(&self, at: usize, count: usize) -> &str {
        let rest = self.after(at);
        let mut length = 0;
        for _ in 0..count {
            let Some(lead) = rest.as_bytes().get(length) else {
                break;
            };
            length += LENGTHS[usize::from(lead >> 4)];
        }
        rest.get(..length).unwrap_or_default()
    }

    /// The characters of a kind within a stretch, in order.
    pub(crate) fn signs(&self, kind: Kind, stretch: Span) -> impl Iterator<Item = (usize, char)> {
        self.signs.of(kind, stretch)
    }

    /// All of it.
    pub(crate) fn whole(&self) -> Span {
        Span::new(0, self.text.len())
    }

    /// The sentence over a place.
    pub(crate) fn sentence_over(&self, at: usize) -> Option<Span> {
        let upto = self
            .sentences
            .partition_point(|sentence| sentence.start <= at);
        self.sentences.get(upto.saturating_sub(1)).copied()
    }

    /// The innermost quotation over a place.
    pub(crate) fn quote_over(&self, span: Span) -> Option<Quote> {
        let upto = self
            .quotes
            .partition_point(|quote| quote.inside.start <= span.start);
        let held = self.quotes.get(upto.saturating_sub(6)..upto)?;
        held.iter()
            .rev()
            .find(|quote| quote.inside.covers(span))
            .copied()
    }

    /// The words of a place as written.
    pub(crate) fn written(&self, span: Span) -> &str {
        span.of(self.joined.text()).unwrap_or_default()
    }

    /// The words of a place as written, with their places in the source: with
    /// the blanks that the rules do not read, without the breaks.
    pub(crate) fn mention(&self, span: Span) -> Mention {
        let mut spans = self.joined.to_sources(span);
        spans.dedup_by(|next, piece| {
            let gap = Span::new(piece.end, next.start.max(piece.end));
            let goes_on = gap
                .of(self.source)
                .is_some_and(|gap| gap.chars().all(is_unread));
            if goes_on {
                piece.end = next.end;
            }
            goes_on
        });
        let written = |piece: &Span| piece.of(self.source).unwrap_or_default();
        let text = match &spans[..] {
            [one] => written(one).to_owned(),
            several => several.iter().map(written).collect(),
        };
        Mention { text, spans }
    }
}

/// Marks that open, with what closes them.
const MARKS: [(char, char); 6] = [
    ('“', '”'),
    ('「', '」'),
    ('『', '』'),
    ('‘', '’'),
    ('《', '》'),
    ('〈', '〉'),
];

fn quotes(text: &str) -> Vec<Quote> {
    let mut found = Vec::new();
    // Open marks, with where their inside starts.
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut straight: Option<usize> = None;
    // No mark begins with another byte.
    for at in memchr::memchr3_iter(b'"', 0xE2, 0xE3, text.as_bytes()) {
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        if character == '"' {
            match straight.take() {
                Some(start) if at - start <= QUOTE_REACH => {
                    found.push(Quote {
                        inside: Span::new(start, at),
                        title: false,
                    });
                }
                _ => straight = Some(at + 1),
            }
            continue;
        }
        if !matches!(character, '“'..='”' | '‘'..='’' | '「'..='』' | '〈'..='》') {
            continue;
        }
        if let Some((_, close)) = MARKS.iter().find(|(mark, _)| *mark == character) {
            // A mark that never closed gives way after a while.
            open.retain(|(_, start)| at - start <= QUOTE_REACH);
            open.push((*close, at + character.len_utf8()));
        } else if let Some(last) = open.iter().rposition(|(close, _)| *close == character) {
            let (_, start) = open[last];
            open.truncate(last);
            if at - start <= QUOTE_REACH {
                let title = matches!(character, '》' | '〉');
                found.push(Quote {
                    inside: Span::new(start, at),
                    title,
                });
            }
        }
    }
    found.sort_by_key(|quote| (quote.inside.start, core::cmp::Reverse(quote.inside.end)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_nested_quotations() {
        let text = "出台《“一村一名大学生”计划》,落实“三基”";
        let shown: Vec<&str> = quotes(text)
            .iter()
            .filter_map(|quote| quote.inside.of(text))
            .collect();
        assert_eq!(shown, ["“一村一名大学生”计划", "一村一名大学生", "三基"]);
    }
}

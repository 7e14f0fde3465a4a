//! Characters that came out in another form than they were written in.

pub(crate) mod entity;
pub(crate) mod escape;
pub(crate) mod invisible;
pub(crate) mod percent;
pub(crate) mod private_use;
pub(crate) mod punctuation;
pub(crate) mod radical;
pub(crate) mod spacing;
pub(crate) mod width;

/// What a fix needs to see before it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// Enough of the page to tell damage from the author's will.
    Page,
    /// The place alone: the caller knows that it is damage.
    Sight,
}

/// How far the context of a place is looked at, in bytes: lines can be long.
const REACH: usize = 512;

/// The characters around each character of a text.
pub(crate) struct Around<'t> {
    text: &'t str,
}

impl<'t> Around<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// The character before an offset.
    pub(crate) fn before(&self, offset: usize) -> Option<char> {
        self.text.get(..offset)?.chars().next_back()
    }

    /// The character at an offset.
    pub(crate) fn at(&self, offset: usize) -> Option<char> {
        self.text.get(offset..)?.chars().next()
    }

    /// The last character boundary that is not beyond an offset.
    fn boundary(&self, offset: usize) -> usize {
        (offset.saturating_sub(3)..=offset)
            .rev()
            .find(|&at| self.text.is_char_boundary(at))
            .unwrap_or(0)
    }

    /// What stands before an offset on its line, no further than `REACH`.
    pub(crate) fn line_before(&self, offset: usize) -> &'t str {
        let low = self.boundary(offset.saturating_sub(REACH));
        let near = self.text.get(low..offset).unwrap_or_default();
        near.rfind('\n')
            .and_then(|at| near.get(at + 1..))
            .unwrap_or(near)
    }

    /// Whether the line of a span quotes what the span stands for, too: a text
    /// about the escape.
    pub(crate) fn explains(&self, start: usize, end: usize, meaning: &str) -> bool {
        let quotes = |side: &str| {
            side.match_indices(meaning).any(|(at, _)| {
                let (before, rest) = side.split_at_checked(at).unwrap_or_default();
                let after = rest.get(meaning.len()..).unwrap_or_default();
                is_mentioned(before.chars().next_back(), after.chars().next())
            })
        };
        quotes(self.line_before(start)) || quotes(self.line_after(end))
    }

    /// What stands behind an offset on its line, no further than `REACH`.
    pub(crate) fn line_after(&self, offset: usize) -> &'t str {
        let high = self.boundary(offset.saturating_add(REACH).min(self.text.len()));
        let near = self.text.get(offset..high).unwrap_or_default();
        near.find('\n')
            .and_then(|at| near.get(..at))
            .unwrap_or(near)
    }
}

/// Whether what stands between two characters is quoted: `“&nbsp;”`, `（&lt;）`.
pub(crate) fn is_mentioned(before: Option<char>, after: Option<char>) -> bool {
    matches!(
        (before, after),
        (
            Some('“' | '‘' | '「' | '『' | '（' | '(' | '"' | '\'' | '`' | '['),
            Some('”' | '’' | '」' | '』' | '）' | ')' | '"' | '\'' | '`' | ']')
        )
    )
}

/// Rows of a table: its lines without comments, split at tabs.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split('\t').collect())
}

/// A code point written in hexadecimal.
pub(crate) fn code_point(hex: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(hex, 16).ok()?)
}

use std::borrow::Cow;

use hanliang_span::EditMap;

use crate::decode::Origin;
use crate::record::{Edit, Loss, Signal};

/// A text after repair, and all that is known of how it came to be.
///
/// ```
/// use std::borrow::Cow;
///
/// let clean = hanliang_repair::repair("没有什么可修的。");
/// assert!(matches!(clean.text, Cow::Borrowed(_)) && clean.edits.is_empty());
/// let damaged = hanliang_repair::repair("他说&ldquo;好");
/// assert_eq!((&*damaged.text, damaged.edits.len()), ("他说“好", 1));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Repaired<'t> {
    /// The text: borrowed if nothing was changed.
    pub text: Cow<'t, str>,
    /// The encoding the input was read in; "UTF-8" where it was text already.
    pub encoding: &'static str,
    /// What was changed, in order, without overlap.
    pub edits: Vec<Edit>,
    /// What was seen and could not be undone, in order.
    pub losses: Vec<Loss>,
    /// What the text as a whole shows.
    pub signals: Vec<Signal>,
    /// How the bytes were read, for [`byte_map`](Self::byte_map).
    pub origin: Origin,
}

impl Repaired<'_> {
    /// The same, with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> Repaired<'static> {
        Repaired {
            text: Cow::Owned(self.text.into_owned()),
            encoding: self.encoding,
            edits: self.edits,
            losses: self.losses,
            signals: self.signals,
            origin: self.origin,
        }
    }

    /// The map between the text before (`source`) and after (`target`).
    #[must_use]
    pub fn map(&self) -> EditMap {
        EditMap::new(self.edits.iter().map(|edit| (edit.source, edit.target)))
    }

    /// The text as it was before repair, made again from the edits. For
    /// [`repair_bytes`](crate::repair_bytes) that is the decoded input.
    ///
    /// ```
    /// let repaired = hanliang_repair::repair("没有什么可修的。");
    /// assert_eq!(repaired.source(), "没有什么可修的。");
    /// ```
    #[must_use]
    pub fn source(&self) -> Cow<'_, str> {
        if self.edits.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut source = String::with_capacity(self.text.len());
        let mut at = 0;
        for edit in &self.edits {
            source.push_str(self.text.get(at..edit.target.start).unwrap_or_default());
            source.push_str(&edit.before);
            at = edit.target.end;
        }
        source.push_str(self.text.get(at..).unwrap_or_default());
        Cow::Owned(source)
    }
}

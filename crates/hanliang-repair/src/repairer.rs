use std::borrow::Cow;

use crate::decode::{self, Decoded};
use crate::record::Edit;
use crate::repaired::Repaired;
use crate::rewrite::{self, Pass};
use crate::{lost, mojibake, pinyin};

/// Repairs text with a chosen set of fixes.
#[derive(Clone, Debug, Default)]
pub struct Repairer {}

impl Repairer {
    /// With the default set of fixes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Repairs a text.
    #[must_use]
    pub fn repair<'t>(&self, text: &'t str) -> Repaired<'t> {
        let mut run = Run::new(text);
        run.pass(mojibake::repair);
        run.pass(|text| {
            let (text, edits, losses) = pinyin::repair(text)?;
            Some((text, Pass { edits, losses }))
        });
        run.pass(lost::report);
        run.finish()
    }

    /// Decodes bytes as [`decode`](crate::decode()) does, and repairs.
    #[must_use]
    pub fn repair_bytes<'b>(&self, bytes: &'b [u8]) -> Repaired<'b> {
        self.repair_decoded(decode::decode(bytes))
    }

    /// Repairs what was decoded.
    #[must_use]
    pub fn repair_decoded<'b>(&self, decoded: Decoded<'b>) -> Repaired<'b> {
        let mut repaired = match decoded.text {
            Cow::Borrowed(text) => self.repair(text),
            Cow::Owned(text) => {
                let repaired = self.repair(&text);
                let (edits, losses, signals) = (repaired.edits, repaired.losses, repaired.signals);
                let text = match repaired.text {
                    Cow::Owned(text) => text,
                    Cow::Borrowed(_) => text,
                };
                Repaired {
                    text: Cow::Owned(text),
                    encoding: "UTF-8",
                    edits,
                    losses,
                    signals,
                }
            }
        };
        repaired.encoding = decoded.encoding;
        if !decoded.losses.is_empty() {
            // The marks that decoding left are known with their bytes; what
            // the repair saw at the same places says less.
            let mut losses = decoded.losses;
            rewrite::carry(&mut losses, &repaired.edits);
            repaired
                .losses
                .retain(|loss| !losses.iter().any(|known| known.span == loss.span));
            repaired.losses.extend(losses);
            repaired.losses.sort_by_key(|loss| loss.span);
        }
        repaired
    }
}

/// A text on its way through the passes.
struct Run<'t> {
    source: &'t str,
    text: Cow<'t, str>,
    done: Pass,
}

impl<'t> Run<'t> {
    fn new(source: &'t str) -> Self {
        Self {
            source,
            text: Cow::Borrowed(source),
            done: Pass::default(),
        }
    }

    fn pass(&mut self, fix: impl FnOnce(&str) -> Option<(String, Pass)>) {
        let Some((text, pass)) = fix(&self.text) else {
            return;
        };
        rewrite::carry(&mut self.done.losses, &pass.edits);
        self.done.losses.extend(pass.losses);
        if pass.edits.is_empty() {
            return;
        }
        let before: Vec<Edit> = core::mem::take(&mut self.done.edits);
        self.done.edits = rewrite::compose(self.source, before, &text, pass.edits);
        self.text = Cow::Owned(text);
    }

    fn finish(mut self) -> Repaired<'t> {
        let mut losses = self.done.losses;
        losses.sort_by_key(|loss| loss.span);
        losses.dedup_by(|b, a| a.span == b.span);
        if self.done.edits.is_empty() {
            self.text = Cow::Borrowed(self.source);
        }
        Repaired {
            text: self.text,
            encoding: "UTF-8",
            edits: self.done.edits,
            losses,
            signals: Vec::new(),
        }
    }
}

/// Repairs a text with the default set of fixes.
///
/// ```
/// let repaired = hanliang_repair::repair("鍏ㄥ競鍏辨湁鍏氬憳涓囧悕");
/// assert_eq!(repaired.text, "全市共有党员万名");
/// ```
#[must_use]
pub fn repair(text: &str) -> Repaired<'_> {
    Repairer::new().repair(text)
}

/// Decodes bytes and repairs the text with the default set of fixes.
///
/// ```
/// let repaired = hanliang_repair::repair_bytes(b"\xD6\xD0\xB9\xFA");
/// assert_eq!(repaired.text, "中国");
/// assert_eq!(repaired.encoding, "GB18030");
/// ```
#[must_use]
pub fn repair_bytes(bytes: &[u8]) -> Repaired<'_> {
    Repairer::new().repair_bytes(bytes)
}

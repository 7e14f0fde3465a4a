use std::borrow::Cow;

use hanliang_span::Span;

use crate::decode::{self, Decoded, Origin};
use crate::fix::{Fix, FixSet};
use crate::form::Evidence;
use crate::form::{
    entity, escape, invisible, percent, private_use, punctuation, radical, spacing, width,
};
use crate::repaired::Repaired;
use crate::rewrite::{self, Pass};
use crate::scan::{self, Findings};
use crate::{lost, mojibake, pinyin, signal};

/// How often the fixes run over a text. What one takes out may bring together
/// what another one sees; one more round is the rule, more are an exception.
const ROUNDS: usize = 8;

/// Repairs texts with a chosen set of [fixes](Fix).
///
/// Cheap to make and to clone, and shared freely between threads.
///
/// ```
/// use hanliang_repair::{Fix, Repairer};
///
/// let repairer = Repairer::new()
///     .with(Fix::FullWidth)
///     .without(Fix::Entities);
/// assert_eq!(repairer.repair("２０．９４万亿元").text, "20.94万亿元");
/// assert_eq!(repairer.repair("他说&ldquo;好&rdquo;。").text, "他说&ldquo;好&rdquo;。");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repairer {
    fixes: FixSet,
    on_sight: FixSet,
}

impl Default for Repairer {
    fn default() -> Self {
        Self::new()
    }
}

impl Repairer {
    /// With the default set: all but [`Fix::FullWidth`].
    #[must_use]
    pub fn new() -> Self {
        Self {
            fixes: FixSet::by_default(),
            on_sight: FixSet::default(),
        }
    }

    /// With none: it reports losses and signals, and changes nothing.
    ///
    /// ```
    /// use hanliang_repair::{Fix, Repairer};
    ///
    /// let only_radicals = Repairer::without_fixes().with(Fix::Radicals);
    /// assert_eq!(only_radicals.repair("⼀带⼀路&hellip;").text, "一带一路&hellip;");
    /// ```
    #[must_use]
    pub fn without_fixes() -> Self {
        Self {
            fixes: FixSet::default(),
            on_sight: FixSet::default(),
        }
    }

    /// And this fix, with the evidence that it asks for by default.
    #[must_use]
    pub fn with(mut self, fix: Fix) -> Self {
        self.fixes = self.fixes.with(fix);
        self
    }

    /// But not this fix.
    #[must_use]
    pub fn without(mut self, fix: Fix) -> Self {
        self.fixes = self.fixes.without(fix);
        self
    }

    /// Does this fix, if it is on, wherever its damage is seen: without
    /// evidence from the page as a whole that it is damage and not the
    /// author's will.
    ///
    /// For a caller who knows the pages. [`Fix::Spacing`] and
    /// [`Fix::Punctuation`] ask for such evidence by default; the others
    /// decide by what stands around each place.
    ///
    /// ```
    /// use hanliang_repair::{Fix, Repairer};
    ///
    /// let line = "今天天气不错，，我们去公园,。回来再说。";
    /// assert_eq!(Repairer::new().repair(line).text, line);
    /// let repairer = Repairer::new().on_sight(Fix::Punctuation);
    /// assert_eq!(repairer.repair(line).text, "今天天气不错，我们去公园。回来再说。");
    /// ```
    #[must_use]
    pub fn on_sight(mut self, fix: Fix) -> Self {
        self.on_sight = self.on_sight.with(fix);
        self
    }

    /// Repairs a text. Never fails; linear in the length of the text.
    ///
    /// ```
    /// use hanliang_repair::Repairer;
    ///
    /// let repaired = Repairer::new().repair("事業(yè)發(fā)展，黨建(jiàn)鑄魂。慶陽市高度重視黨的建設(shè)。");
    /// for edit in &repaired.edits {
    ///     assert_eq!(edit.target.of(&repaired.text), Some(&*edit.after));
    /// }
    /// ```
    #[must_use]
    pub fn repair<'t>(&self, text: &'t str) -> Repaired<'t> {
        let mut run = Run::new(text);
        let mut findings = scan::scan(text);
        for _ in 0..ROUNDS {
            if !self.round(&mut findings, &mut run) {
                break;
            }
        }
        if findings.lost {
            run.pass(lost::report);
        }
        let mut repaired = run.finish();
        if findings.beyond_ascii && signal::is_poor_in_digits(&repaired.text) {
            repaired.signals = signal::signals(&repaired.text);
        }
        repaired
    }

    /// Decodes bytes as [`decode`](crate::decode()) does, and repairs.
    #[must_use]
    pub fn repair_bytes<'b>(&self, bytes: &'b [u8]) -> Repaired<'b> {
        self.repair_decoded(decode::decode(bytes))
    }

    /// Repairs what was decoded, with the losses of both steps.
    ///
    /// ```
    /// use hanliang_repair::{Repairer, decode_as};
    ///
    /// let page = b"\xD6\xD0\xB9\xFA\xC8\xCB\xFF\xC3\xF1"; // 中国人, a stray byte, 民
    /// let repaired = Repairer::new().repair_decoded(decode_as(page, "gb2312"));
    /// assert_eq!(repaired.text, "中国人\u{FFFD}民");
    /// assert_eq!(repaired.losses[0].detail.as_deref(), Some("FF at byte 6"));
    /// ```
    #[must_use]
    pub fn repair_decoded<'b>(&self, decoded: Decoded<'b>) -> Repaired<'b> {
        let mut repaired = match decoded.text {
            Cow::Borrowed(text) => self.repair(text),
            Cow::Owned(text) => {
                let done = self.repair(&text);
                let changed = match done.text {
                    Cow::Owned(changed) => Some(changed),
                    Cow::Borrowed(_) => None,
                };
                let (edits, losses, signals) = (done.edits, done.losses, done.signals);
                Repaired {
                    text: Cow::Owned(changed.unwrap_or(text)),
                    encoding: decoded.encoding,
                    edits,
                    losses,
                    signals,
                    origin: Origin::default(),
                }
            }
        };
        repaired.encoding = decoded.encoding;
        repaired.origin = decoded.origin;
        if !decoded.losses.is_empty() {
            // The marks that decoding left are known with their bytes; what
            // the repair saw at the same places says less.
            let mut losses = decoded.losses;
            rewrite::carry(&mut losses, &repaired.edits);
            losses.extend(core::mem::take(&mut repaired.losses));
            repaired.losses = in_order(losses);
        }
        repaired
    }

    /// The fixes that are on and may have something to do: the scan saw a sign,
    /// or looks for none (full width), or for more than a single place.
    fn due(&self, findings: &Findings) -> FixSet {
        let unseen = self.on_sight.with(Fix::FullWidth);
        findings.fixes.or(unseen).and(self.fixes)
    }

    /// Runs each fix once that has something to do; whether any of them
    /// changed the text.
    fn round(&self, findings: &mut Findings, run: &mut Run<'_>) -> bool {
        if self.due(findings) == FixSet::default() {
            return false;
        }
        let before = run.changes;
        run.settled = run.done.losses.len();
        for &fix in Fix::ALL {
            if !self.due(findings).has(fix) {
                continue;
            }
            let changes = run.changes;
            self.apply(fix, findings, run);
            if run.changes > changes {
                // A fix may bring to light what could not be seen before.
                *findings = scan::scan(&run.text);
            }
        }
        run.changes > before
    }

    fn apply(&self, fix: Fix, findings: &Findings, run: &mut Run<'_>) {
        let evidence = if self.on_sight.has(fix) {
            Evidence::Sight
        } else {
            Evidence::Page
        };
        match fix {
            Fix::Mojibake => {
                let mut known = core::mem::take(&mut run.windows);
                run.pass(|text| mojibake::repair(text, &mut known));
                run.windows = known;
            }
            // The marks in what was refused are no cuts.
            Fix::Pinyin if run.is_mostly_refused() || findings.lost && run.is_mostly_marks() => {}
            Fix::Pinyin => run.pass_outside_refused(|text| {
                let (text, edits, losses) = pinyin::repair(text)?;
                Some((text, Pass { edits, losses }))
            }),
            Fix::PrivateUse => run.pass_outside_refused(private_use::repair),
            Fix::Escapes => run.pass(escape::repair),
            Fix::PercentEncoding => run.pass(percent::repair),
            Fix::Entities => run.pass(entity::repair),
            Fix::Radicals => run.pass_outside_refused(radical::repair_radicals),
            Fix::CompatibilityIdeographs => {
                run.pass_outside_refused(radical::repair_compatibility);
            }
            Fix::Invisible => run.pass_outside_refused(invisible::repair),
            Fix::Spacing => run.pass(|text| spacing::repair(text, evidence)),
            Fix::Punctuation => run.pass(|text| punctuation::repair(text, evidence)),
            Fix::FullWidth => run.pass(width::repair),
        }
    }
}

/// A text on its way through the fixes.
struct Run<'t> {
    source: &'t str,
    text: Cow<'t, str>,
    done: Pass,
    /// How many passes changed the text.
    changes: usize,
    /// How many losses earlier rounds reported: what they refused is weighed
    /// again on the text as it is now.
    settled: usize,
    /// What wrong decodings were looked for in.
    windows: mojibake::Known,
}

impl<'t> Run<'t> {
    fn new(source: &'t str) -> Self {
        Self {
            source,
            text: Cow::Borrowed(source),
            done: Pass::default(),
            changes: 0,
            settled: 0,
            windows: mojibake::Known::default(),
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
        let before = core::mem::take(&mut self.done.edits);
        self.done.edits = rewrite::compose(self.source, before, &text, pass.edits);
        self.text = Cow::Owned(text);
        self.changes += 1;
    }

    /// Where mojibake was refused in this round.
    fn refused(&self) -> impl Iterator<Item = Span> {
        let losses = self.done.losses.iter().skip(self.settled);
        let refused = losses.filter(|loss| loss.damage.is_mojibake());
        refused.map(|loss| loss.span)
    }

    fn is_mostly_refused(&self) -> bool {
        let refused: usize = self.refused().map(Span::len).sum();
        refused * 2 > self.text.len()
    }

    /// Whether more of the text is gone than a filter can have broken.
    fn is_mostly_marks(&self) -> bool {
        let marks = lost::count_marks(&self.text);
        let others = || self.text.chars().filter(|c| !c.is_ascii()).count();
        marks > 0 && marks * 3 > others()
    }

    /// A pass that leaves refused mojibake as it is: there a character is not
    /// what it seems, but bytes of others.
    fn pass_outside_refused(&mut self, fix: impl FnOnce(&str) -> Option<(String, Pass)>) {
        let mut kept: Vec<Span> = self.refused().collect();
        if kept.is_empty() {
            return self.pass(fix);
        }
        kept.sort_unstable();
        self.pass(|text| {
            let (_, pass) = fix(text)?;
            Some(rewrite::without(text, &kept, pass))
        });
    }

    fn finish(mut self) -> Repaired<'t> {
        if self.done.edits.is_empty() {
            // Two fixes may have undone each other's work.
            self.text = Cow::Borrowed(self.source);
        }
        Repaired {
            text: self.text,
            encoding: "UTF-8",
            edits: self.done.edits,
            losses: in_order(self.done.losses),
            signals: Vec::new(),
            origin: Origin::default(),
        }
    }
}

/// Losses by place; of several at one place, the first that was reported.
fn in_order(mut losses: Vec<crate::record::Loss>) -> Vec<crate::record::Loss> {
    losses.sort_by_key(|loss| loss.span);
    losses.dedup_by(|later, earlier| later.span == earlier.span);
    losses
}

/// Repairs a text with the default set of fixes.
///
/// Text without damage comes back borrowed, without edits.
///
/// ```
/// use std::borrow::Cow;
/// use hanliang_repair::repair;
///
/// assert_eq!(repair("鍏ㄥ競鍏辨湁鍏氬憳涓囧悕").text, "全市共有党员万名");
/// assert!(matches!(repair("全市共有党员万名").text, Cow::Borrowed(_)));
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

//! Labels with the text they announce: 原标题, 摘要, 关键词, 网址.

use hanliang_span::Span;

use crate::address::address_in;
use crate::classify::Classifier;
use crate::draft::Draft;
use crate::furniture::is_ornament;
use crate::kind::BlockKind;
use crate::phrase::{LabelField, label_at};
use crate::rule::Rule;

/// The widest line that an original title may fill, in half-width columns.
const LONGEST_TITLE: u32 = 160;

impl Classifier<'_> {
    /// A label with the text it announces: 原标题, 摘要, 关键词, a web address.
    pub(crate) fn labelled(&mut self, draft: &mut Draft, text: &str) -> bool {
        let bare = text.trim_start_matches(is_ornament);
        let lead = text.len() - bare.len();
        let Some((end, field)) = label_at(bare) else {
            return false;
        };
        let rest = bare.get(end..).unwrap_or_default();
        let value = rest.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '：' | '】' | ']' | '|' | '｜' | '」')
        });
        let mark = rest.get(..rest.len() - value.len()).unwrap_or_default();
        let colon = mark.contains([':', '：', '】', ']', '|', '｜', '」']);
        let start = draft.first().start + lead + end + mark.len();
        let value = value
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ']' | '】' | '）' | ')'));
        let span = Span::new(start, start + value.len());
        match field {
            // A page without its line breaks runs on behind the title.
            LabelField::OriginalTitle if colon && draft.width <= LONGEST_TITLE => {
                self.gathered.original_title = Some(unquoted(value, start));
                draft.settle(BlockKind::Boilerplate, Rule::FurnitureWording);
            }
            LabelField::Url if colon && address_in(value).is_some() => {
                if let Some(found) = address_in(value) {
                    self.gathered.url.get_or_insert(found.shift(start));
                }
                draft.settle(BlockKind::Boilerplate, Rule::FurnitureWording);
            }
            LabelField::Abstract if value.is_empty() && draft.width <= 24 => {
                draft.settle(BlockKind::Label, Rule::AnnouncingWord);
            }
            LabelField::Abstract if colon && self.gathered.summary.is_none() => {
                self.gathered.summary = Some(span.start);
                let first = draft.first().start;
                draft.block.marker = Some(Span::new(first, start));
                draft.settle(BlockKind::Abstract, Rule::Announced);
            }
            LabelField::Keywords if colon && draft.width <= 200 => {
                self.gathered.keywords = keywords(value, start);
                draft.settle(BlockKind::Keywords, Rule::AnnouncingWord);
            }
            _ => return false,
        }
        true
    }
}

/// A text without the quotation marks around it.
fn unquoted(text: &str, start: usize) -> Span {
    let inner = text.trim_start_matches(['《', '“', '「', '"']);
    let lead = text.len() - inner.len();
    let inner = inner.trim_end_matches(['》', '”', '」', '"']);
    Span::new(start + lead, start + lead + inner.len())
}

fn keywords(text: &str, start: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = start;
    for word in text.split([';', '；', ',', '，', '、', ' ', '\u{3000}', '|', '/']) {
        let name = word.trim();
        if !name.is_empty() {
            found.push(Span::new(at, at + name.len()));
        }
        at += word.len();
        // The separator that follows.
        at += text
            .get(at - start..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    }
    found
}

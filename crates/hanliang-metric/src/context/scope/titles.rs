//! What the titles of a document name: the places it is about, and names that
//! no table has but that recur in the text.

use std::borrow::Cow;

use hanliang_document::BlockKind;

use crate::label::digits::digit;
use crate::tables::words::{Part, Word, is_han, words};

/// How much of the titles is kept, in bytes.
const KEPT: usize = 600;
/// How many unknown names of a title are looked for.
const NAMES: usize = 4;
/// The fewest characters of such a name.
const SHORTEST: usize = 3;

/// Whether a block is a title of the whole document.
pub(super) const fn is_title(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Title | BlockKind::Kicker | BlockKind::Subtitle
    )
}

/// The titles of a document and its last heading.
#[derive(Debug, Default)]
pub(super) struct Titles {
    document: String,
    heading: String,
    names: Vec<String>,
}

impl Titles {
    /// Takes in a block that is a title or a heading.
    pub(super) fn read(&mut self, kind: BlockKind, text: &str) {
        match kind {
            _ if is_title(kind) && self.document.len() + text.len() < KEPT => {
                self.document.push_str(text);
                self.names.extend(unknown_names(text));
                self.names.truncate(NAMES);
            }
            BlockKind::Heading if text.len() < KEPT => text.clone_into(&mut self.heading),
            _ => {}
        }
    }

    /// Takes the place that a text without a title opens with for one.
    pub(super) fn open_with(&mut self, place: Cow<'_, str>) {
        if self.is_empty() {
            self.document = place.into_owned();
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.document.is_empty()
    }

    /// Names that no dictionary has: 海岳队, 蓝鲸汽车.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether one of them has a name, with or without its end: 绥棱 for 绥棱县.
    pub(super) fn have(&self, name: &str) -> bool {
        let titled = |name: &str| self.document.contains(name) || self.heading.contains(name);
        let end = name.char_indices().next_back().map_or(0, |(at, _)| at);
        let stem = name.get(..end).unwrap_or_default();
        titled(name) || stem.chars().nth(1).is_some() && titled(stem)
    }

    /// Whether one of them has 全, 我, 该 or 本 before the end of such a word.
    pub(super) fn have_whole(&self, end: char) -> bool {
        [&self.document, &self.heading].into_iter().any(|title| {
            title.match_indices(end).any(|(at, _)| {
                let before = title.get(..at).unwrap_or_default();
                before.ends_with(['全', '我', '该', '本'])
            })
        })
    }
}

/// Runs of characters that are no words, with the noun behind them.
fn unknown_names(title: &str) -> Vec<String> {
    let words = words(title);
    let single = |word: &Word| {
        let text = word.span.of(title).unwrap_or_default();
        let named = !matches!(
            word.part,
            Part::Mark | Part::Numeral | Part::Particle | Part::Conjunction | Part::Possessive
        );
        let dated = |c: char| digit(c).is_some() || matches!(c, '十' | '年' | '月' | '日' | '季');
        word.span.len() == 3 && named && text.chars().all(|c| is_han(c) && !dated(c))
    };
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let run = rest.iter().take_while(|word| single(word)).count();
        let noun = rest.get(run).filter(|word| word.part == Part::Noun);
        let ends = [noun, run.checked_sub(1).and_then(|last| rest.get(last))];
        for end in ends.into_iter().flatten().filter(|_| run >= 2) {
            let name = rest
                .first()
                .and_then(|first| title.get(first.span.start..end.span.end));
            names.extend(
                name.filter(|name| name.chars().count() >= SHORTEST)
                    .map(str::to_owned),
            );
        }
        at += run.max(1);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_that_are_no_words() {
        assert_eq!(unknown_names("海岳队走出低谷"), ["海岳队"]);
        assert_eq!(unknown_names("基层党组织建设"), Vec::<String>::new());
    }
}

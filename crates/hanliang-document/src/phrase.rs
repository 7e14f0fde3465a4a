//! The tables of wording, read once, and the words they find in a line.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind, StartKind};

/// Rows of a table: the columns of each line that is no comment.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once('\t').unwrap_or((line, "")))
        .map(|(form, rest)| (form, rest.split('\t').next().unwrap_or_default()))
}

/// Where page furniture has a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FurnitureWhere {
    Start,
    Firm,
    Short,
    Whole,
    Section,
}

/// A field that a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LabelField {
    Source,
    Author,
    Published,
    Title,
    OriginalTitle,
    Abstract,
    Keywords,
    Url,
    DocumentNumber,
    Views,
    Other,
}

/// What a person did for the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RoleClass {
    Writer,
    Photo,
    Editor,
}

/// Where a line says that it belongs to a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PictureWhere {
    Start,
    End,
    Both,
}

/// What a word after the names of a byline says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportClass {
    Report,
    Photo,
}

/// Words with a meaning each, found all at once.
#[derive(Debug)]
pub(crate) struct Words<T> {
    forms: Vec<&'static str>,
    meanings: Vec<T>,
    /// The characters that forms end with, sorted.
    lasts: Vec<char>,
    /// `None` only if the table could not be compiled, which a test excludes.
    automaton: Option<AhoCorasick>,
}

impl<T: Copy> Words<T> {
    fn new(kind: AhoCorasickKind, rows: impl Iterator<Item = (&'static str, T)>) -> Self {
        let (forms, meanings): (Vec<_>, Vec<_>) = rows.unzip();
        let automaton = AhoCorasick::builder()
            .kind(Some(kind))
            // Nearly all words begin with bytes that are everywhere in Han.
            .prefilter(false)
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Both)
            .build(&forms)
            .ok();
        let mut lasts: Vec<char> = forms
            .iter()
            .filter_map(|form| form.chars().next_back())
            .collect();
        lasts.sort_unstable();
        lasts.dedup();
        Self {
            lasts,
            forms,
            meanings,
            automaton,
        }
    }

    /// The words in a text, leftmost longest: start, end, meaning.
    pub(crate) fn find_iter<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (usize, usize, T)> + 'a {
        self.automaton
            .iter()
            .flat_map(move |automaton| automaton.find_iter(text))
            .filter_map(|found| {
                let meaning = *self.meanings.get(found.pattern().as_usize())?;
                Some((found.start(), found.end(), meaning))
            })
    }

    /// The longest word at the start of a text: its end and meaning.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, T)> {
        let automaton = self.automaton.as_ref()?;
        let input = aho_corasick::Input::new(text).anchored(aho_corasick::Anchored::Yes);
        let found = automaton.try_find(input).ok()??;
        let meaning = *self.meanings.get(found.pattern().as_usize())?;
        Some((found.end(), meaning))
    }

    /// The meaning of a whole text.
    pub(crate) fn whole(&self, text: &str) -> Option<T> {
        let (end, meaning) = self.at_start(text)?;
        (end == text.len()).then_some(meaning)
    }

    /// The longest word a text ends with: its start.
    pub(crate) fn at_end(&self, text: &str, fits: impl Fn(T) -> bool) -> Option<usize> {
        let last = text.chars().next_back()?;
        self.lasts.binary_search(&last).ok()?;
        self.forms
            .iter()
            .zip(&self.meanings)
            .filter(|&(form, &meaning)| fits(meaning) && text.ends_with(form))
            .map(|(form, _)| text.len() - form.len())
            .min()
    }
}

/// For tables that whole lines are searched for: searched nearly as fast as a DFA,
/// and built in a tenth of the time, which a first result waits for.
const FULL: AhoCorasickKind = AhoCorasickKind::ContiguousNFA;

/// For tables that are only looked up at one place: the fastest to build.
const SMALL: AhoCorasickKind = AhoCorasickKind::NoncontiguousNFA;

pub(crate) static FURNITURE: LazyLock<Words<FurnitureWhere>> = LazyLock::new(|| {
    Words::new(
        FULL,
        rows(include_str!("../data/furniture.tsv")).map(|(form, place)| {
            let place = match place {
                "start" => FurnitureWhere::Start,
                "firm" => FurnitureWhere::Firm,
                "whole" => FurnitureWhere::Whole,
                "section" => FurnitureWhere::Section,
                _ => FurnitureWhere::Short,
            };
            (form, place)
        }),
    )
});

/// The wording among [`FURNITURE`] that decides wherever it stands.
pub(crate) static FIRM: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(
        FULL,
        rows(include_str!("../data/furniture.tsv"))
            .filter(|&(_, place)| place == "firm")
            .map(|(form, _)| (form, ())),
    )
});

pub(crate) static LABELS: LazyLock<Words<LabelField>> = LazyLock::new(|| {
    Words::new(
        SMALL,
        rows(include_str!("../data/labels.tsv")).map(|(form, field)| {
            let field = match field {
                "source" => LabelField::Source,
                "author" => LabelField::Author,
                "published" => LabelField::Published,
                "title" => LabelField::Title,
                "original_title" => LabelField::OriginalTitle,
                "abstract" => LabelField::Abstract,
                "keywords" => LabelField::Keywords,
                "url" => LabelField::Url,
                "document_number" => LabelField::DocumentNumber,
                "views" => LabelField::Views,
                _ => LabelField::Other,
            };
            (form, field)
        }),
    )
});

/// The label at the start of a text, which may be letter-spaced before its colon
/// (索 引 号：): its end and its field.
pub(crate) fn label_at(text: &str) -> Option<(usize, LabelField)> {
    /// Characters of the longest label, letter-spaced.
    const LONGEST: usize = 14;
    if let Some(found) = LABELS.at_start(text) {
        return Some(found);
    }
    let blank = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{A0}');
    if !text.chars().nth(1).is_some_and(blank) {
        return None;
    }
    let (end, _) = text
        .char_indices()
        .take(LONGEST)
        .find(|&(_, c)| matches!(c, ':' | '：'))?;
    let label: String = text.get(..end)?.chars().filter(|&c| !blank(c)).collect();
    LABELS.whole(&label).map(|field| (end, field))
}

pub(crate) static ROLES: LazyLock<Words<RoleClass>> = LazyLock::new(|| {
    Words::new(
        FULL,
        rows(include_str!("../data/roles.tsv")).map(|(form, class)| {
            let class = match class {
                "photo" => RoleClass::Photo,
                "editor" => RoleClass::Editor,
                _ => RoleClass::Writer,
            };
            (form, class)
        }),
    )
});

pub(crate) static OUTLETS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(
        SMALL,
        rows(include_str!("../data/outlets.tsv")).map(|(form, _)| (form, ())),
    )
});

pub(crate) static PICTURES: LazyLock<Words<PictureWhere>> = LazyLock::new(|| {
    Words::new(
        SMALL,
        rows(include_str!("../data/pictures.tsv")).map(|(form, place)| {
            let place = match place {
                "start" => PictureWhere::Start,
                "end" => PictureWhere::End,
                _ => PictureWhere::Both,
            };
            (form, place)
        }),
    )
});

pub(crate) static SURNAMES: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(
        SMALL,
        rows(include_str!("../data/surnames.tsv")).map(|(form, _)| (form, ())),
    )
});

pub(crate) static REPORTS: LazyLock<Words<ReportClass>> = LazyLock::new(|| {
    Words::new(
        SMALL,
        rows(include_str!("../data/reports.tsv")).map(|(form, class)| {
            let class = if class == "photo" {
                ReportClass::Photo
            } else {
                ReportClass::Report
            };
            (form, class)
        }),
    )
});

pub(crate) static BODIES: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(
        SMALL,
        rows(include_str!("../data/bodies.tsv")).map(|(form, _)| (form, ())),
    )
});

pub(crate) static ACTS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(
        SMALL,
        rows(include_str!("../data/acts.tsv")).map(|(form, _)| (form, ())),
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row of a table, with its number of columns.
    fn check(name: &str, table: &'static str, columns: usize, values: &[&str]) {
        let mut seen = std::collections::BTreeSet::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), columns, "{name}: {line}");
            assert!(!fields[0].is_empty(), "{name}: {line}");
            assert_eq!(fields[0].trim(), fields[0], "{name}: {line}");
            assert!(seen.insert(fields[0]), "{name}: {line} stands twice");
            if let Some(value) = fields.get(1) {
                assert!(values.contains(value), "{name}: {line}");
            }
        }
        assert!(!seen.is_empty(), "{name} is empty");
    }

    #[test]
    fn tables_are_well_formed() {
        check(
            "furniture",
            include_str!("../data/furniture.tsv"),
            2,
            &["start", "firm", "short", "whole", "section"],
        );
        check(
            "labels",
            include_str!("../data/labels.tsv"),
            3,
            &[
                "source",
                "author",
                "published",
                "title",
                "original_title",
                "abstract",
                "keywords",
                "url",
                "document_number",
                "views",
                "other",
            ],
        );
        check(
            "roles",
            include_str!("../data/roles.tsv"),
            2,
            &["writer", "photo", "editor"],
        );
        check(
            "reports",
            include_str!("../data/reports.tsv"),
            2,
            &["report", "photo"],
        );
        check(
            "pictures",
            include_str!("../data/pictures.tsv"),
            2,
            &["start", "end", "both"],
        );
        for (name, table) in [
            ("outlets", include_str!("../data/outlets.tsv")),
            ("surnames", include_str!("../data/surnames.tsv")),
            ("bodies", include_str!("../data/bodies.tsv")),
            ("acts", include_str!("../data/acts.tsv")),
        ] {
            check(name, table, 1, &[]);
        }
    }

    #[test]
    fn words_are_found_longest_first() {
        assert!(FURNITURE.automaton.is_some());
        assert_eq!(
            ROLES.at_start("责任编辑：某"),
            Some(("责任编辑".len(), RoleClass::Editor))
        );
        assert_eq!(ROLES.at_start("本报记者"), None);
        assert_eq!(
            OUTLETS.at_end("新甘肃日报", |()| true),
            Some("新甘肃".len())
        );
    }
}

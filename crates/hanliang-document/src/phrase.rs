//! The tables of wording, read once, and the words they find in a line.

use std::sync::LazyLock;

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
    Number,
    Whole,
    Control,
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

/// Words with a meaning each, found at a place or anywhere in a text.
///
/// An automaton would search as fast, but building it takes longer than reading
/// many pages, and a first result waits for that.
#[derive(Debug)]
pub(crate) struct Words<T> {
    /// The words by their first character, the longest first.
    forms: Vec<Form<T>>,
    /// What a character does in the words, by its last bits: most characters
    /// of a text do nothing, and need no look at the words.
    uses: Box<[u8; USES]>,
    /// The characters that words end with, sorted.
    lasts: Vec<char>,
}

#[derive(Clone, Copy, Debug)]
struct Form<T> {
    first: char,
    text: &'static str,
    meaning: T,
}

/// Slots for what characters do: enough that few share one.
const USES: usize = 2048;
/// It is a word.
const ALONE: u8 = 1;
/// It begins a longer word.
const FIRST: u8 = 2;
/// It is the second of a word.
const SECOND: u8 = 4;

fn slot(c: char) -> usize {
    usize::try_from(u32::from(c)).unwrap_or_default() % USES
}

impl<T: Copy> Words<T> {
    fn new(rows: impl Iterator<Item = (&'static str, T)>) -> Self {
        let mut uses = Box::new([0; USES]);
        let mut forms = Vec::new();
        let mut lasts = Vec::new();
        for (text, meaning) in rows {
            let mut chars = text.chars();
            let Some(first) = chars.next() else { continue };
            match chars.next() {
                Some(second) => {
                    uses[slot(first)] |= FIRST;
                    uses[slot(second)] |= SECOND;
                }
                None => uses[slot(first)] |= ALONE,
            }
            lasts.extend(text.chars().next_back());
            forms.push(Form {
                first,
                text,
                meaning,
            });
        }
        forms.sort_unstable_by_key(|form| (form.first, core::cmp::Reverse(form.text.len())));
        lasts.sort_unstable();
        lasts.dedup();
        Self { forms, uses, lasts }
    }

    /// The words in a text, leftmost longest: start, end, meaning.
    pub(crate) fn find_iter<'a>(
        &'a self,
        text: &'a str,
    ) -> impl Iterator<Item = (usize, usize, T)> + 'a {
        let mut at = 0;
        core::iter::from_fn(move || {
            let rest = text.get(at..)?;
            let found = self.first(rest).map(|(start, length, meaning)| {
                let start = at + start;
                (start, start + length, meaning)
            });
            at = found.map_or(text.len(), |(_, end, _)| end);
            found
        })
    }

    /// The leftmost longest word in a text: start, length, meaning.
    fn first(&self, text: &str) -> Option<(usize, usize, T)> {
        let word = |at: usize, c: char| {
            let (length, meaning) = self.longest(c, text.get(at..)?)?;
            Some((at, length, meaning))
        };
        let mut before = (0, 0, '\0');
        for (at, c) in text.char_indices() {
            let here = self.uses[slot(c)];
            if here != 0 {
                let (use_before, at_before, c_before) = before;
                let pair = use_before & FIRST != 0 && here & SECOND != 0;
                if pair && let Some(found) = word(at_before, c_before) {
                    return Some(found);
                }
                if here & ALONE != 0
                    && let Some(found) = word(at, c)
                {
                    return Some(found);
                }
            }
            before = (here, at, c);
        }
        None
    }

    /// The longest word at the start of a text: its end and meaning.
    pub(crate) fn at_start(&self, text: &str) -> Option<(usize, T)> {
        let mut chars = text.chars();
        let first = chars.next()?;
        let here = self.uses[slot(first)];
        let second = |c: char| self.uses[slot(c)] & SECOND != 0;
        let may = here & ALONE != 0 || here & FIRST != 0 && chars.next().is_some_and(second);
        may.then(|| self.longest(first, text)).flatten()
    }

    fn longest(&self, first: char, text: &str) -> Option<(usize, T)> {
        let from = self.forms.partition_point(|form| form.first < first);
        self.forms
            .get(from..)?
            .iter()
            .take_while(|form| form.first == first)
            .find(|form| text.starts_with(form.text))
            .map(|form| (form.text.len(), form.meaning))
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
            .filter(|form| fits(form.meaning) && text.ends_with(form.text))
            .map(|form| text.len() - form.text.len())
            .min()
    }
}

pub(crate) static FURNITURE: LazyLock<Words<FurnitureWhere>> = LazyLock::new(|| {
    Words::new(
        rows(include_str!("../data/furniture.tsv")).map(|(form, place)| {
            let place = match place {
                "start" => FurnitureWhere::Start,
                "firm" => FurnitureWhere::Firm,
                "number" => FurnitureWhere::Number,
                "whole" => FurnitureWhere::Whole,
                "control" => FurnitureWhere::Control,
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
        rows(include_str!("../data/furniture.tsv"))
            .filter(|&(_, place)| place == "firm")
            .map(|(form, _)| (form, ())),
    )
});

pub(crate) static LABELS: LazyLock<Words<LabelField>> = LazyLock::new(|| {
    Words::new(
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
    Words::new(rows(include_str!("../data/outlets.tsv")).map(|(form, _)| (form, ())))
});

pub(crate) static PICTURES: LazyLock<Words<PictureWhere>> = LazyLock::new(|| {
    Words::new(
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
    Words::new(rows(include_str!("../data/surnames.tsv")).map(|(form, _)| (form, ())))
});

pub(crate) static REPORTS: LazyLock<Words<ReportClass>> = LazyLock::new(|| {
    Words::new(
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
    Words::new(rows(include_str!("../data/bodies.tsv")).map(|(form, _)| (form, ())))
});

pub(crate) static POSTS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(rows(include_str!("../data/posts.tsv")).map(|(form, _)| (form, ())))
});

pub(crate) static ACTS: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(rows(include_str!("../data/acts.tsv")).map(|(form, _)| (form, ())))
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
            &[
                "start", "firm", "short", "number", "whole", "control", "section",
            ],
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
            ("posts", include_str!("../data/posts.tsv")),
            ("acts", include_str!("../data/acts.tsv")),
        ] {
            check(name, table, 1, &[]);
        }
    }

    #[test]
    fn words_are_found_longest_first() {
        assert_eq!(
            ROLES.at_start("责任编辑：某"),
            Some(("责任编辑".len(), RoleClass::Editor))
        );
        assert_eq!(ROLES.at_start("本报记者"), None);
        let line = "特约记者甲 摄影 文/图:乙摄";
        let found: Vec<_> = ROLES
            .find_iter(line)
            .filter_map(|(start, end, _)| line.get(start..end))
            .collect();
        assert_eq!(found, ["特约记者", "摄影", "文/图", "摄"]);
        assert_eq!(
            OUTLETS.at_end("新甘肃日报", |()| true),
            Some("新甘肃".len())
        );
    }
}

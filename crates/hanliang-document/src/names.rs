//! The names behind a role.

use hanliang_span::Span;

use crate::chars::{digit, writes_words};
use crate::credit::{Credits, Role, is_ornament, photo_of, photographed, push, shows};
use crate::person::{is_person, person_before_place};
use crate::phrase::{FURNITURE, FurnitureWhere, LABELS, REPORTS, ReportClass, RoleClass, SURNAMES};

/// The names behind a role, as far as they are read.
#[derive(Debug)]
struct Naming<'t, 'f> {
    line: &'t str,
    /// The word of the role and its class.
    word: &'t str,
    class: RoleClass,
    /// What stands behind it, and where in the document.
    chunk: &'t str,
    offset: usize,
    /// How many names earlier roles have.
    before: usize,
    /// Where the first character of a letter-spaced name stands: 李 飞.
    half: Option<usize>,
    found: &'f mut Credits,
}

/// Takes the names in `chunk` of a line, behind a role; `None` if something else
/// stands there.
pub(crate) fn names(
    line: &str,
    role: &Role,
    chunk: Span,
    offset: usize,
    found: &mut Credits,
) -> Option<()> {
    let mut naming = Naming {
        line,
        word: line.get(role.start..role.end)?,
        class: role.class,
        chunk: chunk.of(line)?,
        offset: offset + chunk.start,
        before: found.names.len(),
        half: None,
        found,
    };
    for token in tokens(naming.chunk) {
        let text = token.of(naming.chunk)?;
        if let Some(at) = REPORTS.at_end(text, |_| true) {
            naming.reported(token, at)?;
            continue;
        }
        let text = naming.photographer(token, text);
        if let Some(named) = naming.another(token) {
            return named.then_some(());
        }
        if !naming.letter_spaced(token, text)? {
            naming.full(token, text)?;
        }
    }
    naming.end()
}

impl<'t> Naming<'t, '_> {
    fn push(&mut self, name: &str, start: usize) {
        let start = self.offset + start;
        push(self.found, self.word, self.class, name, start);
    }

    /// 李明报道, 王小明／台北報導: a name before the word that ends a byline, which
    /// stands at `at`.
    fn reported(&mut self, token: Span, at: usize) -> Option<()> {
        let (mut text, word) = token.of(self.chunk)?.split_at_checked(at)?;
        if REPORTS.whole(word) == Some(ReportClass::Photo) {
            photographed(self.found, 0, self.line);
        }
        // 王小明台北8日電
        if let Some(place) = text.strip_suffix('日') {
            text = place.trim_end_matches(|c| digit(c).is_some() || c == '月');
        }
        // 王小明／台北報導: the place is no name; 李明、王平报道 has two.
        let listed = self.chunk.get(..token.start)?.ends_with('、') && is_person(text);
        if !text.is_empty() && (listed || self.found.names.len() == self.before) {
            self.push(person_before_place(text), token.start);
        }
        Some(())
    }

    /// 李明摄: takes the photographer. Gives the name.
    fn photographer(&mut self, token: Span, text: &'t str) -> &'t str {
        let name = text.strip_suffix(['摄', '攝']).unwrap_or_default();
        if name.is_empty() {
            return text;
        }
        let start = self.offset + token.start;
        photo_of(self.found, self.line, name, start);
        name
    }

    /// 执行：王平 after the names is of another, whatever it says; whether names
    /// stand behind that label.
    fn another(&self, token: Span) -> Option<bool> {
        let value = self.chunk.get(token.end..)?.strip_prefix([':', '：'])?;
        let person = |token: &Span| token.of(value).is_some_and(is_person);
        let after = self.found.names.len() > self.before;
        after.then(|| tokens(value).iter().all(person))
    }

    /// Takes one half of 李 飞, a name of two characters set apart; whether it is
    /// one. No other name stands between the halves.
    fn letter_spaced(&mut self, token: Span, text: &str) -> Option<bool> {
        let half = self.half.take();
        if text.chars().nth(1).is_some() || !text.chars().all(is_of_name) {
            return half.is_none().then_some(false);
        }
        match half {
            Some(start) => self.push(self.chunk.get(start..token.end)?, start),
            None => self.half = Some(token.start),
        }
        Some(true)
    }

    /// Takes a name.
    fn full(&mut self, token: Span, text: &str) -> Option<()> {
        let glued = self.chunk.starts_with(writes_words);
        let colon = self.chunk.trim_start().starts_with([':', '：']);
        let count = text.chars().count();
        let most = match colon {
            _ if text.contains(['·', '•']) => 16,
            true => 6,
            false => 4,
        };
        let han = text.chars().all(is_of_name) && count <= most;
        let latin = text
            .chars()
            .all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '-' | '\''))
            && text.starts_with(|c: char| c.is_ascii_alphabetic())
            && count <= 24
            && (colon || !glued);
        // 打印 behind the names is a control of the page.
        let control = FURNITURE.whole(text) == Some(FurnitureWhere::Whole);
        if is_nobody(text) || control && self.found.names.len() > self.before {
            return Some(());
        }
        // 发表于 announces a date.
        let label = LABELS.whole(text).is_some();
        let named = colon || !glued || SURNAMES.at_start(text).is_some();
        if let Some(people) = together(text) {
            for name in people {
                self.push(name.of(text)?, token.start + name.start);
            }
            return Some(());
        }
        if !(han || latin) || label || !named {
            return None;
        }
        self.push(text, token.start);
        Some(())
    }

    /// The end of the chunk: 本报记者 某某 文/图 with no name behind.
    fn end(self) -> Option<()> {
        if self.half.is_none() && self.found.names.len() == self.before && shows(self.word) {
            photographed(self.found, 0, self.line);
        }
        self.half.is_none().then_some(())
    }
}

/// 余晓明侯思敏: two names or three that nothing parts, each of a family name and
/// one character or two; a longer one first.
fn together(text: &str) -> Option<Vec<Span>> {
    /// Characters of two names, and of three.
    const LEAST: usize = 5;
    const MOST: usize = 9;
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if !(LEAST..=MOST).contains(&ends.len()) || !text.chars().all(writes_words) {
        return None;
    }
    let end = |count: usize| ends.get(count).copied().unwrap_or(text.len());
    let person = |from: usize, count: usize| {
        let name = Span::new(end(from), end(from + count));
        name.of(text).is_some_and(is_person).then_some(name)
    };
    let split = |counts: &[usize]| {
        let mut from = 0;
        let names = counts.iter().map(|&count| {
            from += count;
            person(from - count, count)
        });
        names.collect::<Option<Vec<Span>>>()
    };
    let ways: &[&[usize]] = match ends.len() {
        5 => &[&[3, 2], &[2, 3]],
        6 => &[&[3, 3]],
        8 => &[&[3, 3, 2], &[3, 2, 3], &[2, 3, 3]],
        9 => &[&[3, 3, 3]],
        _ => &[],
    };
    ways.iter().find_map(|counts| split(counts))
}

/// 佚名: what stands for a name that nobody knows.
fn is_nobody(text: &str) -> bool {
    matches!(
        text,
        "佚名" | "不详" | "不詳" | "未知" | "匿名" | "无名氏" | "無名氏"
    )
}

/// Characters of a Chinese name, or of one written in Chinese.
const fn is_of_name(c: char) -> bool {
    writes_words(c) || matches!(c, '·' | '•' | '．')
}

/// The pieces of a chunk of names.
pub(crate) fn tokens(chunk: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in chunk.char_indices() {
        let parts =
            is_ornament(c) && !matches!(c, '·' | '•' | '-') || matches!(c, '、' | ':' | '：' | '&');
        match (parts, start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                found.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        found.push(Span::new(from, chunk.len()));
    }
    found
}

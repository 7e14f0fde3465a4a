//! Bylines: roles and names.

use hanliang_span::Span;

use crate::chars::is_han;
use crate::metadata::Credit;
use crate::phrase::{LABELS, OUTLETS, POSTS, REPORTS, ROLES, ReportClass, RoleClass, SURNAMES};

/// A name with what its bearer did.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) credit: Credit,
    pub(crate) class: RoleClass,
}

/// What a byline says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Credits {
    pub(crate) names: Vec<Named>,
    /// The paper named before a role, unless it is 本报.
    pub(crate) source: Option<Span>,
}

impl Credits {
    /// Whether all names are of editors.
    pub(crate) fn is_editors(&self) -> bool {
        !self.names.is_empty()
            && self
                .names
                .iter()
                .all(|named| named.class == RoleClass::Editor)
    }
}

/// Longest byline looked at, in bytes.
pub(crate) const BYLINE_REACH: usize = 400;

/// Reads a text that is a byline as a whole; `offset` is where it stands in
/// the document. `None` if any of it is something else.
pub(crate) fn credits(text: &str, offset: usize) -> Option<Credits> {
    // A byline is no sentence.
    if text.len() > BYLINE_REACH || text.len() > 90 && text.ends_with('。') {
        return None;
    }
    let inner = text.trim_start_matches(is_ornament);
    let offset = offset + text.len() - inner.len();
    let inner = inner.trim_end_matches(is_ornament);
    let roles = roles(inner);
    let first = roles.first()?;
    let mut found = Credits::default();
    source_before(inner.get(..first.start)?, offset, &mut found)?;
    for (index, role) in roles.iter().enumerate() {
        let end = roles.get(index + 1).map_or(inner.len(), |next| next.start);
        let mut chunk = inner.get(role.end..end)?;
        if let Some(next) = roles.get(index + 1) {
            // The paper of the next role stands at the end of this one's names.
            let paper = paper_at_end(chunk);
            let from = role.end + chunk.len() - paper.len();
            source_before(inner.get(from..next.start)?, offset + from, &mut found)?;
            chunk = chunk.get(..chunk.len() - paper.len())?;
        }
        names(inner, role, chunk, offset, &mut found)?;
    }
    (!found.names.is_empty()).then_some(found)
}

/// Marks around a byline.
fn is_ornament(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '□' | '■'
                | '●'
                | '○'
                | '◆'
                | '◇'
                | '▲'
                | '△'
                | '★'
                | '☆'
                | '◎'
                | '·'
                | '•'
                | '*'
                | '—'
                | '-'
                | '（'
                | '）'
                | '('
                | ')'
                | '【'
                | '】'
                | '['
                | ']'
                | '〔'
                | '〕'
                | '｜'
                | '|'
                | '／'
                | '/'
                | '▌'
                | '▍'
                | '▎'
                | '。'
                | '；'
                | ';'
                | '，'
                | ','
        )
}

#[derive(Clone, Copy, Debug)]
struct Role {
    start: usize,
    end: usize,
    class: RoleClass,
}

/// The role words of a byline. A word of one character counts only where it
/// stands apart, for it occurs in names.
fn roles(text: &str) -> Vec<Role> {
    let mut found: Vec<Role> = Vec::new();
    for (start, end, class) in ROLES.find_iter(text) {
        let before = text.get(..start).and_then(|head| head.chars().next_back());
        let after = text.get(end..).and_then(|rest| rest.chars().next());
        let apart = before.is_none_or(|c| !is_han(c));
        let announced =
            after.is_none_or(|c| c.is_whitespace() || matches!(c, ':' | '：' | '/' | '／' | '|'));
        if text
            .get(start..end)
            .is_some_and(|word| word.chars().count() == 1)
            && !(apart && announced)
        {
            continue;
        }
        // 摄影报道 says that it is a report with pictures.
        if REPORTS
            .at_start(text.get(start..).unwrap_or_default())
            .is_some()
        {
            continue;
        }
        found.push(Role { start, end, class });
    }
    found
}

/// Takes what stands before a role: nothing, 本报, or the name of a paper.
fn source_before(text: &str, offset: usize, found: &mut Credits) -> Option<()> {
    let name = text.trim_start_matches(is_ornament);
    let start = offset + text.len() - name.len();
    let name = name.trim_end_matches(is_ornament);
    if name.is_empty() || is_own(name) {
        return Some(());
    }
    let outlets = name
        .split_whitespace()
        .all(|word| OUTLETS.at_end(word, |()| true).is_some());
    let dated =
        name.contains(|c: char| c.is_ascii_digit() || matches!(c, '。' | '，' | '：' | ':'));
    if name.chars().count() > 24 || !outlets || dated {
        return None;
    }
    found
        .source
        .get_or_insert_with(|| Span::new(start, start + name.len()));
    Some(())
}

/// 本报, 本刊: the page's own paper, which it does not name.
pub(crate) fn is_own(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next() == Some('本') && name.chars().count() <= 3
}

/// The name of a paper a chunk of names ends with.
fn paper_at_end(chunk: &str) -> &str {
    let trimmed = chunk.trim_end_matches(is_ornament);
    let start = trimmed
        .rfind(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | ';' | '；'))
        .map_or(0, |at| {
            at + trimmed
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8)
        });
    let last = trimmed.get(start..).unwrap_or_default();
    if !last.is_empty() && (is_own(last) || OUTLETS.at_end(last, |()| true).is_some()) {
        chunk.get(start..).unwrap_or_default()
    } else {
        ""
    }
}

/// Takes the names after a role.
fn names(line: &str, role: &Role, chunk: &str, offset: usize, found: &mut Credits) -> Option<()> {
    let word = line.get(role.start..role.end)?;
    let glued = chunk.chars().next().is_some_and(is_han);
    let colon = chunk.trim_start().starts_with([':', '：']);
    let mut given: Option<usize> = None;
    let before = found.names.len();
    for token in tokens(chunk) {
        let mut text = token.of(chunk)?;
        if let Some(at) = report_at_end(text) {
            let class = REPORTS.whole(text.get(at..)?);
            if class == Some(ReportClass::Photo) {
                photographed(found, line);
            }
            text = text.get(..at)?;
            // 王小明／台北報導: the place is no name.
            if text.is_empty() || found.names.len() > before {
                continue;
            }
            let name = person_before_place(text);
            push(
                found,
                word,
                role.class,
                name,
                offset + role.end + token.start,
            );
            continue;
        }
        if let Some(at) = text
            .strip_suffix(['摄', '攝'])
            .map(str::len)
            .filter(|&at| at > 0)
        {
            text = text.get(..at)?;
            photo_of(found, line, text, offset + role.end + token.start);
        }
        let count = text.chars().count();
        let han = text
            .chars()
            .all(|c| is_han(c) || matches!(c, '·' | '•' | '．'));
        // 李 飞: a name of two characters set apart.
        if han && count == 1 {
            let start = given.take();
            if let Some(start) = start {
                let full = chunk.get(start..token.end)?;
                push(found, word, role.class, full, offset + role.end + start);
            } else {
                given = Some(token.start);
            }
            continue;
        }
        if given.is_some() {
            return None;
        }
        let most = if text.contains(['·', '•']) {
            16
        } else if colon {
            6
        } else {
            4
        };
        let latin = text
            .chars()
            .all(|c| c.is_ascii_alphabetic() || matches!(c, '.' | '-' | '\''))
            && count <= 24
            && text.starts_with(|c: char| c.is_ascii_alphabetic());
        let fits = (han && count <= most) || (latin && (colon || !glued));
        // 发表于 announces a date.
        if !fits
            || LABELS.whole(text).is_some()
            || (glued && !colon && SURNAMES.at_start(text).is_none())
        {
            return None;
        }
        push(
            found,
            word,
            role.class,
            text,
            offset + role.end + token.start,
        );
    }
    if given.is_some() {
        return None;
    }
    if found.names.len() == before && word.contains(['图', '圖', '摄', '攝']) {
        // 本报记者 某某 文/图
        photographed(found, line);
    }
    Some(())
}

/// The pieces of a chunk of names.
fn tokens(chunk: &str) -> Vec<Span> {
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

fn report_at_end(text: &str) -> Option<usize> {
    REPORTS.at_end(text, |_| true)
}

/// The person in 王小明台北: a place follows the name.
fn person_before_place(text: &str) -> &str {
    let surname = SURNAMES
        .at_start(text)
        .and_then(|(end, ())| text.get(..end))
        .map_or(1, |name| name.chars().count());
    let count = text.chars().count();
    let keep = match count {
        0..=3 => count,
        4 if surname == 2 => 4,
        4 => 2,
        _ => surname + 2,
    };
    let end = text
        .char_indices()
        .nth(keep)
        .map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

fn push(found: &mut Credits, role: &str, class: RoleClass, name: &str, start: usize) {
    found.names.push(Named {
        credit: Credit {
            role: role.to_owned(),
            name: name.chars().filter(|c| !c.is_whitespace()).collect(),
            span: Span::new(start, start + name.len()),
        },
        class,
    });
}

/// A bare name in brackets after the last sentence: the author.
pub(crate) fn signed(before: &str, bracketed: &str, offset: usize) -> Option<Credits> {
    let name = bracketed.trim_matches(is_ornament);
    let start = offset + bracketed.find(name)?;
    let person = (2..=3).contains(&name.chars().count())
        && name.chars().all(is_han)
        && SURNAMES.at_start(name).is_some();
    let ended = before.ends_with(['。', '！', '？', '”', '」', '…']);
    let mut found = Credits::default();
    (person && ended).then(|| {
        push(&mut found, "作者", RoleClass::Writer, name, start);
        found
    })
}

/// Who speaks or wrote: an office and a name under the title (省长　林国栋), a
/// name alone, or up to four side by side.
pub(crate) fn speaker(text: &str, offset: usize) -> Option<Credits> {
    let blank = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{A0}');
    let (post, name) = match text.split_once(blank) {
        Some((post, name)) if POSTS.at_end(post, |()| true).is_some() => (post, name.trim_start()),
        _ => ("", text),
    };
    let letters = || name.chars().filter(|&c| !blank(c));
    let person = (2..=3).contains(&letters().count())
        && letters().all(is_han)
        && SURNAMES.at_start(name).is_some();
    let mut found = Credits::default();
    if !person {
        let named = |token: &Span| {
            token.of(text).is_some_and(|name| {
                (2..=3).contains(&name.chars().count())
                    && name.chars().all(is_han)
                    && SURNAMES.at_start(name).is_some()
            })
        };
        let names = tokens(text);
        if !(2..=4).contains(&names.len()) || !names.iter().all(named) {
            return None;
        }
        for token in names {
            let start = offset + token.start;
            push(
                &mut found,
                "作者",
                RoleClass::Writer,
                token.of(text)?,
                start,
            );
        }
        return Some(found);
    }
    if !post.chars().all(is_han) || post.chars().count() > 16 {
        return None;
    }
    let role = if post.is_empty() { "作者" } else { post };
    let start = offset + text.len() - name.len();
    push(&mut found, role, RoleClass::Writer, name, start);
    Some(found)
}

/// Bare names in brackets after a dateline: 某某社某地4月12日电 （李明 王红）.
pub(crate) fn reporters(bracketed: &str, offset: usize) -> Option<Credits> {
    let mut found = Credits::default();
    for token in tokens(bracketed) {
        let name = token.of(bracketed)?;
        let person = (2..=4).contains(&name.chars().count())
            && name.chars().all(is_han)
            && SURNAMES.at_start(name).is_some();
        if !person {
            return None;
        }
        push(
            &mut found,
            "记者",
            RoleClass::Writer,
            name,
            offset + token.start,
        );
    }
    (!found.names.is_empty()).then_some(found)
}

/// Who took the pictures of the page: 本版图片由本报记者某某摄. Pictures that
/// were only supplied name no photographer.
pub(crate) fn page_photographer(text: &str, offset: usize) -> Option<Credits> {
    if !text.starts_with('本') {
        return None;
    }
    let body = text.trim_end_matches(['。', '）', ')']);
    let body = ["拍摄", "摄影", "拍攝", "攝影", "摄", "攝"]
        .iter()
        .find_map(|word| body.strip_suffix(word))?;
    let role = roles(body).into_iter().last()?;
    let mut found = Credits::default();
    let chunk = body.get(role.end..)?;
    for token in tokens(chunk) {
        let name = token.of(chunk)?;
        if !(2..=4).contains(&name.chars().count()) {
            return None;
        }
        photo_of(&mut found, text, name, offset + role.end + token.start);
    }
    (!found.names.is_empty()).then_some(found)
}

/// The word for photography in the characters of the line.
fn photo_word(line: &str) -> &'static str {
    if line.contains(['攝', '圖', '記', '員', '並']) {
        "攝影"
    } else {
        "摄影"
    }
}

/// The writers named so far took the pictures too.
fn photographed(found: &mut Credits, line: &str) {
    let role = photo_word(line);
    let writers: Vec<Named> = found
        .names
        .iter()
        .filter(|named| named.class == RoleClass::Writer)
        .map(|named| Named {
            credit: Credit {
                role: role.to_owned(),
                ..named.credit.clone()
            },
            class: RoleClass::Photo,
        })
        .collect();
    found.names.extend(writers);
}

fn photo_of(found: &mut Credits, line: &str, name: &str, start: usize) {
    push(found, photo_word(line), RoleClass::Photo, name, start);
}

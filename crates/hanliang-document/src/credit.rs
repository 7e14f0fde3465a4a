//! Bylines: roles and names.

use hanliang_span::Span;
use memchr::memchr2;

use crate::chars::writes_words;
use crate::metadata::Credit;
use crate::names::{names, tokens};
use crate::person::{affiliated, is_person};
use crate::phrase::{OUTLETS, REPORTS, ROLES, RoleClass};

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
    let (whole, whole_offset) = (text, offset);
    let inner = text.trim_start_matches(is_ornament);
    let offset = offset + text.len() - inner.len();
    let inner = inner.trim_end_matches(is_ornament);
    each_signed(inner, offset)
        .or_else(|| role_by_role(inner, offset))
        .or_else(|| wrote(inner, offset))
        .or_else(|| affiliated(whole, whole_offset))
}

/// 记者李明/文 实习生王平/图: each with what he did behind the name.
fn each_signed(line: &str, offset: usize) -> Option<Credits> {
    // Most lines have neither slash: one byte of each tells.
    memchr2(b'/', 0xEF, line.as_bytes())?;
    let cut = line.char_indices().find_map(|(at, c)| {
        let rest = line.get(at..).filter(|_| matches!(c, '/' | '／'))?;
        let word = rest.get(c.len_utf8()..)?;
        let named = !line.get(..at)?.ends_with(['文', '图', '圖', '摄', '攝']);
        let after = ["摄影", "攝影", "文", "图", "圖", "摄", "攝"]
            .iter()
            .find_map(|did| word.strip_prefix(did))?;
        let parted = named && after.starts_with(char::is_whitespace);
        parted.then_some(line.len() - after.len())
    })?;
    let (first, rest) = line.split_at_checked(cut)?;
    let mut found = credits(first, offset)?;
    let others = credits(rest, offset + cut)?;
    found.names.extend(others.names);
    found.source = found.source.or(others.source);
    Some(found)
}

/// Roles with their names after them.
fn role_by_role(line: &str, offset: usize) -> Option<Credits> {
    let roles = roles(line);
    let first = roles.first()?;
    let mut found = Credits::default();
    let short = short_paper(line, first);
    if short.is_none() {
        source_before(line.get(..first.start)?, offset, &mut found)?;
    }
    // The role that the next one only explains, and whether a colon says so.
    let mut announced: Option<(&Role, bool)> = None;
    for (index, role) in roles.iter().enumerate() {
        let end = roles.get(index + 1).map_or(line.len(), |next| next.start);
        let mut chunk = line.get(role.end..end)?;
        if let Some(next) = roles.get(index + 1) {
            // The paper of the next role stands at the end of this one's names.
            let paper = paper_at_end(chunk);
            let from = role.end + chunk.len() - paper.len();
            source_before(line.get(from..next.start)?, offset + from, &mut found)?;
            chunk = chunk.get(..chunk.len() - paper.len())?;
            if let Some(short) = short {
                chunk = chunk.strip_suffix(short).unwrap_or(chunk);
            }
            // 摄影：本报记者 某某 says what the reporter did.
            let colon = chunk.contains([':', '：']);
            if tokens(chunk).is_empty() && (colon || found.names.is_empty()) {
                announced = Some((role, colon));
                continue;
            }
        }
        let before = found.names.len();
        let did = announced.take();
        let said = did.filter(|(did, colon)| *colon && did.class != RoleClass::Writer);
        let said = said.map_or(role, |(did, _)| did);
        names(
            line,
            said,
            Span::new(role.end, role.end + chunk.len()),
            offset,
            &mut found,
        )?;
        let both = did.filter(|(did, _)| did.class == RoleClass::Writer);
        if both.is_some_and(|(did, _)| shows(line.get(did.start..did.end).unwrap_or_default())) {
            photographed(&mut found, before, line);
        }
    }
    (!found.names.is_empty()).then_some(found)
}

/// The short name of a paper, glued to the first role of a line and perhaps to
/// others: 某某记者 李明 某某编辑 王平.
fn short_paper<'t>(line: &'t str, role: &Role) -> Option<&'t str> {
    let name = line.get(..role.start)?;
    let word = line.get(role.start..role.end)?;
    let short = (2..=4).contains(&name.chars().count()) && name.chars().all(writes_words);
    let rest = line.get(role.end..)?;
    let apart = rest.starts_with(char::is_whitespace);
    let works = word.ends_with(['者', '员', '員', '辑', '輯']) && word.chars().count() > 1;
    let named = || {
        let first = tokens(rest).into_iter().next();
        first.and_then(|name| name.of(rest)).is_some_and(is_person)
    };
    (short
        && apart
        && works
        && named()
        && !is_own(name)
        && OUTLETS.at_end(name, |()| true).is_none())
    .then_some(name)
}

/// 李明/文, 李明 文/图: bare names before what they did.
fn wrote(line: &str, offset: usize) -> Option<Credits> {
    let start = ROLES.at_end(line, |class| class != RoleClass::Editor)?;
    let (names, word) = line.split_at_checked(start)?;
    let did = |c| {
        matches!(
            c,
            '文' | '图' | '圖' | '摄' | '攝' | '影' | '/' | '／' | '、' | '·'
        )
    };
    let apart = names.ends_with(|c: char| c.is_whitespace() || matches!(c, '/' | '／'));
    let wrote = word.contains('文') || names.ends_with(['/', '／']);
    if !word.chars().all(did) || !apart || !wrote {
        return None;
    }
    let mut found = Credits::default();
    for token in tokens(names) {
        let name = token.of(names).filter(|name| is_person(name))?;
        let start = offset + token.start;
        if word.contains('文') {
            push(&mut found, word, RoleClass::Writer, name, start);
        } else {
            photo_of(&mut found, line, name, start);
        }
    }
    if word.contains('文') && shows(word) {
        photographed(&mut found, 0, line);
    }
    (1..=4).contains(&found.names.len()).then_some(found)
}

/// Whether what someone did is to show: 图, 摄影.
pub(crate) fn shows(word: &str) -> bool {
    word.contains(['图', '圖', '摄', '攝'])
}

/// Marks around a byline.
pub(crate) fn is_ornament(c: char) -> bool {
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
                | '|'
                | '｜'
                | '丨'
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
        // 文/图🖊 李明: a pen, a camera
        || matches!(c, '✎' | '✍' | '✏' | '✒' | '\u{FE0F}' | '\u{1F300}'..='\u{1FAFF}')
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) class: RoleClass,
}

/// The role words of a byline. A word of one character counts only where it
/// stands apart, for it occurs in names.
pub(crate) fn roles(text: &str) -> Vec<Role> {
    let mut found: Vec<Role> = Vec::new();
    for (start, end, class) in ROLES.find_iter(text) {
        let before = text.get(..start).and_then(|head| head.chars().next_back());
        let after = text.get(end..).and_then(|rest| rest.chars().next());
        let apart = before.is_none_or(|c| !writes_words(c));
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
    // 本报驻某地记者
    let posted = name
        .find(['驻', '駐'])
        .and_then(|at| name.split_at_checked(at));
    let name = posted
        .filter(|(_, place)| place.chars().count() <= 6 && place.chars().all(writes_words))
        .map_or(name, |(paper, _)| paper);
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
        .rfind(|c: char| {
            c.is_whitespace() || matches!(c, '、' | '，' | ',' | ';' | '；' | ':' | '：')
        })
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

pub(crate) fn push(found: &mut Credits, role: &str, class: RoleClass, name: &str, start: usize) {
    found.names.push(Named {
        credit: Credit {
            role: role.chars().filter(|c| !c.is_whitespace()).collect(),
            name: name.chars().filter(|c| !c.is_whitespace()).collect(),
            span: Span::new(start, start + name.len()),
        },
        class,
    });
}

/// The word for photography in the characters of the line.
fn photo_word(line: &str) -> &'static str {
    if line.contains(['攝', '圖', '記', '員', '並']) {
        "攝影"
    } else {
        "摄影"
    }
}

/// The writers named from `from` on took the pictures too.
pub(crate) fn photographed(found: &mut Credits, from: usize, line: &str) {
    let role = photo_word(line);
    let writers: Vec<Named> = found
        .names
        .iter()
        .skip(from)
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

pub(crate) fn photo_of(found: &mut Credits, line: &str, name: &str, start: usize) {
    push(found, photo_word(line), RoleClass::Photo, name, start);
}

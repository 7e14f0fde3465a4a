//! Who wrote it where no role comes first: names alone, in brackets, behind an
//! office.

use hanliang_span::Span;

use crate::chars::{is_separator, writes_words};
use crate::credit::{Credits, is_ornament, is_own, photo_of, push, roles};
use crate::names::tokens;
use crate::phrase::{BODIES, OUTLETS, POSTS, ROLES, RoleClass, SURNAMES};
use crate::signature::is_seal;

/// Whether a text is the name of a person: a family name and one character or
/// two.
pub(crate) fn is_person(name: &str) -> bool {
    let Some((end, ())) = SURNAMES
        .at_start(name)
        .filter(|_| name.chars().all(writes_words))
    else {
        return false;
    };
    let double = name
        .get(..end)
        .is_some_and(|name| name.chars().count() == 2);
    let count = name.chars().count();
    (2..=3).contains(&count) || double && count == 4
}

/// The person in 王小明台北: a place follows the name.
pub(crate) fn person_before_place(text: &str) -> &str {
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

/// 本报评论员: the paper itself, by the office of who writes for it.
pub(crate) fn paper_speaks(text: &str, offset: usize) -> Option<Credits> {
    let bare = text.trim_start_matches(is_ornament);
    let offset = offset + text.len() - bare.len();
    let name = bare.trim_end_matches(is_ornament);
    let start = ROLES.at_end(name, |class| class == RoleClass::Writer)?;
    let (paper, role) = name.split_at_checked(start)?;
    let fits = !paper.is_empty()
        && paper.chars().count() <= 12
        && role.ends_with(['者', '员', '員'])
        && (is_own(paper)
            || paper.chars().all(writes_words) && OUTLETS.at_end(paper, |()| true).is_some());
    let mut found = Credits::default();
    fits.then(|| {
        push(&mut found, role, RoleClass::Writer, name, offset);
        found
    })
}

/// A bare name in brackets after the last sentence: the author.
pub(crate) fn signed(before: &str, bracketed: &str, offset: usize) -> Option<Credits> {
    let name = bracketed.trim_matches(is_ornament);
    let start = offset + bracketed.find(name)?;
    let person = is_person(name) && !is_seal(name);
    let ended = before.ends_with(['。', '！', '？', '”', '」', '…']);
    let mut found = Credits::default();
    (person && ended).then(|| {
        push(&mut found, "作者", RoleClass::Writer, name, start);
        found
    })
}

/// 作者：何青山（市农科院研究员）: a label, names and where each works, in brackets
/// or behind a blank.
pub(crate) fn affiliated(text: &str, offset: usize) -> Option<Credits> {
    let (end, class) = ROLES.at_start(text)?;
    let (role, value) = text.split_at_checked(end)?;
    let value = value.trim_start().strip_prefix([':', '：'])?.trim_start();
    let mut found = Credits::default();
    let mut rest = value;
    while !rest.is_empty() {
        let (name, behind) = before_office(rest)?;
        push(
            &mut found,
            role,
            class,
            name,
            offset + text.len() - rest.len(),
        );
        rest = behind
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ','));
    }
    (!found.names.is_empty()).then_some(found)
}

/// The person at the start of a text whose office or place of work follows, and
/// what stands behind that.
pub(crate) fn before_office(text: &str) -> Option<(&str, &str)> {
    /// Characters of the longest office.
    const OFFICE: usize = 40;
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '（' | '('))?;
    let (name, behind) = text.split_at_checked(end)?;
    let behind = behind.trim_start();
    let (office, rest) = match behind.strip_prefix(['（', '(']) {
        Some(behind) => behind.split_once(['）', ')'])?,
        None => (behind, ""),
    };
    let fits = (2..=OFFICE).contains(&office.chars().count())
        && office
            .chars()
            .all(|c| writes_words(c) || is_separator(c) || matches!(c, '、' | '，' | ','))
        && office
            .split(['、', '，', ',', ' '])
            .all(|part| !is_person(part));
    (is_person(name) && fits).then_some((name, rest))
}

/// 何青山（市农科院研究员）: a name and a public office, under the title.
pub(crate) fn official(text: &str, offset: usize) -> Option<Credits> {
    let (name, _) = before_office(text).filter(|(_, rest)| rest.is_empty())?;
    let office = text.get(name.len()..)?.trim_end_matches(['）', ')']);
    let holds =
        POSTS.at_end(office, |()| true).is_some() || BODIES.at_end(office, |()| true).is_some();
    let mut found = Credits::default();
    holds.then(|| {
        push(&mut found, "作者", RoleClass::Writer, name, offset);
        found
    })
}

/// Who speaks or wrote: an office and a name under the title (省长　林国栋), a
/// name alone, or up to four side by side.
pub(crate) fn speaker(text: &str, offset: usize) -> Option<Credits> {
    let blank = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{A0}');
    let holds = |post: &str| {
        POSTS.at_end(post, |()| true).is_some() || BODIES.at_end(post, |()| true).is_some()
    };
    let (post, name) = match text.split_once(blank) {
        Some((post, name)) if holds(post) => (post, name.trim_start()),
        _ => ("", text),
    };
    let letters = || name.chars().filter(|&c| !blank(c));
    let person = is_person(&letters().collect::<String>());
    let mut found = Credits::default();
    if !person {
        let named = |token: &Span| token.of(text).is_some_and(is_person);
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
    if !post.chars().all(writes_words) || post.chars().count() > 16 {
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
            && name.chars().all(writes_words)
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

/// Whether a line is a label and a person, perhaps with an office.
pub(crate) fn names_someone(text: &str) -> bool {
    text.split_once(['：', ':']).is_some_and(|(label, value)| {
        (2..=4).contains(&label.chars().count())
            && label.chars().all(writes_words)
            && speaker(value.trim(), 0).is_some()
    })
}

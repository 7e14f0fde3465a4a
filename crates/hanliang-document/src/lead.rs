//! What stands before the first sentence of a story: 本报讯, 新华社北京11月21日电.

use hanliang_span::Span;

use crate::chars::{digit, han_digit, writes_words};
use crate::credit::{Credits, Named, credits, is_own};
use crate::cursor::Cursor;
use crate::date::find_date;
use crate::person::{is_person, reporters};
use crate::phrase::{OUTLETS, ROLES};
use crate::published::Published;

/// A lead-in, with what it says.
#[derive(Clone, Debug)]
pub(crate) struct Lead {
    pub(crate) span: Span,
    /// Agency, place and day (新华社北京11月21日电), if it has them.
    pub(crate) dateline: Option<Span>,
    pub(crate) credits: Credits,
    pub(crate) source: Option<Span>,
    pub(crate) published: Option<Published>,
}

/// How far into a paragraph a lead-in reaches, in bytes.
const REACH: usize = 300;

/// The lead-in of a paragraph, `offset` bytes into the document, or of the one
/// below if it is a line of its own.
pub(crate) fn lead_in(text: &str, offset: usize) -> Option<Lead> {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end)?;
    let (mut lead, at) = bracketed(head, offset)
        .or_else(|| plain(head, offset))
        .or_else(|| reported(head, offset))?;
    let mut cursor = Cursor::new(head, at);
    cursor.run(|c| c.is_whitespace() || matches!(c, '：' | ':' | '】' | '，' | ','));
    credits_after(&mut cursor, offset, &mut lead);
    // The story goes on after it.
    cursor.run(|c| c.is_whitespace() || matches!(c, '：' | ':' | '，' | ','));
    let trimmed = head.get(..cursor.at())?.trim_end().len();
    lead.span = Span::new(offset, offset + trimmed);
    (cursor.at() < text.len() || is_dateline(head.get(..at)?, &lead)).then_some(lead)
}

/// Whether a lead-in that is a whole line can be nothing else: it has a day, or is
/// the name of a paper and its last word.
fn is_dateline(wire: &str, lead: &Lead) -> bool {
    let name = wire.trim_end_matches(['讯', '訊', '电', '電', '】', '）', ')']);
    let name = name.trim_start_matches(['【', '（', '(']);
    lead.published.is_some()
        || name.len() < wire.len() && (is_own(name) || paper(name) == Some(name.len()))
}

/// （中央社首爾27日綜合外電報導） 〔記者王小明／台北報導〕 【本报讯】
fn bracketed(head: &str, offset: usize) -> Option<(Lead, usize)> {
    let mut chars = head.chars();
    let close = match chars.next()? {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '〔' => '〕',
        '[' => ']',
        '［' => '］',
        _ => return None,
    };
    let start = head.len() - chars.as_str().len();
    let end = start + chars.as_str().find(close)?;
    let inside = head.get(start..end)?;
    if inside.chars().count() > 60 {
        return None;
    }
    let wired = ["報導", "报道", "報道", "電", "电", "讯", "訊"]
        .iter()
        .any(|word| inside.ends_with(word));
    let from = offset + start;
    let found = credits(inside, from);
    if !wired && found.is_none() {
        return None;
    }
    let mut lead = wire(head, Span::new(start, end), offset);
    if let Some(role) = first_role(inside) {
        let named = inside
            .get(role..)
            .and_then(|rest| credits(rest, from + role));
        lead.credits = found.or(named).unwrap_or_default();
        // 中央社記者王小明台北27日電: the agency stands before the role.
        if lead.source.is_none() {
            lead.source = lead.credits.source;
        }
    }
    if lead.dateline.is_none() && lead.credits.names.is_empty() && !is_wire_word(inside) {
        return None;
    }
    Some((lead, end + close.len_utf8()))
}

/// 本报讯 新华社北京11月21日电 央视网消息
fn plain(head: &str, offset: usize) -> Option<(Lead, usize)> {
    let mut blank = false;
    for (at, c) in head.char_indices().take(32) {
        if matches!(c, '讯' | '訊' | '电' | '電' | '消' | '报' | '報')
            && let Some(end) = ends_lead(head, at)
        {
            let told = head.get(..end)?.trim_end_matches(['题', '題']).len();
            return Some((wire(head, Span::new(0, told), offset), end));
        }
        // A lead-in is one run of names and a date.
        let part = writes_words(c)
            || digit(c).is_some()
            || c.is_ascii_alphabetic()
            || matches!(c, ' ' | '\u{3000}' | '·' | '•' | '-' | '/');
        if !part || blank && c.is_whitespace() {
            return None;
        }
        blank = c.is_whitespace();
    }
    None
}

/// Where the lead-in ends whose last word (电, 讯, 消息) stands at `at`.
fn ends_lead(head: &str, at: usize) -> Option<usize> {
    let (lead, word) = head.split_at_checked(at)?;
    let message = word.strip_prefix("消息");
    let dated = || find_day(lead).is_some_and(|(_, at)| at.end == lead.len());
    // 某某网7月8日报道 has the day right before the word.
    let report = || {
        let dated = dated();
        let after = |report| word.strip_prefix(report);
        ["报道", "報導", "報道"]
            .into_iter()
            .find_map(after)
            .filter(|_| dated)
    };
    let rest = message
        .or_else(|| titled(word))
        .or_else(|| word.strip_prefix(['讯', '訊', '电', '電']))
        .or_else(report)?;
    let inner = rest.trim_start_matches([' ', '\u{3000}', '（', '(', '【']);
    let roled = inner.len() < rest.len() && ROLES.at_start(inner).is_some();
    // A paper by its short name: 某都讯 记者…
    let named = roled && (2..=6).contains(&lead.chars().count()) && lead.chars().all(writes_words);
    // 消息 takes a colon or a comma; as a word of a sentence it has none.
    let marked = rest.starts_with(['：', ':', '，', ',']);
    let apart = marked
        || rest.is_empty()
        || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '（' | '(' | '】'))
        || ROLES.at_start(rest).is_some();
    // 某某网北京7月8日消息 据…
    let told = message.is_none() || !rest.is_empty() && dated();
    let ends = apart && (marked || roled || told) && (named || is_wire_word(lead));
    ends.then(|| head.len() - rest.len())
}

/// What stands behind 电题, which a title follows: 新华社北京7月8日电题：….
fn titled(word: &str) -> Option<&str> {
    let rest = ["电题", "電題"]
        .iter()
        .find_map(|title| word.strip_prefix(title))?;
    rest.starts_with(['：', ':']).then_some(rest)
}

/// 本报记者 某某 报道：
fn reported(head: &str, offset: usize) -> Option<(Lead, usize)> {
    if !head.starts_with('本') && ROLES.at_start(head).is_none() {
        return None;
    }
    let end = report_end(head)?;
    let credits = credits(head.get(..end)?, offset)?;
    let lead = Lead {
        span: Span::at(offset),
        dateline: None,
        source: credits.source,
        credits,
        published: None,
    };
    head.get(end..)?
        .starts_with(|c: char| c.is_whitespace() || matches!(c, '：' | ':'))
        .then_some((lead, end))
}

/// Where 报道 ends within the first forty characters.
fn report_end(text: &str) -> Option<usize> {
    let limit = text.char_indices().nth(40).map_or(text.len(), |(at, _)| at);
    let near = text.get(..limit).unwrap_or_default();
    ["报道", "報導", "報道"]
        .iter()
        .filter_map(|word| near.find(word).map(|at| at + word.len()))
        .min()
}

/// Whether it names a paper first: 本报, 新华社, 人民网, or has a day (27日).
fn is_wire_word(text: &str) -> bool {
    let text = text.trim_start_matches(['据', '據']);
    paper(text).is_some()
        || (text.starts_with('本') && text.chars().count() <= 8)
        || find_day(text).is_some()
}

/// The paper a wire line starts with, as the length of its name.
fn paper(text: &str) -> Option<usize> {
    // The nearest ending within the first ten characters, two at least before it.
    let limit = text.char_indices().nth(12).map_or(text.len(), |(at, _)| at);
    let head = text.get(..limit)?;
    OUTLETS
        .find_iter(head)
        .map(|(_, end, ())| end)
        .find(|&end| {
            head.get(..end)
                .is_some_and(|name| name.chars().count() >= 2)
        })
}

/// The first role word of a text.
fn first_role(text: &str) -> Option<usize> {
    ROLES
        .find_iter(text)
        .find(|&(start, end, _)| end - start > '记'.len_utf8())
        .map(|(start, _, _)| start)
}

/// 27日, as a day of no stated month.
fn find_day(text: &str) -> Option<(u32, Span)> {
    for (at, _) in text.match_indices('日') {
        let head = text.get(..at)?;
        let number = head
            .char_indices()
            .rev()
            .take_while(|&(_, c)| digit(c).is_some() || han_digit(c).is_some())
            .map(|(at, _)| at)
            .last();
        let Some(start) = number else { continue };
        let day = Cursor::new(text, start).number(2);
        if let Some(day) = day.filter(|day| (1..=31).contains(day)) {
            return Some((day, Span::new(start, at + '日'.len_utf8())));
        }
    }
    None
}

/// What the wire line at `span` of `head` says.
fn wire(head: &str, span: Span, offset: usize) -> Lead {
    let text = span.of(head).unwrap_or_default();
    let base = offset + span.start;
    let date = find_date(text, 0).map(|date| Published {
        span: date.span.shift(base),
        ..date
    });
    let day = find_day(text);
    let published = date.or_else(|| {
        day.map(|(day, at)| Published {
            year: None,
            month: None,
            day: i8::try_from(day).ok(),
            time: None,
            span: at.shift(base),
        })
    });
    let skipped = text.len() - text.trim_start_matches(['据', '據']).len();
    let rest = text.get(skipped..).unwrap_or_default();
    let source = paper(rest)
        .filter(|&end| rest.get(..end).is_some_and(|name| !is_own(name)))
        .map(|end| Span::new(base + skipped, base + skipped + end));
    // 新华社电 names the agency alone.
    let wired = published.is_some() || source.is_some() && text.ends_with(['电', '電']);
    Lead {
        span: Span::at(offset),
        dateline: wired.then(|| Span::new(base + skipped, base + text.len())),
        credits: Credits::default(),
        source,
        published,
    }
}

/// （记者 张三） or 记者张三报道 after the wire line.
fn credits_after(cursor: &mut Cursor<'_>, offset: usize, lead: &mut Lead) {
    let rest = cursor.rest();
    let from = offset + cursor.at();
    if let Some(inner) = rest.strip_prefix(['（', '(', '【']) {
        let open = rest.len() - inner.len();
        let Some(end) = inner.find(['）', ')', '】']) else {
            return;
        };
        let inside = inner.get(..end).unwrap_or_default();
        let wired = || {
            let found = reporters(inside, from + open)?;
            let person = |named: &Named| is_person(&named.credit.name);
            (lead.dateline.is_some() || found.names.iter().all(person)).then_some(found)
        };
        let Some(found) = credits(inside, from + open).or_else(wired) else {
            return;
        };
        lead.credits = found;
        let close = inner.get(end..).and_then(|rest| rest.chars().next());
        cursor.jump(cursor.at() + open + end + close.map_or(0, char::len_utf8));
        return;
    }
    if ROLES.at_start(rest).is_none() {
        return;
    }
    let read = |end: usize| {
        let found = rest.get(..end).and_then(|text| credits(text, from))?;
        Some((end, found))
    };
    // 记者周敏 我省…: the names end at a blank.
    let named = || {
        let person = |named: &Named| is_person(&named.credit.name);
        let blanks = rest.match_indices([' ', '\u{3000}']).take(6);
        blanks
            .filter_map(|(end, _)| read(end))
            .filter(|(_, found)| found.names.iter().all(person))
            .last()
    };
    if let Some((end, found)) = report_end(rest).and_then(read).or_else(named) {
        lead.credits = found;
        cursor.jump(cursor.at() + end);
    }
}

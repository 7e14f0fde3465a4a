//! Lines about the page itself: dates, sources, labels with values.

use hanliang_span::Span;

use crate::address::is_address;
use crate::chars::{digit, is_separator, is_stop, writes_words};
use crate::controls::{before_counts, counts_readers};
use crate::credit::{Credits, credits, is_own, push};
use crate::cursor::Cursor;
use crate::date::{date_at, republic_date_at};
use crate::person::is_person;
use crate::phrase::{
    FURNITURE, FurnitureWhere, LABELS, LabelField, OUTLETS, ROLES, RoleClass, label_at,
};
use crate::published::Published;

/// What a line of front matter says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Front {
    pub(crate) published: Option<Published>,
    pub(crate) title: Option<Span>,
    /// The title as it stands before the date on its line.
    pub(crate) headline: Option<Span>,
    pub(crate) source: Option<Span>,
    pub(crate) url: Option<Span>,
    pub(crate) document_number: Option<Span>,
    pub(crate) credits: Credits,
    /// How many labels and dates it has.
    pub(crate) known: usize,
    /// Whether it is a date and nothing else.
    pub(crate) only_date: bool,
}

/// Characters of the longest name of who publishes.
const ACCOUNT: usize = 12;

/// Reads a line that is front matter as a whole; `None` if it is not.
pub(crate) fn front(text: &str, offset: usize) -> Option<Front> {
    let mut reading = Reading {
        text,
        offset,
        found: Front::default(),
        parts: 0,
        pairs: 0,
        pair: None,
        told: false,
        days_ago: false,
        original: false,
        strange: 0,
        account: None,
    };
    let mut cursor = Cursor::new(text, 0);
    loop {
        cursor.run(is_between);
        if cursor.is_end() {
            return reading.whole();
        }
        reading.parts += 1;
        if !(reading.date(&mut cursor) || reading.label(&mut cursor)) {
            reading.word(&mut cursor);
        }
    }
}

/// What stands between the parts of a line about the page.
const fn is_between(c: char) -> bool {
    is_separator(c)
        || matches!(
            c,
            '，' | ','
                | '；'
                | ';'
                | '['
                | ']'
                | '（'
                | '）'
                | '('
                | ')'
                | '【'
                | '】'
                | '-'
                | '—'
                | '>'
                | '《'
                | '》'
                | '。'
        )
}

/// A line as far as it was read.
#[derive(Debug)]
struct Reading<'t> {
    text: &'t str,
    offset: usize,
    found: Front,
    /// Dates, labels with their values, words.
    parts: usize,
    /// Labels that no table knows, each with its value, and the last of them.
    pairs: usize,
    pair: Option<Span>,
    /// Whether a label that no table knows stands before a day.
    told: bool,
    days_ago: bool,
    /// Whether an account says that the text is its own (原创).
    original: bool,
    /// How many characters nothing explains, and the first such word.
    strange: usize,
    account: Option<Span>,
}

impl Reading<'_> {
    /// A date, perhaps with 发布 behind it, or 出版 behind that of a paper.
    fn date(&mut self, cursor: &mut Cursor<'_>) -> bool {
        let Some(mut date) = date_at(self.text, cursor.at()) else {
            return false;
        };
        cursor.jump(date.span.end);
        let _ = cursor.word("发布") || cursor.word("出版") || cursor.word("發布");
        date.span = date.span.shift(self.offset);
        self.found.published.get_or_insert(date);
        self.found.known += 1;
        // 2022-07-29 18:30 发表于北京
        let mut place = *cursor;
        place.run(is_separator);
        if ["发表于", "發表於"].iter().any(|word| place.word(word)) {
            let name = place.run(writes_words);
            if (2..=8).contains(&name.of(self.text).map_or(0, |name| name.chars().count())) {
                *cursor = place;
            }
        }
        true
    }

    /// A label with its value, of those that the tables know or of any.
    fn label(&mut self, cursor: &mut Cursor<'_>) -> bool {
        let at = cursor.at();
        if let Some(end) = labelled(self.text, at, self.offset, &mut self.found) {
            self.found.known += 1;
            cursor.jump(end);
        } else if let Some((end, date)) = dated(self.text, at) {
            self.told = true;
            self.publication(Span::new(at, end), date);
            cursor.jump(end);
        } else if let Some(end) = pair(self.text, at) {
            self.pairs += 1;
            self.pair = Some(Span::new(at, end));
            cursor.jump(end);
        } else {
            return false;
        }
        true
    }

    /// Of several days with such labels the first is when it was published.
    fn publication(&mut self, label: Span, date: Option<Published>) {
        let told = label.of(self.text).is_some_and(publishes);
        if told
            && self.found.published.is_none()
            && let Some(mut date) = date
        {
            date.span = date.span.shift(self.offset);
            self.found.published = Some(date);
        }
    }

    /// A word apart: an outlet beside a date, a control of the page.
    fn word(&mut self, cursor: &mut Cursor<'_>) {
        let word = cursor
            .run(|c| !is_separator(c) && !matches!(c, '（' | '(' | '【' | '[' | '，' | ',' | '》'));
        let Some(token) = word.of(self.text).filter(|token| !token.is_empty()) else {
            cursor.bump();
            return;
        };
        let count = token.chars().count();
        let outlet = OUTLETS.at_end(token, |()| true).is_some() && !is_own(token);
        let found = &mut self.found;
        if outlet && count <= 16 && FURNITURE.whole(token) != Some(FurnitureWhere::Whole) {
            found.source.get_or_insert(word.shift(self.offset));
        } else if is_address(token) {
            found.url.get_or_insert(word.shift(self.offset));
        } else if is_days_ago(token) {
            self.days_ago = true;
        } else if token == "原创" && word.start == 0 {
            self.original = true;
        } else if is_control(token) {
            // 大 中 小, 打印, a bare count
        } else if is_person(token) && (self.original || found.known > 0 && found.source.is_some()) {
            // 2016-11-18 某某网 何青山, 原创 何青山 某某日报
            if found.credits.names.is_empty() {
                let start = word.shift(self.offset).start;
                push(&mut found.credits, "作者", RoleClass::Writer, token, start);
            }
        } else {
            self.strange += count;
            self.account.get_or_insert(word.shift(self.offset));
        }
    }

    /// What the line says, if it is front matter as a whole.
    fn whole(mut self) -> Option<Front> {
        if self.found.known == 0 && (pairs(self.text) || is_imprint(self.text)) {
            self.found.known = 2;
            self.strange = 0;
        }
        // 某县发布 今天: an outlet and when, as a site counts it.
        let apart = !self.text.contains(['，', ',']) && self.strange <= ACCOUNT;
        if self.days_ago && self.parts == 2 && self.found.source.is_none() && apart {
            self.found.source = self.account;
            self.strange = 0;
        }
        // 原创 何青山 青山观察 2022-07-29: the account.
        if self.original && self.found.published.is_some() && self.found.source.is_none() && apart {
            self.found.source = self.account;
            self.strange = 0;
        }
        if self.days_ago && self.found.source.is_some() {
            self.found.known += 1;
        }
        // Beside a known label the others are of its kind.
        if self.found.known > 0 {
            self.found.known += self.pairs;
        }
        // A sentence that begins with a day says something else.
        if self.strange > 0 && self.text.ends_with('。') {
            return None;
        }
        self.found.headline = self.headline();
        self.found.only_date = self.parts == 1 && self.found.published.is_some();
        let allowed = if self.found.known > 1 { 12 } else { 6 };
        ((self.found.known > 0 || self.told) && self.strange <= allowed).then_some(self.found)
    }
}

impl Reading<'_> {
    /// 某某县:又到春茶采摘时 2021年4月2日: what has the form of a label and its
    /// value, and is too long for one, before the date.
    fn headline(&self) -> Option<Span> {
        /// Characters of the shortest value that is none.
        const LEAST: usize = 6;
        let pair = self.pair.filter(|_| self.parts == 2 && self.pairs == 1)?;
        let (_, value) = pair.of(self.text)?.split_once([':', '：'])?;
        let dated = self
            .found
            .published
            .as_ref()
            .is_some_and(|date| date.span.end == self.offset + self.text.len());
        let said = value.trim().chars().filter(|&c| writes_words(c)).count() >= LEAST;
        let end = pair.start + pair.of(self.text)?.trim_end().len();
        (dated && said && pair.start == 0).then(|| Span::new(pair.start, end).shift(self.offset))
    }
}

/// Whether a line is two or more labels with a value each: 证券代码：600000
/// 证券简称：某某股份.
fn pairs(text: &str) -> bool {
    let (mut count, mut codes) = (0, 0);
    for word in text.split(is_separator).filter(|word| !word.is_empty()) {
        let Some((label, value)) = word.split_once(['：', ':']) else {
            return false;
        };
        // A headline may have this form too (甲地：… 乙地：…); its parts are
        // longer, and no code.
        let named = (2..=8).contains(&label.chars().count()) && label.chars().all(writes_words);
        if !named || value.is_empty() || value.chars().count() > 12 {
            return false;
        }
        codes += usize::from(value.is_ascii());
        count += 1;
    }
    count >= 2 && codes > 0
}

/// 主办：某某局 承办：某某中心: who keeps a site, two or more of them.
fn is_imprint(text: &str) -> bool {
    let mut parts = text.split(is_separator).filter(|part| !part.is_empty());
    let keeps = |part: &str| {
        part.split_once(['：', ':']).is_some_and(|(label, name)| {
            let label = label.trim_end_matches("单位");
            !name.is_empty()
                && matches!(
                    label,
                    "主管"
                        | "主办"
                        | "主辦"
                        | "承办"
                        | "承辦"
                        | "协办"
                        | "運維"
                        | "运维"
                        | "维护"
                        | "建设维护"
                        | "技术支持"
                        | "版权"
                )
        })
    };
    parts.clone().nth(1).is_some() && parts.all(keeps)
}

/// Where a label of two to eight Han characters, perhaps letter-spaced, and its
/// short value end: 公开方式：主动公开.
fn pair(text: &str, at: usize) -> Option<usize> {
    let mut cursor = Cursor::new(text, at);
    let label = cursor.run(|c| writes_words(c) || matches!(c, ' ' | '\u{3000}' | '\u{A0}'));
    let count = label.of(text)?.chars().filter(|&c| writes_words(c)).count();
    // 某某网 编辑：李明: a word stands before the label.
    let last = label.of(text)?.split_whitespace().next_back()?;
    let apart = last.len() < label.of(text)?.trim_end().len();
    if apart && (LABELS.whole(last).is_some() || ROLES.whole(last).is_some()) {
        return None;
    }
    cursor.one(|c| matches!(c, ':' | '：'))?;
    cursor.run(|c| matches!(c, ' ' | '\u{3000}' | '\u{A0}' | '\t'));
    let end = value_end(text, cursor.at(), true);
    let value = text.get(cursor.at()..end)?.trim_end();
    ((2..=8).contains(&count) && value.chars().count() <= 20 && !value.ends_with(is_stop))
        .then_some(end)
}

/// Where a label of two to six Han characters that no table knows and the full
/// date behind it end, and the date, unless it begins a period: 编发时间：2021-12-28
/// 08:00, 报名时间：2024-05-01 至 2024-05-10.
fn dated(text: &str, at: usize) -> Option<(usize, Option<Published>)> {
    let blank = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{A0}' | '\t');
    let mut cursor = Cursor::new(text, at);
    let mut label = cursor.run(writes_words);
    if label.of(text)?.chars().nth(1).is_none() {
        // 发 文 日 期：
        label = label.join(cursor.run(|c| writes_words(c) || blank(c)));
        let mut words = label.of(text)?.split_whitespace();
        words
            .all(|word| word.chars().nth(1).is_none())
            .then_some(())?;
    }
    let count = label.of(text)?.chars().filter(|&c| writes_words(c)).count();
    cursor.run(blank);
    cursor.one(|c| matches!(c, ':' | '：'))?;
    cursor.run(blank);
    let date = date_at(text, cursor.at()).or_else(|| republic_date_at(text, cursor.at()))?;
    if !(2..=6).contains(&count) || date.date().is_none() {
        return None;
    }
    cursor.jump(date.span.end);
    cursor.run(blank);
    let period = cursor
        .one(|c| matches!(c, '至' | '到' | '—' | '～' | '~'))
        .is_some();
    cursor.run(|c| blank(c) || c == '—');
    match date_at(text, cursor.at()).filter(|_| period) {
        Some(last) => Some((last.span.end, None)),
        None => Some((date.span.end, Some(date))),
    }
}

/// Whether a label before a date says when the page was published, not when
/// something takes place or is in force.
fn publishes(label: &str) -> bool {
    let any = |words: &[&str]| words.iter().any(|word| label.contains(word));
    any(&[
        "发", "發", "布", "佈", "公", "刊", "登", "载", "載", "版", "稿", "更新", "修改", "生成",
        "创建", "創建", "建立", "印", "编", "編", "撰", "颁", "頒", "上传", "上傳", "录", "錄",
        "见报", "見報", "播", "推送", "提交", "入库", "制作", "製作",
    ]) && !any(&[
        "截", "止", "始", "终", "終", "起", "效", "施", "工", "出发", "出發", "发车", "發車",
        "发射", "發射", "发生", "發生",
    ])
}

/// 今天, 3小时前: when something was published, counted from the reader.
fn is_days_ago(token: &str) -> bool {
    let ago = token.trim_start_matches(|c| digit(c).is_some());
    matches!(token, "今天" | "昨天" | "前天")
        || ago.len() < token.len() && matches!(ago, "分钟前" | "小时前" | "天前")
}

/// 大 中 小, numbers, the words of page controls.
fn is_control(token: &str) -> bool {
    let count = token.chars().count();
    let short = count == 1;
    let number = token.chars().all(|c| {
        digit(c).is_some() || matches!(c, ':' | '.' | '+' | '次' | '第' | '版' | '期' | '月' | '人')
    });
    // 第A03版, the page of a paper
    let page = token.starts_with('第') && token.ends_with(['版', '期']) && count <= 6;
    let words = FURNITURE
        .find_iter(token)
        .any(|(start, end, place)| match place {
            FurnitureWhere::Whole | FurnitureWhere::Control => start == 0 && end == token.len(),
            FurnitureWhere::Start | FurnitureWhere::Section => start == 0,
            FurnitureWhere::Short | FurnitureWhere::Number | FurnitureWhere::Firm => true,
        });
    let weekday = token.starts_with("星期") || token.starts_with('周') || token.starts_with('週');
    short || number || page || words || weekday || counts_readers(token)
}

/// Reads `label:value` at `at`; where it ends.
fn labelled(text: &str, at: usize, offset: usize, found: &mut Front) -> Option<usize> {
    let (length, field) = field_at(text.get(at..)?)?;
    let mut cursor = Cursor::new(text, at + length);
    let colon = announces(&mut cursor, field)?;
    let start = cursor.at();
    if field == LabelField::Published {
        return published(text, start, offset, found);
    }
    let end = value_end(text, start, colon);
    let value = text.get(start..end)?.trim_end();
    let span = Span::new(offset + start, offset + start + value.len());
    // A dash stands for no value.
    let given = value.contains(|c| !is_between(c)).then_some(span);
    match field {
        LabelField::Source if !colon => return None,
        LabelField::Source => found.source = outlet(value, span.start).or(found.source),
        LabelField::Author => {
            let line = text.get(at..end)?;
            author(line, offset + at, value, span, colon, found)?;
        }
        LabelField::Url => found.url = given,
        LabelField::DocumentNumber => found.document_number = given,
        LabelField::Title => found.title = given,
        LabelField::OriginalTitle | LabelField::Abstract | LabelField::Keywords => return None,
        LabelField::Published | LabelField::Views | LabelField::Other => {}
    }
    Some(end.max(cursor.at()))
}

/// The label at the start of a text, or the role, and what it announces.
fn field_at(text: &str) -> Option<(usize, LabelField)> {
    let role = || {
        ROLES
            .at_start(text)
            .map(|(end, _)| (end, LabelField::Author))
    };
    label_at(text).or_else(role)
}

/// Moves from a label to its value; whether a colon parts them, or a bar. `None`
/// where the label cannot do without.
fn announces(cursor: &mut Cursor<'_>, field: LabelField) -> Option<bool> {
    cursor.run(|c| matches!(c, ' ' | '\u{3000}'));
    let named = matches!(
        field,
        LabelField::Source | LabelField::Author | LabelField::Published | LabelField::Other
    );
    let colon = cursor.one(|c| matches!(c, ':' | '：' | '】')).is_some() || named && bar(cursor);
    let needed = matches!(
        field,
        LabelField::Other | LabelField::Title | LabelField::Url | LabelField::OriginalTitle
    );
    cursor.run(|c| matches!(c, ' ' | '\u{3000}' | '\u{A0}' | '\t'));
    (colon || !needed).then_some(colon)
}

/// Takes the date behind a label; where it ends.
fn published(text: &str, start: usize, offset: usize, found: &mut Front) -> Option<usize> {
    let mut date = date_at(text, start).or_else(|| republic_date_at(text, start))?;
    let end = date.span.end;
    date.span = date.span.shift(offset);
    found.published = Some(date);
    Some(end)
}

/// The name of where a text comes from, without the marks around it; `start` is
/// where it stands in the document.
fn outlet(value: &str, start: usize) -> Option<Span> {
    let inner = value.trim_start_matches(['《', '“', '【', '[']);
    let start = start + value.len() - inner.len();
    let inner = before_counts(inner.trim_end_matches(['》', '”', '】', ']']));
    // （来源：某某日报） closes what stands before the label.
    let inner = if inner.contains(['（', '(']) {
        inner
    } else {
        inner.trim_end_matches(['）', ')'])
    };
    (!inner.is_empty()).then(|| Span::new(start, start + inner.len()))
}

/// Takes the names of a line that begins with a role, `offset` bytes into the
/// document, or an outlet where its value is one.
fn author(
    line: &str,
    offset: usize,
    value: &str,
    span: Span,
    colon: bool,
    found: &mut Front,
) -> Option<()> {
    if let Some(read) = credits(line, offset) {
        found.credits.names.extend(read.names);
    } else if !colon || value.chars().count() > 12 || value.ends_with(is_stop) {
        return None;
    } else if found.source.is_none() && OUTLETS.at_end(value, |()| true).is_some() {
        found.source = Some(span);
    }
    Some(())
}

/// Moves past the bar between a label and its value (来源 | 某某日报), not between
/// two labels.
fn bar(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let bar = ahead.one(|c| matches!(c, '|' | '｜' | '丨')).is_some();
    ahead.run(char::is_whitespace);
    let label = label_at(ahead.rest()).is_some() || ROLES.at_start(ahead.rest()).is_some();
    let found = bar && !ahead.is_end() && !label;
    if found {
        *cursor = ahead;
    }
    found
}

/// Whether a text begins with a label or a role and a colon.
fn is_announced(text: &str) -> bool {
    let role = || ROLES.at_start(text).map(|(end, _)| end);
    let label = label_at(text).map(|(end, _)| end).or_else(role);
    let rest = label.and_then(|end| text.get(end..));
    rest.is_some_and(|rest| rest.trim_start().starts_with([':', '：']))
}

/// Where a value ends: at a bar, a wide gap, or before the next label.
fn value_end(text: &str, start: usize, colon: bool) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let mut blank = false;
    // 来源： 作者：李明: the first has no value.
    if colon && is_announced(rest) {
        return start;
    }
    for (at, c) in rest.char_indices() {
        let here = start + at;
        if matches!(c, '|' | '｜' | '丨' | '\t') {
            return here;
        }
        let next = rest.get(at..).unwrap_or_default();
        if c.is_whitespace() || matches!(c, '（' | '(' | '【' | '[') {
            let ahead = next.trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '（' | '(' | '【' | '[' | '/' | '／')
            });
            let period = rest
                .get(..at)
                .is_some_and(|value| value.trim_end().ends_with(['至', '到', '—', '～', '~']));
            let told =
                at > 0 && !period && (date_at(ahead, 0).is_some() || dated(ahead, 0).is_some());
            if is_announced(ahead) || told {
                return here;
            }
            let wide = next.chars().take_while(|c| c.is_whitespace()).count() >= 2;
            if wide
                && at > 0
                && ahead
                    .chars()
                    .next()
                    .is_none_or(|c| !writes_words(c) || !colon)
            {
                return here;
            }
            if blank && !colon {
                return here;
            }
        }
        blank = c.is_whitespace();
    }
    text.len()
}

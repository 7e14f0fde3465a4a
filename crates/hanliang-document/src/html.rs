//! Web pages: the article's text, and the document read from it.

use core::cell::Cell;
use core::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::NodeId;
use dom_smoothie::{Config, Readability};
use hanliang_span::Span;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, interface::Tracer, parse_document};

use crate::document::Document;
use crate::flow::{Parts, flow};
use crate::read::Reader;

/// Elements open at once; browsers stop at as many.
const DEPTH: usize = 512;
/// Bytes parsed between two looks at the depth.
const PIECE: usize = 4096;
/// Attributes of one tag: each is compared with all before it.
const ATTRIBUTES: usize = 256;
/// Nodes beyond which the article is not looked for.
const NODES: usize = 200_000;
/// Characters an article has at least: a shorter page is read whole, since what
/// tells text from furniture is too little.
const ARTICLE: usize = 150;
/// A text of fewer characters than this part of the page's is not its article.
const PART: usize = 4;

/// The article of a web page: its text, and the document read from it.
///
/// Owned, plain data. The page itself is not kept.
///
/// ```
/// use hanliang_document::{Document, Extent};
///
/// let page = Document::read_html("<title>县里修路</title><p>今年修通80公里。</p>")?;
/// assert_eq!(page.title.as_deref(), Some("县里修路"));
/// assert_eq!(page.extent, Extent::Body); // too short to find an article in
/// assert_eq!(page.text, "县里修路\n\n今年修通80公里。");
/// # Ok::<(), hanliang_document::HtmlError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Page {
    /// The text, blocks parted by a blank line, the cells of a row by tabs.
    /// Title, date and byline stand before it, where only the page's head
    /// states them.
    pub text: String,
    /// The document; its spans are bytes into `text`.
    pub document: Document,
    /// How much of the page the text is.
    pub extent: Extent,
    /// The title in the page's head, without the name of the site.
    pub title: Option<String>,
    /// Who wrote it, as the page's markup says.
    pub byline: Option<String>,
    /// When it was published, as the page's markup says, unchanged.
    pub published: Option<String>,
    /// The name of the site.
    pub site_name: Option<String>,
}

/// How much of a page was taken.
///
/// ```
/// use hanliang_document::{Document, Extent};
///
/// let page = Document::read_html("<p>今年修通80公里。</p>")?;
/// assert_eq!(page.extent, Extent::Body);
/// # Ok::<(), hanliang_document::HtmlError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Extent {
    /// The article.
    Article,
    /// The body: no article was found in it.
    #[default]
    Body,
}

impl Extent {
    /// Its name in lower case.
    ///
    /// ```
    /// assert_eq!(hanliang_document::Extent::Article.name(), "article");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Body => "body",
        }
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a web page gave no document, and where.
///
/// ```
/// use hanliang_document::Document;
///
/// let error = Document::read_html("公路80公里").unwrap_err();
/// assert_eq!(error.to_string(), "no markup");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HtmlError {
    kind: HtmlErrorKind,
    span: Option<Span>,
}

/// The kinds of [`HtmlError`].
///
/// ```
/// use hanliang_document::{Document, HtmlErrorKind};
///
/// let error = Document::read_html("<p></p>").unwrap_err();
/// assert_eq!(error.kind(), HtmlErrorKind::NoText);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HtmlErrorKind {
    /// Not one tag: plain text is for [`Document::read`], which keeps its
    /// lines.
    NotHtml,
    /// More than 512 elements are open at once, or the markup makes more
    /// nodes than it has bytes.
    TooDeep,
    /// A tag has more than 256 attributes, or those of the page and its body
    /// are more in all.
    TooManyAttributes,
    /// No text to read.
    NoText,
}

impl HtmlError {
    /// What is wrong.
    ///
    /// ```
    /// use hanliang_document::{Document, HtmlErrorKind};
    ///
    /// let error = Document::read_html("公路80公里").unwrap_err();
    /// assert_eq!(error.kind(), HtmlErrorKind::NotHtml);
    /// ```
    #[must_use]
    pub const fn kind(&self) -> HtmlErrorKind {
        self.kind
    }

    /// Where, in bytes of the page, if it has a place: the tag or the piece of
    /// the page in which the limit was passed.
    ///
    /// ```
    /// use hanliang_document::Document;
    ///
    /// let deep = "<div>".repeat(10_000);
    /// let place = Document::read_html(&deep).unwrap_err().span();
    /// assert!(place.is_some_and(|span| span.of(&deep).is_some()));
    /// ```
    #[must_use]
    pub const fn span(&self) -> Option<Span> {
        self.span
    }
}

impl fmt::Display for HtmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            HtmlErrorKind::NotHtml => "no markup",
            HtmlErrorKind::TooDeep => "markup nests too deeply",
            HtmlErrorKind::TooManyAttributes => "too many attributes on a tag",
            HtmlErrorKind::NoText => "no text in the page",
        })?;
        self.span
            .map_or(Ok(()), |span| write!(f, " at bytes {span:?}"))
    }
}

impl core::error::Error for HtmlError {}

impl Document {
    /// Reads the article of a web page, decoded already.
    ///
    /// ```
    /// use hanliang_document::Document;
    ///
    /// let page = Document::read_html("<h1>县里修路</h1><p>今年修通80公里。</p>")?;
    /// assert_eq!(page.document.metadata.title.unwrap().text, "县里修路");
    /// # Ok::<(), hanliang_document::HtmlError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// See [`Reader::read_html`].
    pub fn read_html(html: &str) -> Result<Page, HtmlError> {
        Reader::new().read_html(html)
    }
}

impl Reader {
    /// Reads the article of a web page, decoded already. The article is found
    /// as Mozilla's Readability does; a page in which none is found, or one of
    /// less than 150 characters or a quarter of the page, is read whole, without
    /// what its author marked as navigation.
    ///
    /// ```
    /// use hanliang_document::{Extent, Reader};
    ///
    /// let page = Reader::new().read_html(
    ///     "<title>县里修路八十公里_某某网</title><nav>首页</nav>\
    ///      <h1>县里修路八十公里</h1><p>本报记者 王小明</p>\
    ///      <p>今年以来,县里修通农村公路<b>80</b>公里,<br>惠及村民3万余人。</p>",
    /// )?;
    /// assert_eq!(page.title.as_deref(), Some("县里修路八十公里"));
    /// assert_eq!(page.document.metadata.byline[0].name, "王小明");
    /// assert!(page.text.ends_with("县里修通农村公路80公里,\n惠及村民3万余人。"));
    /// # Ok::<(), hanliang_document::HtmlError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`HtmlErrorKind::NotHtml`] for `公路80公里`, which has no tag;
    /// [`HtmlErrorKind::TooDeep`] for a thousand `<div>` in each other;
    /// [`HtmlErrorKind::TooManyAttributes`] for a `<p>` with a thousand of them;
    /// [`HtmlErrorKind::NoText`] for `<p></p>`.
    pub fn read_html(&self, html: &str) -> Result<Page, HtmlError> {
        let dom = parse(html)?;
        let inner = dom.body().map(|body| flow(&body, Parts::Inner));
        let all = || dom.body().map(|body| flow(&body, Parts::All));
        let body = inner
            .filter(|text| size(text) > 0)
            .or_else(all)
            .filter(|text| size(text) > 0)
            .ok_or(HtmlError {
                kind: HtmlErrorKind::NoText,
                span: None,
            })?;
        let headings: Vec<String> = ["h1", "h2", "h3"]
            .iter()
            .flat_map(|name| dom.select(name).nodes().to_vec())
            .take(100)
            .map(|node| flow(&node, Parts::All).replace('\n', ""))
            .collect();
        let mut page = Page::default();
        let found = if dom.tree.len() > NODES {
            None
        } else {
            article(dom, &mut page)
        };
        page.title = page.title.take().and_then(|title| own(&title, &headings));
        let (text, extent) = found
            .filter(|text| size(text) >= ARTICLE && size(text) * PART >= size(&body))
            .map_or((body, Extent::Body), |text| (text, Extent::Article));
        page.extent = extent;
        page.document = self.read(&text);
        let head = head(&page, &text);
        if head.is_empty() {
            page.text = text;
        } else {
            page.text = format!("{head}{text}");
            page.document = self.read(&page.text);
        }
        Ok(page)
    }
}

/// Counts the elements that are open.
#[derive(Default)]
struct Open(Cell<usize>);

impl Tracer for Open {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

/// Parses a page piece by piece. What nests beyond the limit would take
/// quadratic time and the stack of whoever walks it.
fn parse(html: &str) -> Result<dom_query::Document, HtmlError> {
    let fail = |kind, span| HtmlError { kind, span };
    let tagged = html.as_bytes().windows(2).any(|pair| {
        matches!(pair, [b'<', next] if next.is_ascii_alphabetic() || matches!(next, b'!' | b'/'))
    });
    if !tagged {
        return Err(fail(HtmlErrorKind::NotHtml, None));
    }
    if let Some(span) = crowded_tag(html) {
        return Err(fail(HtmlErrorKind::TooManyAttributes, Some(span)));
    }
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let mut parser = parse_document(dom_query::Document::default(), options);
    let mut start = 0;
    while start < html.len() {
        let end = (start + PIECE..html.len())
            .find(|&end| html.is_char_boundary(end))
            .unwrap_or(html.len());
        parser.process(StrTendril::from(html.get(start..end).unwrap_or_default()));
        let builder = &parser.tokenizer.sink;
        let open = Open::default();
        builder.trace_handles(&open);
        if open.0.get() > DEPTH || builder.sink.tree.len() > html.len() + 64 {
            let span = Some(Span::new(start, end));
            return Err(fail(HtmlErrorKind::TooDeep, span));
        }
        start = end;
    }
    Ok(parser.finish())
}

/// The first tag with more attributes than the limit. The parser compares each
/// with those before it, and adds those of a second `<html>` or `<body>` to the
/// first: either would take quadratic time.
fn crowded_tag(html: &str) -> Option<Span> {
    let bytes = html.as_bytes();
    let mut of_page = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', bytes.get(at..)?) {
        let start = at + found;
        at = start + 1;
        let rest = bytes.get(at..)?;
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (count, length) = attributes(rest);
        let whole = [&b"html"[..], b"body"].iter().any(|name| {
            rest.get(..name.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(name))
        });
        of_page += if whole { count } else { 0 };
        at += length;
        if count > ATTRIBUTES || of_page > ATTRIBUTES {
            return Some(Span::new(start, at));
        }
    }
    None
}

/// How many attributes the tag has whose name `tag` begins with, and how many
/// bytes it takes, up to the end of the attribute that passes the limit.
fn attributes(tag: &[u8]) -> (usize, usize) {
    let run = |at: usize, part: fn(&u8) -> bool| {
        let rest = tag.get(at..).unwrap_or_default();
        at + rest
            .iter()
            .position(|byte| !part(byte))
            .unwrap_or(rest.len())
    };
    let mut at = run(0, |byte| !ends_name(byte));
    let mut count = 0;
    loop {
        at = run(at, |byte| byte.is_ascii_whitespace() || *byte == b'/');
        if count > ATTRIBUTES || tag.get(at).is_none_or(|byte| *byte == b'>') {
            return (count, at);
        }
        count += 1;
        // A sign of equality at the front belongs to the name.
        at = run(at + 1, |byte| !ends_name(byte) && *byte != b'=');
        let value = run(at, u8::is_ascii_whitespace);
        if tag.get(value) != Some(&b'=') {
            continue;
        }
        let value = run(value + 1, u8::is_ascii_whitespace);
        at = match tag.get(value) {
            Some(quote @ (b'"' | b'\'')) => {
                let rest = tag.get(value + 1..).unwrap_or_default();
                let length = memchr::memchr(*quote, rest);
                length.map_or(tag.len(), |length| value + 1 + length + 1)
            }
            _ => run(value, |byte| !byte.is_ascii_whitespace() && *byte != b'>'),
        };
    }
}

/// Whether a byte ends the name of a tag.
const fn ends_name(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')
}

/// The article's text, and what the page's head says of it. The dependency may
/// panic on markup it did not foresee; then there is none.
fn article(dom: dom_query::Document, page: &mut Page) -> Option<String> {
    let config = Config {
        // A Han character says as much as three letters.
        char_threshold: ARTICLE,
        ..Config::default()
    };
    let found = catch_unwind(AssertUnwindSafe(|| {
        let mut readability = Readability::with_document(dom, None, Some(config)).ok()?;
        let metadata = readability.get_article_metadata(readability.parse_json_ld());
        let grabbed = readability.parse().ok();
        let text = grabbed.as_ref().and_then(|_| {
            let root = readability.doc.select("#readability-page-1");
            root.nodes().first().map(|root| flow(root, Parts::All))
        });
        let byline = grabbed.and_then(|article| article.byline);
        Some((metadata, byline, text))
    }));
    let (metadata, byline, text) = found.ok().flatten()?;
    let stated = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
    page.title = stated(Some(metadata.title));
    page.byline = stated(byline.or(metadata.byline));
    page.published = stated(metadata.published_time);
    page.site_name = stated(metadata.site_name);
    text
}

/// The title without the names of channel and site: the heading it contains,
/// else what stands before the first mark between them.
fn own(title: &str, headings: &[String]) -> Option<String> {
    let title = title.trim();
    let heading = headings
        .iter()
        .map(|heading| heading.trim())
        .find(|heading| heading.chars().count() > 3 && title.contains(heading));
    let first = || {
        let end = ["_", "|", "｜", " - ", " – ", " — "]
            .iter()
            .filter_map(|mark| title.find(mark))
            .filter(|&end| end > 0)
            .min();
        end.and_then(|end| title.get(..end)).unwrap_or(title)
    };
    let own = heading.unwrap_or_else(first).trim();
    (!own.is_empty()).then(|| own.to_owned())
}

/// Lines for what only the page's markup states, to stand before the text.
fn head(page: &Page, text: &str) -> String {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let metadata = &page.document.metadata;
    let mut head = String::new();
    if let Some(title) = &page.title {
        let title = bare(title);
        let lines: Vec<String> = text
            .lines()
            .map(bare)
            .filter(|line| !line.is_empty())
            .collect();
        let set = lines.contains(&title) || lines.windows(2).any(|pair| pair.concat() == title);
        if !set {
            head.push_str(page.title.as_deref().unwrap_or_default());
            head.push_str("\n\n");
        }
    }
    let dated = metadata.published.is_some_and(|date| date.year.is_some());
    if let Some(time) = page.published.as_deref().and_then(civil).filter(|_| !dated) {
        head.push_str(&time);
        head.push_str("\n\n");
    }
    if let Some(byline) = page
        .byline
        .as_deref()
        .filter(|_| metadata.byline.is_empty())
    {
        let byline = byline.split_whitespace().collect::<Vec<_>>().join(" ");
        if !byline.contains("://") && !bare(text).contains(&bare(&byline)) {
            let labelled = byline.contains([':', '：', ' ']);
            head.push_str(if labelled { "" } else { "作者：" });
            head.push_str(&byline);
            head.push_str("\n\n");
        }
    }
    head
}

/// A stated time as a page prints it. What is stated in UTC is told in the
/// time of China, Hong Kong, Taiwan and Singapore.
fn civil(time: &str) -> Option<String> {
    let time = time.trim();
    let local = match time.parse::<jiff::Timestamp>() {
        Ok(instant) if time.ends_with(['Z', 'z']) => {
            jiff::tz::Offset::constant(8).to_datetime(instant)
        }
        _ => match time.parse::<jiff::civil::DateTime>() {
            Ok(local) => local,
            Err(_) => time.parse::<jiff::civil::Date>().ok()?.at(0, 0, 0, 0),
        },
    };
    let day = local.date();
    Some(if local.time() == jiff::civil::Time::midnight() {
        day.to_string()
    } else {
        format!("{day} {:02}:{:02}", local.hour(), local.minute())
    })
}

/// Characters that are no white space.
fn size(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

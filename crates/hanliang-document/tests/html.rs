//! Web pages, each written for its test.

#![allow(clippy::unwrap_used, reason = "a test that fails says so")]

use hanliang_document::{BlockKind, Document, Extent, HtmlErrorKind, Page, Reader};
use proptest::prelude::*;

fn read(html: &str) -> Page {
    let page = Document::read_html(html).unwrap();
    check_places(&page);
    page
}

fn fails(html: &str) -> HtmlErrorKind {
    Document::read_html(html).unwrap_err().kind()
}

/// The document is that of the text, and each of its places fits.
fn check_places(page: &Page) {
    assert_eq!(page.document, Document::read(&page.text));
    for block in &page.document.blocks {
        assert!(
            block
                .ranges
                .iter()
                .all(|span| span.of(&page.text).is_some())
        );
    }
}

fn of_kind(page: &Page, kind: BlockKind) -> Vec<String> {
    let blocks = page.document.of_kind(kind);
    blocks
        .map(|(_, block)| block.join(&page.text).text().to_owned())
        .collect()
}

const NEWS: &str = r#"<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>北山县新修农村公路86公里_某某新闻网</title>
<meta property="og:site_name" content="某某新闻网">
<style>p { color: red }</style><script>var count = 3 < 5 && "亩";</script></head>
<body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/a">要闻</a></li><li><a href="/b">视频</a></li></ul></nav>
<div class="main"><div class="content">
<h1>北山县新修农村公路86公里</h1>
<div class="info">2019年5月6日08:30 来源：某某日报</div>
<p>　　本报讯（记者 王小明）今年以来，北山县新修农村公路<strong>86</strong>公里，
沿线12个乡镇、38万名群众出行更加方便，农产品运输时间缩短了近一半，村民纷纷点赞。</p>
<p>　　据了解，该县累计投入资金2.4亿元，建成桥梁17座，硬化路面61万平方米，
并为每个行政村配备养护员2名，确保公路有人管、有人养，路面常年完好，行车安全，群众满意。</p>
<p>　　下一步，该县将再投入1.2亿元，力争到明年年底实现村村通客车，让更多山区群众走上平安路、致富路。</p>
<p>（责编：李大山）</p>
</div></div>
<footer><p>版权所有 某某新闻网 未经授权不得转载</p></footer>
<script>document.write("广告100元");</script>
</body></html>"#;

#[test]
fn a_news_page_without_its_furniture() {
    let page = read(NEWS);
    assert_eq!(page.extent, Extent::Article);
    assert_eq!(page.title.as_deref(), Some("北山县新修农村公路86公里"));
    assert_eq!(page.site_name.as_deref(), Some("某某新闻网"));
    let metadata = &page.document.metadata;
    assert_eq!(
        metadata.title.as_ref().unwrap().text,
        "北山县新修农村公路86公里"
    );
    assert_eq!(metadata.published.unwrap().to_string(), "2019-05-06T08:30");
    assert_eq!(metadata.source.as_ref().unwrap().text, "某某日报");
    assert_eq!(metadata.editors[0].text, "李大山");
    for gone in ["首页", "版权", "广告", "count", "color"] {
        assert!(!page.text.contains(gone), "{gone} in {}", page.text);
    }
    // Inline markup and a line end of the source part no Chinese characters.
    assert!(
        page.text.contains("新修农村公路86公里，沿线12个乡镇"),
        "{}",
        page.text
    );
    assert_eq!(of_kind(&page, BlockKind::Paragraph).len(), 3);
    assert_eq!(
        page.text.matches("北山县新修农村公路86公里\n").count(),
        1,
        "{}",
        page.text
    );
}

#[test]
fn a_notice_with_a_table() {
    let row = |cells: [&str; 3]| format!("<tr><td>{}</td></tr>", cells.join("</td>\n<td>"));
    let html = format!(
        "<html><head><title>关于下达造林任务的通知</title></head><body><div>\
         <h2>关于下达造林任务的通知</h2><p>东政发〔2020〕15号</p><p>各镇人民政府，县直各部门：</p>\
         <p>为做好今年的造林工作，经县政府同意，现将全县造林任务下达给你们，请结合实际，认真组织实施，\
         确保按时完成。全县今年计划造林12500亩，其中经济林4300亩，任务分解如下，请遵照执行。</p>\
         <table><tbody>{}{}{}{}</tbody></table>\
         <p>各镇要加强领导，落实责任，于每月25日前报送进度，县林业局将适时组织检查验收，并通报结果。</p>\
         <p>东川县人民政府<br>2020年3月2日</p></div></body></html>",
        row(["镇名", "造林面积（亩）", "其中经济林（亩）"]),
        row(["青石镇", "5200", "1800"]),
        row(["白沙镇", "4100", "<p>1500</p>"]),
        row(["柳河镇", "3200", "<b>1</b>000"]),
    );
    let page = read(&html);
    assert!(
        page.text
            .contains("青石镇\t5200\t1800\n白沙镇\t4100\t1500\n柳河镇\t3200\t1000"),
        "{}",
        page.text
    );
    let (_, table) = page.document.of_kind(BlockKind::Table).next().unwrap();
    assert_eq!(table.rows.len(), 4);
    assert_eq!(table.rows[2].cells[2].of(&page.text), Some("1500"));
    let metadata = &page.document.metadata;
    assert_eq!(
        metadata.document_number.as_ref().unwrap().text,
        "东政发〔2020〕15号"
    );
    assert_eq!(metadata.signature[0].text, "东川县人民政府");
    assert_eq!(metadata.published.unwrap().to_string(), "2020-03-02");
}

#[test]
fn traditional_characters_stay_and_the_head_is_told_where_the_text_does_not() {
    let page = read(
        "<html lang=zh-TW><head><title>山區部落新闢產業道路 | 某某時報</title>\
         <meta name=author content=陳大文>\
         <meta property=article:published_time content=2021-03-04T23:30:00Z></head><body><article>\
         <p>縣府今日表示，山區部落產業道路全長15公里，工程經費新臺幣3億2千萬元，預計明年6月完工，\
         屆時將有1,200戶居民受惠，農產運輸時間可縮短40分鐘，對地方產業發展助益甚大。</p>\
         <p>縣府指出，工程沿線設置排水溝8公里、護欄12公里，並考量生態保育，保留老樹36棵，\
         施工期間將維持單線通車，請民眾配合改道，造成不便之處，敬請見諒，並注意行車安全。</p>\
         </article></body></html>",
    );
    assert!(
        page.text.starts_with(
            "山區部落新闢產業道路\n\n2021-03-05 07:30\n\n作者：陳大文\n\n縣府今日表示，"
        ),
        "{}",
        page.text
    );
    let metadata = &page.document.metadata;
    assert_eq!(
        metadata.title.as_ref().unwrap().text,
        "山區部落新闢產業道路"
    );
    assert_eq!(metadata.published.unwrap().to_string(), "2021-03-05T07:30");
    assert_eq!(metadata.byline[0].name, "陳大文");
    assert_eq!(page.published.as_deref(), Some("2021-03-04T23:30:00Z"));
    assert_eq!(of_kind(&page, BlockKind::Paragraph).len(), 2);
}

#[test]
fn a_page_too_short_for_an_article_is_read_whole() {
    let page =
        read("<title>停水通知</title><nav>首页</nav><h3>停水通知</h3><p>明日8时至12时停水。</p>");
    assert_eq!(page.text, "停水通知\n\n明日8时至12时停水。");
    let page = read("<td>全县粮食产量<td>36万吨");
    assert!(page.text.contains("36万吨"));
    // Nothing but what stands around a text is still read.
    assert!(read("<nav>首页</nav>").text.contains("首页"));
}

#[test]
fn text_is_set_as_the_page_sets_it() {
    let text = |html: &str| read(html).text;
    assert_eq!(text("<p>共<span>3</span>\n<b>万</b>\n人</p>"), "共3 万人");
    assert_eq!(
        text("<p>一\n\n二<br>三<br><br>四 *五* [六]_七</p>"),
        "一二\n三\n\n四 *五* [六]_七"
    );
    assert_eq!(text("<pre>一 1\n  二 2</pre>"), "一 1\n  二 2");
    assert_eq!(
        text("<p>a &lt;b&gt; &amp; 5&#19975;元<!-- 无 --></p>"),
        "a <b> & 5万元"
    );
    assert_eq!(text("<ul><li>一<li>二</ul>三"), "一\n二\n\n三");
    // A table that only sets the page is no table.
    let layout =
        "<table><tr><td>栏目<td><table><tr><td>甲<td>乙<tr><td>丙<td></table><p>文</table>";
    assert_eq!(text(layout), "栏目\n\n甲\t乙\n丙\n\n文");
    assert_eq!(
        text("<table><tr><td>甲<td><td>丙<tr><td><td>乙<br>二<td>3</table>"),
        "甲\t\t丙\n\t乙二\t3"
    );
}

#[test]
fn what_is_no_page_is_an_error() {
    assert_eq!(fails(""), HtmlErrorKind::NotHtml);
    assert_eq!(fails("公路80公里\n增长<3%"), HtmlErrorKind::NotHtml);
    assert_eq!(fails("<p> \u{3000} </p>"), HtmlErrorKind::NoText);
    assert_eq!(fails("<script>三亩</script>"), HtmlErrorKind::NoText);
    let error = Document::read_html(&"<div>".repeat(1000)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "markup nests too deeply at bytes 0..4096"
    );
    assert_eq!(error.span().unwrap().range(), 0..4096);
}

#[test]
fn floods() {
    for tag in [
        "<div>",
        "<b>",
        "<table><div>",
        "<table><tr><td>",
        "<svg>",
        "<ul><li>",
        "<p><i a>",
        "<a><div>",
    ] {
        let deep = format!("{}文", tag.repeat(100_000));
        let _ = Document::read_html(&deep);
    }
    assert_eq!(fails(&"<div>".repeat(100_000)), HtmlErrorKind::TooDeep);
    // Each paragraph opens all of the fonts again.
    let fonts: String = (0..400).map(|size| format!("<font size={size}>")).collect();
    assert_eq!(
        fails(&format!("{fonts}{}", "<p>文".repeat(100_000))),
        HtmlErrorKind::TooDeep
    );
    let within = format!("{}三亩{}", "<div>".repeat(400), "</div>".repeat(400));
    assert_eq!(read(&within).text, "三亩");
    let wide = read(&"<p>全县造林3万亩，完成计划。".repeat(100_000));
    assert_eq!(wide.extent, Extent::Body);
    assert_eq!(
        wide.text.lines().filter(|line| !line.is_empty()).count(),
        100_000
    );
    let _ = Document::read_html(&"<".repeat(100_000));
    let _ = Document::read_html(&"</p>".repeat(100_000));
}

#[test]
fn a_tag_with_very_many_attributes_is_refused_in_no_time() {
    let crowd = |count: usize| -> String { (0..count).map(|at| format!(" a{at}='>'")).collect() };
    let page = |count| {
        format!(
            "<p>全县造林3万亩。</p><div{}>群众增收。</div>",
            crowd(count)
        )
    };
    assert!(Document::read_html(&page(200)).is_ok());
    let error = Document::read_html(&page(400_000)).unwrap_err();
    assert_eq!(error.kind(), HtmlErrorKind::TooManyAttributes);
    assert_eq!(error.span().unwrap().start, "<p>全县造林3万亩。</p>".len());
    assert!(
        error
            .to_string()
            .starts_with("too many attributes on a tag")
    );
    // Those of every body tag come to stand on one.
    let bodies: String = (0..100_000).map(|at| format!("<body a{at}>")).collect();
    let error = Document::read_html(&bodies).unwrap_err();
    assert_eq!(error.kind(), HtmlErrorKind::TooManyAttributes);
}

#[test]
fn a_year_known_beforehand_serves_pages_too() {
    let page = Reader::new()
        .year(2016)
        .read_html("<p>新华社北京11月21日电 全国秋粮收购进度过半。</p>");
    assert_eq!(
        page.unwrap()
            .document
            .metadata
            .published
            .unwrap()
            .to_string(),
        "2016-11-21"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_markup_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "<p>", "</p>", "<div class=byline>", "<div data-readability-score=NaN>", "</div>", "<table>", "<tr>", "<td>",
        "</table>", "<br>", "<ul><li>", "<script type=application/ld+json>", "{\"@context\":[[", "</script>",
        "<body>", "</body>", "<html>", "<template>", "<svg>", "<title>", "</title>", "<h1>", "</h1>", "<a href=x>",
        "<meta name=author content='王'>", "<img src=a>", "<noscript>", "<font>", "<article>", "<!--", "-->",
        "全县造林3万亩，完成计划的八成，群众收入明显增加。", "某某网", " ", "\n", "&nbsp;", "&#0;", "<pre>", "\u{0}", "<frameset>",
    ]), 0..60)) {
        if let Ok(page) = Document::read_html(&pieces.concat()) {
            check_places(&page);
        }
    }
}

#[test]
fn figures_are_read_as_they_are_shown() {
    let text = |html: &str| read(html).text;
    assert_eq!(
        text("<p>占地80km<sup>2</sup>，增长<sup>[1]</sup>10<sup>-4</sup></p>"),
        "占地80km²，增长[¹]10⁻⁴"
    );
    assert_eq!(text("<p>PM<sub>2.5</sub>降至30</p>"), "PM2.5降至30");
    assert_eq!(text("<p>收入30万<sup>1</sup>元</p>"), "收入30万¹元");
    assert_eq!(
        text("<p>现价<del>120</del><s>110</s><ins>99</ins>元</p>"),
        "现价99元"
    );
    for unseen in [
        "hidden",
        "style='display: none'",
        "style='color:red;VISIBILITY:hidden;'",
    ] {
        assert_eq!(
            text(&format!("<p>共<span {unseen}>999</span>30万人</p>")),
            "共30万人"
        );
    }
    assert_eq!(
        text("<p>共<span style='display:block'>30万人</span></p>"),
        "共30万人"
    );
    // A page that shows nothing before its script has run.
    assert_eq!(text("<div style='display:none'>共30万人</div>"), "共30万人");
}

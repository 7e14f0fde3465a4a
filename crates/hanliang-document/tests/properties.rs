//! Laws of the document model, for any text.

// A failed expectation is the point of a test, in its helpers too.
#![allow(clippy::expect_used, clippy::panic)]

use hanliang_document::{BlockKind, Document, Joined, clauses, sentences};
use hanliang_span::Span;
use proptest::prelude::*;

/// The leaves in order give back the text: disjoint, on character boundaries,
/// never empty, and with white space only between them.
fn check_leaves(text: &str) -> Document {
    let document = Document::read(text);
    let mut end = 0;
    for leaf in document.leaves() {
        let span = leaf.span;
        assert!(span.start >= end, "{span:?} starts before {end}");
        assert!(!span.is_empty(), "an empty leaf at {span:?}");
        assert!(span.of(text).is_some(), "{span:?} is no part of the text");
        let gap = text.get(end..span.start).expect("a gap on boundaries");
        assert!(gap.trim().is_empty(), "lost: {gap:?}");
        end = span.end;
    }
    let rest = text.get(end..).expect("a rest on boundaries");
    assert!(rest.trim().is_empty(), "lost at the end: {rest:?}");
    document
}

fn check_document(text: &str) {
    let document = check_leaves(text);
    for (index, block) in document.blocks.iter().enumerate() {
        assert!(!block.ranges.is_empty());
        assert!(
            block
                .ranges
                .windows(2)
                .all(|pair| pair[0].end <= pair[1].start)
        );
        assert_eq!(block.joined.is_some(), block.ranges.len() > 1);
        assert!(block.kind != BlockKind::Heading || block.level.is_some());
        let span = block.span();
        for inner in [block.marker, block.lead_in].into_iter().flatten() {
            assert!(span.covers(inner), "{inner:?} in {span:?}");
            assert!(inner.of(text).is_some());
        }
        for cell in block.rows.iter().flat_map(|row| &row.cells) {
            assert!(span.covers(*cell) && cell.of(text).is_some());
        }
        let above: Vec<usize> = document.headings_above(index).map(|(at, _)| at).collect();
        assert!(
            above
                .iter()
                .all(|&at| at < index && document.blocks[at].kind == BlockKind::Heading)
        );
        assert!(above.windows(2).all(|pair| pair[1] < pair[0]));
        // A place in the joined text and back.
        let joined = block.join(text);
        let whole = Span::new(0, joined.text().len());
        assert_eq!(joined.to_source(whole), span);
        assert_eq!(joined.to_sources(whole), block.ranges);
        for (at, c) in joined.text().char_indices().step_by(7) {
            let source = joined.to_source(Span::new(at, at + c.len_utf8()));
            assert_eq!(source.of(text).and_then(|one| one.chars().next()), Some(c));
        }
    }
    for story in &document.stories {
        assert!(story.blocks.iter().all(|&at| at < document.blocks.len()));
    }
    assert_ne!(document.stories.len(), 1);
    let rules = document.reasons().count();
    let joins = document
        .blocks
        .iter()
        .filter(|block| block.joined.is_some())
        .count();
    assert_eq!(rules, document.blocks.len() + joins);
    let metadata = &document.metadata;
    let fields = [
        &metadata.title,
        &metadata.subtitle,
        &metadata.source,
        &metadata.url,
        &metadata.summary,
    ];
    for field in fields
        .into_iter()
        .flatten()
        .chain(&metadata.breadcrumb)
        .chain(&metadata.editors)
    {
        assert!(field.ranges.iter().all(|range| range.of(text).is_some()));
    }
    assert!(
        metadata
            .byline
            .iter()
            .all(|credit| credit.span.of(text).is_some())
    );
    assert_eq!(document, Document::read(text), "reading twice differs");
}

fn check_pieces(text: &str, pieces: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in pieces {
        assert!(span.start >= end);
        let piece = span.of(text).expect("a piece of the text");
        assert!(!piece.is_empty() && piece.trim() == piece);
        assert!(
            text.get(end..span.start)
                .is_some_and(|gap| gap.trim().is_empty())
        );
        end = span.end;
    }
    assert!(text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
}

/// Pieces such as pages are made of, in any order.
fn page() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "一、",
        "（二）",
        "1. ",
        "第三章 ",
        "【背景】",
        "本报记者 李小明",
        "来源：",
        "责编：王大力",
        "2016年11月21日",
        "13:23",
        "原标题：《",
        "》",
        "核心提示",
        "摘要：",
        "全市共有村民小组120个，",
        "增长3.5%。",
        "“好！”",
        "(",
        "）",
        "\n",
        "\n\n",
        "\n\n\n\n",
        "\t",
        "  ",
        "　　",
        ">>",
        "|",
        "新华社北京5月1日电 ",
        "本报讯 ",
        "（记者 张三）",
        "图为",
        "摄",
        "http://a.cn/1",
        "## ",
        "* ",
        "> ",
        "— 3 —",
        "各县人民政府：",
        "参考文献",
        "[1] ",
        "注：",
        "关于",
        "通知",
        "办好农村",
        "事,要有",
        "记者：",
        "？",
        "1140127",
        "106-07-10",
        "发布日期：",
        "今天",
        "省长　李明",
        "▲",
        "摄\n",
        "首页 新闻 视频 图片",
        "--\n",
        ">> ",
        "\r\n",
        "\u{FEFF}",
        "a",
        "Ｂ",
        "🀄",
        "…",
        "——",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read_whole(text in "\\PC{0,200}") {
        check_document(&text);
    }

    #[test]
    fn any_lines_are_read_whole(text in "([\\PC\n\t]{0,40}\n{0,3}){0,12}") {
        check_document(&text);
    }

    #[test]
    fn any_page_is_read_whole(text in page()) {
        check_document(&text);
    }

    #[test]
    fn sentences_and_clauses_cover_the_text(text in page()) {
        check_pieces(&text, sentences(&text));
        check_pieces(&text, clauses(&text));
    }

    #[test]
    fn clauses_divide_sentences(text in page()) {
        let ends: Vec<usize> = clauses(&text).map(|span| span.end).collect();
        for sentence in sentences(&text) {
            prop_assert!(ends.contains(&sentence.end));
        }
    }

    #[test]
    fn joined_places_come_back(
        text in "[一-十a-z]{1,30}",
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
    ) {
        let boundaries: Vec<usize> = (0..=text.len()).filter(|&at| text.is_char_boundary(at)).collect();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| boundaries[cut.index(boundaries.len())]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        // Every other stretch is left out, as what stands between two columns is.
        let pieces: Vec<Span> = cuts.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).collect();
        let joined = Joined::new(&text, &pieces);
        for (at, c) in joined.text().char_indices() {
            let source = joined.to_source(Span::new(at, at + c.len_utf8()));
            prop_assert_eq!(source.of(&text).map(|one| one.contains(c) && one.len() == c.len_utf8()), Some(true));
        }
        let rejoined: String = joined
            .to_sources(Span::new(0, joined.text().len()))
            .iter()
            .filter_map(|span| span.of(&text))
            .collect();
        prop_assert_eq!(rejoined, joined.text());
    }
}

#[test]
fn types_cross_threads() {
    fn check<T: Send + Sync + Clone>() {}
    check::<Document>();
    check::<hanliang_document::Sentences<'_>>();
}

/// Long runs of anything take time in proportion: a quadratic step would make
/// this test run for minutes.
#[test]
fn long_runs_are_read() {
    let size = 1 << 18;
    for run in [
        "\n",
        "一\n",
        "a\n",
        "(",
        "）",
        "9",
        "。",
        "《",
        " ",
        "　",
        "，\n",
        "1\n",
        "一、甲\n",
        "|a|b|\n",
        "a  b\n",
        "> \n",
        "> 一二三四五六七八九十一二\n",
        "▲一二，三。\n",
        "* x\n",
        "中文，\n\n",
        "记者 张三\n",
        "本报讯 \n",
        "图为\n",
        "标题\n正文一句话。\n",
        "来源：",
        ">>",
        "http://",
        "\u{FEFF}",
        "短行在此\n",
        "“",
        "2016年",
    ] {
        let text = run.repeat(size / run.len());
        check_leaves(&text);
        check_pieces(&text, sentences(&text));
        check_pieces(&text, clauses(&text));
    }
}

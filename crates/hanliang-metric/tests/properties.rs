//! Laws of extraction, over texts put together from sentences and from noise.

use hanliang_document::Document;
use hanliang_metric::{Extraction, Extractor, extract};
use proptest::prelude::*;

/// Sentences of several genres, each whole in itself.
const SENTENCES: [&str; 18] = [
    "年末全市常住人口562.8万人,比上年末减少1.3万人。",
    "粮食总产量402.5万吨,增产1.4%。",
    "公司实现营业收入56.82亿元,同比增长12.4%。",
    "一肩挑比例由54%提高到96%。",
    "该院共有床位1200张,在职职工2136人,其中博士86名。",
    "每名干部联系2个村、3户农户。",
    "村级活动场所平均面积达到324平方米。",
    "近两年新建桥梁17座,占总数的三分之一。",
    "原煤产量1860万吨,发电量243.7亿千瓦时,分别增长3.2%和7.9%。",
    "会议强调要增强“四个意识”,落实“三会一课”制度。",
    "2016年11月21日,第四届论坛在县城举行。",
    "男子组冠军成绩为2小时23分55秒。",
    "全县各类培训期,培训党员4万余人次。",
    "三四百名群众参加了为期5天的活动。",
    "一名党员就是一面旗帜。",
    "城镇居民和农村居民收入分别为42180元、21036元。",
    "1、加强领导;二是落实责任。",
    "电话:010-12345678,网址http://example.com/2020/1.html。",
];

fn text() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(SENTENCES.to_vec()).prop_map(str::to_owned);
    let noise = "[0-9０-９一二三两十百千万亿年月日%个名元占由增长到比第每之“”《》(（)）、,，。 \n.+-]{0,24}";
    prop::collection::vec(prop_oneof![3 => sentence, 2 => noise], 0..8)
        .prop_map(|parts| parts.concat())
}

/// Every span fits the text, and the records stand in its order.
fn lawful(text: &str, extraction: &Extraction) {
    let mut last = 0;
    for metric in &extraction.metrics {
        let span = metric.quantity.span;
        assert!(span.of(text).is_some(), "{span:?}");
        assert!(last <= span.start, "metrics in order, without overlap");
        // One that a cut divides covers what cuts it.
        let cut = metric.mention.spans.len() > 1;
        last = if cut { span.start } else { span.end };
        let others = metric.item.iter().chain(&metric.per);
        let times = metric.time.iter().map(|time| &time.mention);
        let scopes = metric.scope.iter().map(|scope| &scope.mention);
        for mention in others.chain(times).chain(scopes).chain([&metric.mention]) {
            let pieces: String = mention
                .spans
                .iter()
                .filter_map(|span| span.of(text))
                .collect();
            assert_eq!(pieces, mention.text);
            assert!(!mention.text.is_empty());
        }
        assert!((0.0..=1.0).contains(&metric.confidence));
        if let Some(link) = metric.link {
            assert!(link.metric() < extraction.metrics.len());
        }
    }
    let mut last = 0;
    for label in &extraction.labels {
        assert!(label.span.of(text).is_some(), "{label:?}");
        assert!(last <= label.span.start, "labels in order");
        last = label.span.start;
        // A label that a cut divides covers what cuts it.
        if label
            .span
            .of(text)
            .is_some_and(|label| label.contains('\n'))
        {
            continue;
        }
        for metric in &extraction.metrics {
            // So does a figure: its own pieces are what it holds.
            assert!(
                metric
                    .mention
                    .spans
                    .iter()
                    .all(|piece| !piece.overlaps(label.span)),
                "{label:?} {metric:?}"
            );
        }
    }
    let mut last = 0;
    for missing in &extraction.missing {
        assert!(text.is_char_boundary(missing.at));
        assert!(last <= missing.at, "missing in order");
        last = missing.at;
    }
    for finding in &extraction.findings {
        assert!(
            finding
                .metrics
                .iter()
                .all(|at| *at < extraction.metrics.len())
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn spans_fit_and_stand_in_order(text in text()) {
        lawful(&text, &extract(&text));
    }

    #[test]
    fn same_text_same_answer(text in text()) {
        let extractor = Extractor::new();
        let document = Document::read(&text);
        prop_assert_eq!(extractor.extract(&text, &document), extractor.clone().extract(&text, &document));
    }

    #[test]
    fn any_string_is_read(text in "\\PC{0,60}") {
        lawful(&text, &extract(&text));
    }

    #[test]
    fn a_sentence_after_changes_nothing_before(
        at in 0..SENTENCES.len(),
        after in 0..SENTENCES.len(),
    ) {
        // As paragraphs, so that the document's own judgement stays out of it.
        let one = format!("{}\n\n", SENTENCES[at]);
        let two = format!("{one}{}\n\n", SENTENCES[after]);
        let alone = extract(&one);
        let together = extract(&two);
        let key = |extraction: &Extraction| -> Vec<_> {
            extraction
                .metrics
                .iter()
                .filter(|metric| metric.quantity.span.end <= one.len())
                .map(|metric| (metric.quantity.clone(), metric.item.clone(), metric.role, metric.per.clone(), metric.time.clone()))
                .collect()
        };
        prop_assert_eq!(key(&alone), key(&together));
    }
}

/// Simplified sentences and the same in traditional characters.
const BOTH_SCRIPTS: [(&str, &str); 8] = [
    (
        "全市党员11.8万名,比上年增长3.2%。",
        "全市黨員11.8萬名,比上年增長3.2%。",
    ),
    (
        "村级活动场所平均面积达到324平方米。",
        "村級活動場所平均面積達到324平方米。",
    ),
    (
        "举办培训班21期、培训5552人次。",
        "舉辦培訓班21期、培訓5552人次。",
    ),
    (
        "社区年办公经费分别达到10万元、6万元。",
        "社區年辦公經費分別達到10萬元、6萬元。",
    ),
    ("一肩挑比例由54%提高到96%。", "一肩挑比例由54%提高到96%。"),
    ("近两年减少三成。", "近兩年減少三成。"),
    ("每个村补助2万元。", "每個村補助2萬元。"),
    ("增强“四个意识”。", "增強“四個意識”。"),
];

#[test]
fn both_scripts_say_the_same() {
    for (simplified, traditional) in BOTH_SCRIPTS {
        let key = |text: &str| -> Vec<_> {
            let extraction = extract(text);
            let metrics = extraction.metrics.iter().map(|metric| {
                let quantity = &metric.quantity;
                let item = metric.item.as_ref().map(|item| item.spans.clone());
                (
                    quantity.value,
                    quantity.relation,
                    metric.kind,
                    metric.role,
                    item,
                    quantity.span,
                )
            });
            let labels = extraction
                .labels
                .iter()
                .map(|label| (label.span, label.class));
            assert!(
                extraction.metrics.len() + extraction.labels.len() > 0,
                "{text}"
            );
            metrics
                .map(|metric| format!("{metric:?}"))
                .chain(labels.map(|label| format!("{label:?}")))
                .collect()
        };
        assert_eq!(key(simplified), key(traditional), "{traditional}");
    }
}

#[test]
fn twice_the_text_takes_twice_the_time() {
    let time = |text: &str| {
        let document = Document::read(text);
        let started = std::time::Instant::now();
        let _ = Extractor::new().extract(text, &document);
        started.elapsed()
    };
    let _ = extract("全市党员11.8万名。"); // loads the tables
    for piece in [
        "((((1",
        "3个",
        "每1年",
        "1-",
        "由1到2,",
        "“一",
        "占1%的",
        "全市5个村,",
    ] {
        let short = piece.repeat(1_000);
        let long = piece.repeat(8_000);
        let (one, eight) = (time(&short), time(&long));
        // Eight times the text: a quadratic step would take sixty-four times.
        let bound = one * 30 + std::time::Duration::from_millis(400);
        assert!(eight < bound, "{piece:?}: {one:?} then {eight:?}");
    }
}

#[test]
fn may_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<Extractor>();
    shared::<hanliang_metric::Metric>();
}

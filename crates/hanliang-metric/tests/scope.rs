//! Where figures hold: whose they are, and what 全市 stands for.

use hanliang_metric::extract;

/// The scope of the last figure of a text, with what it stands for.
fn scope(text: &str) -> (String, String) {
    let extraction = extract(text);
    let scope = extraction.metrics.last().and_then(|m| m.scope.clone());
    let resolved = |scope: &hanliang_metric::Scope| {
        scope
            .resolved
            .as_ref()
            .map_or(String::new(), |mention| mention.text.clone())
    };
    scope.map_or_else(Default::default, |scope| {
        (scope.mention.text.clone(), resolved(&scope))
    })
}

fn check(text: &str, mention: &str, resolved: &str) {
    assert_eq!(
        scope(text),
        (mention.to_owned(), resolved.to_owned()),
        "{text}"
    );
}

#[test]
fn the_place_of_the_clause_comes_first() {
    check("宁波市加快建设,全市新建幼儿园52所。", "全市", "宁波市");
    check("该省以苏州市为试点,江苏省新建书屋52所。", "江苏省", "");
}

#[test]
fn the_subject_of_the_sentence_comes_next() {
    check("安吉县地处浙江省湖州市西部,下辖8个乡镇。", "安吉县", "");
}

#[test]
fn a_place_carries_over_to_the_next_sentence() {
    check("今年以来,昆山市推进厕所改造。新建公厕52座。", "昆山市", "");
}

#[test]
fn words_that_only_look_like_places_are_none() {
    // 立足|乡村, 健全|市场, 组织|县级
    for text in [
        "立足乡村实际,培训教师52人。",
        "健全市场体系,新建市场52个。",
        "组织县级骨干培训,培训教师52人。",
    ] {
        check(text, "", "");
    }
}

#[test]
fn a_field_of_comparison_is_no_place() {
    check("昆山市在全省率先试点。新建公厕52座。", "昆山市", "");
}

#[test]
fn places_of_a_list_say_nothing_of_where() {
    check("产品远销上海、北京等29个省市。", "", "");
}

#[test]
fn traditional_text_has_the_same_places() {
    check("慶陽市推進改革,全市選派幹部52名。", "全市", "慶陽市");
}

#[test]
fn bodies_that_are_counted_are_no_place() {
    let extraction = hanliang_metric::extract("已有A股上市公司36家，总市值1.2万亿元。");
    assert!(
        extraction
            .metrics
            .iter()
            .all(|metric| metric.scope.is_none())
    );
}

//! What single figures are read as: the rows of `cases/records.tsv`.

mod table;

use hanliang_metric::extract;

use table::rows;

const CASES: &str = include_str!("cases/records.tsv");

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for [text, figure, item, role, _why] in rows(CASES) {
        let extraction = extract(text);
        let found = extraction
            .metrics
            .iter()
            .find(|metric| metric.mention.text == figure)
            .map(|metric| {
                let item = metric.item.as_ref().map_or("", |item| &item.text);
                (item.to_owned(), format!("{:?}", metric.role).to_lowercase())
            });
        if found
            .as_ref()
            .map(|(item, role)| (item.as_str(), role.as_str()))
            != Some((item, role))
        {
            wrong.push(format!("{text}\n  {figure} {item} {role}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_number_with_a_unit_is_no_year() {
    let extraction = extract("今年招生1950人，学费1980元，新校区占地2010亩。2022届毕业生返校。");
    let figures: Vec<&str> = extraction
        .metrics
        .iter()
        .map(|metric| metric.mention.text.as_str())
        .collect();
    assert_eq!(figures, ["1950人", "1980元", "2010亩"]);
}

#[test]
fn the_unit_of_a_table_counts_nothing() {
    for text in [
        "单位：万元",
        "注册资本（万元）：5000",
        "各县产值（亿元）、面积（万亩）如下",
    ] {
        let figures = extract(text).metrics;
        let round: Vec<&str> = figures.iter().map(|m| m.mention.text.as_str()).collect();
        assert!(
            round.iter().all(|figure| *figure == "5000"),
            "{text}: {round:?}"
        );
    }
}

#[test]
fn a_reference_in_brackets_is_a_whole_label() {
    for text in ["粮食增产[1]本公报", "粮食增产〔12〕本公报"] {
        for label in extract(text).labels {
            assert!(label.span.of(text).is_some(), "{text}: {label:?}");
        }
    }
}

#[test]
fn units_left_behind_are_lost_figures() {
    for (text, lost) in [
        ("该厂总投资亿元，占地亩。", vec!["亿元", "亩"]),
        ("全年完成增加值亿元。", vec!["亿元"]),
        ("今年发放资料余份，受益群众余人。", vec!["份", "人"]),
        ("入学率提高了个百分点。", vec!["个百分点"]),
        (
            "其余人员和业余爱好者占用剩余名额，建筑面积按平方米计算。",
            vec![],
        ),
        (
            "今年培训干部4万余人次，走访老人千余名，发放补贴243万余元，开了多次会。",
            vec![],
        ),
        (
            "该厂总投资3亿元，产值近亿元，占地20亩，提高两个百分点。",
            vec![],
        ),
    ] {
        let extraction = extract(text);
        let units: Vec<&str> = extraction
            .missing
            .iter()
            .map(|missing| missing.unit.as_str())
            .collect();
        assert_eq!(units, lost, "{text}");
    }
}

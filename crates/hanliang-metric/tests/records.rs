//! What single figures are read as: the rows of `cases/records.tsv`.

use hanliang_metric::extract;

const CASES: &str = include_str!("cases/records.tsv");

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [text, figure, item, role, _why] = fields[..] else {
            panic!("a row has five fields: {line:?}");
        };
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

//! Figures that were lost: the rows of `cases/missing.tsv`, and pages whose
//! digits were all taken out.

mod table;

use hanliang_metric::extract;

use table::rows;

const CASES: &str = include_str!("cases/missing.tsv");

/// A text without its marks, and where they stood.
fn unmarked(marked: &str) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for (index, piece) in marked.split('▲').enumerate() {
        if index > 0 {
            places.push(text.len());
        }
        text.push_str(piece);
    }
    (text, places)
}

fn lost(text: &str) -> Vec<usize> {
    let missing = extract(text).missing;
    missing.iter().map(|missing| missing.at).collect()
}

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    for [marked, _why] in rows(CASES) {
        let (text, places) = unmarked(marked);
        let found = lost(&text);
        if found != places {
            wrong.push(format!("{marked}\n  wanted {places:?}, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const PAGE: &str = "去年，全县粮食总产▲.万吨，同比增长▲.%；农民人均收入▲元，增加▲元。\n\
    全县新建水渠▲条，改造农田▲万亩，受益群众▲万人，其中脱贫户▲户。\n\
    共举办培训班▲期，培训▲人次，每期不少于▲天，每亩可增收▲元，小麦亩产达▲公斤。\n\
    据介绍，该县把发展产业作为头等大事，各乡镇都有自己的合作社，家家户户都有增收的门路，美元汇率的变化也牵动着农户的心。\n";

#[test]
fn on_a_page_without_digits_every_unit_that_stands_alone_is_a_trace() {
    let (text, places) = unmarked(PAGE);
    assert_eq!(lost(&text), places);
    let extraction = extract(&text);
    assert!(
        extraction.metrics.is_empty(),
        "万亩 and 万人 are what is left of figures: {:?}",
        extraction.metrics
    );
}

#[test]
fn one_figure_is_enough_to_hold_back() {
    let text = PAGE.replace('▲', "12");
    assert_eq!(lost(&text), Vec::<usize>::new());
}

//! The cross-checks, case by case, and on the seeds.

mod table;

use std::fs;
use std::path::Path;

use hanliang_metric::{Extraction, extract};

use table::rows;

/// A finding in the words of the case table.
fn shown(extraction: &Extraction) -> String {
    let findings: Vec<String> = extraction
        .findings
        .iter()
        .map(|finding| {
            let sign = if finding.agrees { '=' } else { '!' };
            format!("{} {sign} {}", finding.kind.name(), finding.arithmetic)
        })
        .collect();
    if findings.is_empty() {
        "none".to_owned()
    } else {
        findings.join("|")
    }
}

#[test]
fn every_case_holds() {
    let mut wrong = Vec::new();
    let cases = include_str!("cases/audit.tsv");
    for [text, expected, why] in rows(cases) {
        let found = shown(&extract(text));
        if found != expected {
            wrong.push(format!("{text}\n  {found}\n  not {expected} ({why})"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_seeds_hold_two_shares_and_no_contradiction() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/gold/text");
    let mut agreed = Vec::new();
    for name in ["000", "001", "002", "003", "004"] {
        let text = fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        for finding in extract(&text).findings {
            assert!(finding.agrees, "{name}: {}", finding.arithmetic);
            agreed.push(finding.arithmetic);
        }
    }
    for share in [
        "166个 ÷ 482个 = 34.4 %, as stated",
        "1152個 ÷ 1261個 = 91.4 %, as stated",
    ] {
        assert!(agreed.iter().any(|found| found == share), "{agreed:?}");
    }
}

#[test]
fn findings_name_the_metrics_they_used() {
    let extraction = extract("全镇共有村民小组250个，其中完成改厕的村民小组100个，占40%。");
    let used: Vec<&str> = extraction.findings[0]
        .metrics
        .iter()
        .map(|&at| extraction.metrics[at].mention.text.as_str())
        .collect();
    assert_eq!(used, ["100个", "250个", "40%"]);
}

#[test]
fn a_page_of_figures_takes_no_more_than_its_length() {
    // Parts without end, shares without a whole: each is looked at once.
    let text = "其中A案1起，占0.123%，".repeat(20_000);
    let extraction = extract(&text);
    assert!(extraction.findings.iter().all(|finding| finding.agrees));
}

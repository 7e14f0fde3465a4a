//! The seeds with all digits taken out: the figures that were there are told
//! as lost, and hardly anything else is.

use std::fs;
use std::path::Path;

use hanliang::Pipeline;

#[test]
fn figures_whose_digits_were_taken_out_are_told() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../seeds");
    let pipeline = Pipeline::new();
    let digit = |c: char| c.is_ascii_digit();
    let (mut lost, mut told, mut found, mut false_ones) = (0, 0, 0, 0);
    for seed in fs::read_dir(folder).unwrap() {
        let whole = pipeline.read(&fs::read(seed.unwrap().path()).unwrap());
        let text = whole.text.as_str();
        // Where a place of the text is without the digits before it.
        let without = |at: usize| at - text.get(..at).unwrap().matches(digit).count();
        let stripped = text.replace(digit, "");
        let report = pipeline.read(stripped.as_bytes());
        assert_eq!(report.text, stripped);
        let at: Vec<usize> = report.missing.iter().map(|missing| missing.at).collect();
        for metric in &whole.metrics {
            let span = metric.quantity.span;
            if span.of(text).unwrap().contains(digit) {
                lost += 1;
                let place = without(span.start)..=without(span.end);
                told += usize::from(at.iter().any(|at| place.contains(at)));
            }
        }
        let digits = text.match_indices(digit).map(|(at, _)| without(at));
        let before = whole.missing.iter().map(|missing| without(missing.at));
        let places: Vec<usize> = digits.chain(before).collect();
        // 总额多万元: a character may stand between.
        let invented = |at: &&usize| !places.iter().any(|place| place.abs_diff(**at) <= 6);
        found += at.len();
        false_ones += at.iter().filter(invented).count();
    }
    assert!(lost > 150, "{lost}");
    assert!(told * 10 >= lost * 7, "{told} of {lost} figures told");
    assert!(false_ones * 10 <= found, "{false_ones} of {found} are none");
}

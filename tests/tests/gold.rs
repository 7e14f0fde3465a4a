//! The figures reached on the annotated seeds, held as floors: a change may
//! raise them, none may lower them.

use xtask::score::{default_gold, score};

#[test]
fn the_seeds_are_read_as_well_as_they_were() {
    let total = score(&default_gold()).unwrap().total;
    assert_eq!((total.documents, total.same_text), (5, 5));
    for (what, got, floor) in [
        ("mention F1", total.mention.f1(), 0.99),
        ("record F1", total.record.f1(), 0.945),
        ("labels F1", total.labels.f1(), 0.99),
        ("missing F1", total.missing.f1(), 0.99),
        ("role", total.attribute("role"), 0.99),
        ("time", total.attribute("time"), 0.97),
        ("unit", total.attribute("unit"), 0.99),
        ("kind", total.attribute("kind"), 0.99),
    ] {
        assert!(
            got >= floor,
            "{what} fell to {got:.4}, the floor is {floor}"
        );
    }
    assert_eq!(total.label_as_metric, 0);
}

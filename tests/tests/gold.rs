//! The figures reached on the annotated seeds, held as floors: a change may
//! raise them, none may lower them.

use xtask::score::{default_gold, score};

#[test]
fn the_seeds_are_read_as_well_as_they_were() {
    let total = score(&default_gold()).unwrap().total;
    assert_eq!((total.documents, total.same_text), (5, 5));
    for (what, got, floor) in [
        ("mention F1", total.mention.f1(), 0.90),
        ("record F1", total.record.f1(), 0.60),
        ("labels F1", total.labels.f1(), 0.60),
        ("missing F1", total.missing.f1(), 0.60),
    ] {
        assert!(
            got >= floor,
            "{what} fell to {got:.4}, the floor is {floor}"
        );
    }
    assert!(total.slogan_as_metric <= 3);
}

//! The structure of the annotated seeds, held as a floor: every field of
//! every seed comes out as annotated.

use std::path::Path;

use xtask::structure::{score, total};

#[test]
fn every_field_of_the_seeds_is_right() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("gold/structure.json");
    let counts = score(&gold, |_, _, _| {}).unwrap();
    for (field, count) in &counts {
        assert_eq!(count.hits, count.gold, "{field} of the seeds: missed");
        assert_eq!(count.hits, count.found, "{field} of the seeds: too many");
    }
    assert!(total(&counts).gold > 80);
}

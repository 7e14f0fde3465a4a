//! The tables of cases: rows of fields between tabs, comments behind `#`.

/// The rows of a table of `N` fields.
pub(crate) fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), N, "fields of {line:?}");
        core::array::from_fn(|field| fields[field])
    })
}

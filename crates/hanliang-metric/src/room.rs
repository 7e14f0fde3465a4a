//! Lists of what stands in a text, which take no more room than they must: some
//! texts are nothing but what is listed.

/// For how many more room is made at the least.
const FEWEST: usize = 8;

/// Adds what was found at a place of a text of so many bytes. Where there is no room,
/// it is made for as many a byte as were found so far, not for as many again.
pub(crate) fn push<T>(found: &mut Vec<T>, one: T, at: usize, length: usize) {
    if found.len() == found.capacity() {
        let rest = length.saturating_sub(at);
        let expected = found.len().saturating_mul(rest) / at.max(1);
        // Not by less than a part of them, so that few are moved often.
        let more = expected.max(found.len() / 8).min(rest);
        found.reserve_exact(more + FEWEST);
    }
    found.push(one);
}

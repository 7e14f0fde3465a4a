//! What stands around a figure and says what it means.

pub(crate) mod behind;
pub(crate) mod clause;
pub(crate) mod duration;
pub(crate) mod each;
pub(crate) mod held;
pub(crate) mod interval;
pub(crate) mod item;
pub(crate) mod left;
mod measured;
pub(crate) mod per;
pub(crate) mod phrase;
pub(crate) mod scope;
mod speech;
pub(crate) mod time;

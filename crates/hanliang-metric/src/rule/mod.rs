//! The rules by their names: those that find what a figure counts or measures,
//! that see a numeral to be no quantity, and that see a figure to be lost.

mod item;
mod label;
mod missing;

pub use item::ItemRule;
pub use label::LabelRule;
pub use missing::MissingRule;

/// One list of rules: the type, and its names.
macro_rules! rules {
    ($(#[$about:meta])* $type:ident {
        $($(#[$note:meta])* $rule:ident = $name:literal,)+
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
        #[non_exhaustive]
        pub enum $type {
            $($(#[$note])* $rule,)+
        }

        impl $type {
            /// All of them, in the order of this page.
            pub const ALL: &'static [Self] = &[$(Self::$rule),+];

            /// The stable name, as serde writes it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$rule => $name,)+
                }
            }
        }

        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
use rules;

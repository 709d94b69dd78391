//! Closed lists of values, as the field names them.

/// Declares an enumeration whose values are the Chinese words that people read and workbooks say.
///
/// The same word stands in the file, in JSON and on screen; `aliases` are further spellings that
/// an import accepts.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $label:literal $(| $alias:literal)*),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub enum $name {
            $($(#[$variant_meta])* #[serde(rename = $label)] $variant,)+
        }

        impl $name {
            /// Every value, in the order in which people expect it.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The Chinese words of every value, in the same order.
            pub const LABELS: &'static [&'static str] = &[$($label),+];

            /// Returns the Chinese word.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// Finds the value by its word or by one of its other spellings.
            pub fn from_label(text: &str) -> Option<Self> {
                match text {
                    $($label $(| $alias)* => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.label())
            }
        }
    };
}

/// Tells TypeScript that a value crosses the border as a string.
macro_rules! stored_as_text_in_typescript {
    ($name:ident) => {
        #[cfg(feature = "typescript")]
        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;
            fn name(_: &ts_rs::Config) -> String {
                "string".to_owned()
            }
            fn inline(_: &ts_rs::Config) -> String {
                "string".to_owned()
            }
        }
    };
}

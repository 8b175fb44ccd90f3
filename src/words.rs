//! Fixed lists of words: an enum whose values have a word for files, addresses and the database,
//! and a Vietnamese wording for people. One declaration gives both and the ways back.

/// A word that stands for none of the values of its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown word {word:?}: expected one of {expected}")]
pub struct UnknownWord {
    /// The word as read.
    pub word: String,
    /// The words of the list, separated by commas.
    pub expected: String,
}

/// Declares an enum of fixed words: `Variant = "word", "Vietnamese wording"`.
///
/// It gets `ALL` (in the order written), `as_str`, `label`, `FromStr`, `Display` (the word) and
/// serde both ways as the word.
macro_rules! words {
    (
        $(#[$of_enum:meta])*
        pub enum $name:ident {
            $( $(#[$of_variant:meta])* $variant:ident = $word:literal, $label:literal; )+
        }
    ) => {
        $(#[$of_enum])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[derive(serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $( $(#[$of_variant])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// Every value, in the order in which lists show them.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The word used in files, addresses and the database.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ }
            }

            /// The Vietnamese wording people see.
            pub fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $( $word => Ok(Self::$variant), )+
                    _ => Err($crate::words::UnknownWord {
                        word: word.to_owned(),
                        expected: [ $( $word ),+ ].join(", "),
                    }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;

    words! {
        /// Two words.
        pub enum Season {
            /// Mưa.
            Wet = "wet", "Mùa mưa";
            /// Khô.
            Dry = "dry", "Mùa khô";
        }
    }

    #[test]
    fn words_and_values_go_both_ways() {
        for season in Season::ALL {
            assert_eq!(season.as_str().parse(), Ok(*season));
            assert_eq!(
                serde_json::to_value(season).unwrap(),
                serde_json::json!(season.to_string())
            );
        }
        assert_eq!(Season::Wet.label(), "Mùa mưa");
        assert_eq!(
            "Wet".parse::<Season>(),
            Err(UnknownWord {
                word: "Wet".to_owned(),
                expected: "wet, dry".to_owned()
            })
        );
    }
}

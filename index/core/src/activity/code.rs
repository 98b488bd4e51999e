//! Options with a code each: one table writes a code and reads it.

/// An option of an activity record, with the code that it has in a file.
pub trait Code: Copy + Eq + Ord + 'static {
    /// Every option, in the order in which it is offered.
    const ALL: &'static [Self];

    /// Its code.
    fn code(self) -> &'static str;

    /// The option of a code.
    fn from_code(code: &str) -> Option<Self>;
}

/// Defines options with their codes, as `Variant = "code"`.
macro_rules! codes {
    ($($(#[$doc:meta])* pub enum $name:ident { $($(#[$item:meta])* $variant:ident = $code:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
            strum::EnumString, strum::IntoStaticStr, strum::VariantArray,
        )]
        pub enum $name {
            $($(#[$item])* #[serde(rename = $code)] #[strum(serialize = $code)] $variant,)+
        }

        impl $crate::activity::Code for $name {
            const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            fn code(self) -> &'static str {
                self.into()
            }

            fn from_code(code: &str) -> Option<Self> {
                code.parse().ok()
            }
        }
    )+};
}

pub(crate) use codes;

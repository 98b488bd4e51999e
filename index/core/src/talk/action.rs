//! What a choice does, as a key. A key says all it needs, so that a button of any earlier message still does what it said.

use super::flows::each_flow;
use super::{flows, key, navigation};
use std::fmt;

macro_rules! define_action {
    ($($module:ident $flow:ident,)+) => {
        /// What a choice does.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Action {
            /// On whatever screen it stands.
            Navigate(navigation::Action),
            $(
                #[doc = concat!("In the flow `", stringify!($module), "`.")]
                $flow(flows::$module::Action),
            )+
        }

        impl Action {
            /// Reads a key, with the mark of its screen or without; `None` for anything that is not one of ours.
            pub fn parse(key: &str) -> Option<Self> {
                let (key, _) = key::split(key);
                let (verb, rest) = key.split_once(' ').unwrap_or((key, ""));
                let action = navigation::Action::parse(verb, rest).map(Self::Navigate);
                $(let action = action.or_else(|| flows::$module::Action::parse(verb, rest).map(Self::$flow));)+
                action
            }

            /// Every action, with every kind of word.
            #[cfg(test)]
            fn samples() -> Vec<Self> {
                let all = navigation::Action::samples().into_iter().map(Self::Navigate);
                $(let all = all.chain(flows::$module::Action::samples().into_iter().map(Self::$flow));)+
                all.collect()
            }
        }

        impl fmt::Display for Action {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    Self::Navigate(action) => action.fmt(f),
                    $(Self::$flow(action) => action.fmt(f),)+
                }
            }
        }

        $(impl From<flows::$module::Action> for Action {
            fn from(action: flows::$module::Action) -> Self {
                Self::$flow(action)
            }
        })+
    };
}

each_flow!(define_action);

impl From<navigation::Action> for Action {
    fn from(action: navigation::Action) -> Self {
        Self::Navigate(action)
    }
}

impl Action {
    /// Whether a key opens a card, a situation or a place.
    pub fn opens(key: &str) -> bool {
        matches!(Self::parse(key), Some(Self::Find(flows::find::Action::Open(_))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_reads_back_and_fits_a_button() {
        for action in Action::samples() {
            let key = action.to_string();
            assert!(key.len() <= 64, "{key}");
            assert_eq!(Action::parse(&key), Some(action), "{key}");
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let foreign =
            ["", "nothing of ours", "theme", "speak xx", "part x y", "case", "case x y", "case x y ", "papers"];
        for key in foreign.into_iter().chain(["open a b", "page 256", "sos a xx"]) {
            assert_eq!(Action::parse(key), None, "{key}");
        }
    }
}

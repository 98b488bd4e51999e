//! Where a conversation stands: the screen, of which everything shown can be made again.

use super::flows::each_flow;
use super::flows::{self, find, rights, start};
use serde::{Deserialize, Serialize};

/// What every state of a flow can say of itself. The defaults are those of a screen that holds no list.
pub(super) trait State: Clone + PartialEq {
    /// Nobody comes back to it: a question that was answered, a thank you.
    fn is_passing(&self) -> bool {
        false
    }

    /// Whether the way back from another state of the flow leads here.
    fn leads_back_from(&self, _to: &Self) -> bool {
        true
    }

    /// A list that people choose from and come back to.
    fn is_list(&self) -> bool {
        false
    }

    /// A list of what may be meant, for words that found nothing for certain.
    fn is_guessed(&self) -> bool {
        false
    }

    /// It shows what the index holds, and nothing where the index cannot be read.
    fn needs_index(&self) -> bool {
        false
    }

    /// The number of its page, where it has several.
    fn page(&mut self) -> Option<&mut u8> {
        None
    }

    /// The same as it stood before anything was turned or folded on it.
    fn opened(&self) -> Self {
        let mut opened = self.clone();
        if let Some(page) = opened.page() {
            *page = 0;
        }
        opened
    }
}

macro_rules! define_screen {
    ($($module:ident $flow:ident,)+) => {
        /// The screen a conversation stands on.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub enum Screen {
            $(
                #[doc = concat!("In the flow `", stringify!($module), "`.")]
                $flow(flows::$module::State),
            )+
        }

        impl Screen {
            /// Nobody comes back to it.
            fn is_passing(&self) -> bool {
                match self {
                    $(Self::$flow(state) => state.is_passing(),)+
                }
            }

            /// A list that people choose from and come back to.
            pub fn is_list(&self) -> bool {
                match self {
                    $(Self::$flow(state) => state.is_list(),)+
                }
            }

            /// A list of what may be meant, for words that found nothing for certain.
            pub(super) fn is_guessed(&self) -> bool {
                match self {
                    $(Self::$flow(state) => state.is_guessed(),)+
                }
            }

            /// It shows what the index holds.
            pub(super) fn needs_index(&self) -> bool {
                match self {
                    $(Self::$flow(state) => state.needs_index(),)+
                }
            }

            /// The number of its page, where it has several.
            pub(super) fn page(&mut self) -> Option<&mut u8> {
                match self {
                    $(Self::$flow(state) => state.page(),)+
                }
            }

            /// Whether this is a page of the same list, or the same screen.
            pub fn is_page_of(&self, other: &Self) -> bool {
                self.opened() == other.opened()
            }

            /// The same on its first page, as it stands before anything was turned on it.
            pub(super) fn opened(&self) -> Self {
                match self {
                    $(Self::$flow(state) => Self::$flow(state.opened()),)+
                }
            }

            /// Whether "back" from `to` should lead to this screen: a question that has been answered is not asked again.
            pub(super) fn worth_returning_to(&self, to: &Self) -> bool {
                match (self, to) {
                    _ if self == to || self.is_passing() => false,
                    $((Self::$flow(from), Self::$flow(to)) => from.leads_back_from(to),)+
                    _ => true,
                }
            }
        }

        $(impl From<flows::$module::State> for Screen {
            fn from(state: flows::$module::State) -> Self {
                Self::$flow(state)
            }
        })+
    };
}

each_flow!(define_screen);

impl Default for Screen {
    fn default() -> Self {
        Self::Start(start::State::Language)
    }
}

impl Screen {
    /// The first page of the menu.
    pub const MENU: Self = Self::Find(find::State::Menu { page: 0 });

    /// A question of the interview, or its answers.
    pub(super) const fn is_asking(&self) -> bool {
        matches!(self, Self::Rights(state) if state.is_asking())
    }

    /// The result of an interview, which is nowhere but in the conversation.
    pub(super) const fn is_result(&self) -> bool {
        matches!(self, Self::Rights(rights::State::Outcomes { .. }))
    }

    /// A question that a need may be typed on, and that comes first.
    pub(super) const fn comes_first(&self) -> bool {
        matches!(self, Self::Start(start::State::Language | start::State::Resume))
    }
}

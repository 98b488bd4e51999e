//! Files that are whole or not there: writing beside the place and renaming, locks, folders that replace one another,
//! rights and free space; and a failure of the disk as one plain sentence, the same for every program.
//!
//! What is written with it is a matter of the crates above: no name of a file or of a folder stands here.

mod access;
pub mod checked;
mod error;
mod folder;
mod lock;
mod mapped;
mod replace;
mod space;
mod whole;

pub use access::{is_writable, mode, tighten, tighten_all};
pub use error::{DiskError, REFUSALS};
pub use folder::{entries, files, link_file, make, name_of, remove, sync_folder};
pub use lock::Lock;
pub use mapped::{Mapped, Slice};
pub use replace::{clear_leftovers, replace_folder};
pub use space::free_space;
pub use whole::{DraftFile, draft_of, write_new_private, write_private, write_through, write_whole};

//! How many records a desk had when its copy was written, in plain figures beside it: a database and a copy that are both damaged
//! say nothing of what they held.

use crate::fault;
use crate::folder::StoreFolder;
use guichet_core::activity::Records;
use guichet_core::ports::conversations::StoreError;
use std::fs;

/// How many records are gone that were there.
pub(super) fn missing(folder: &StoreFolder, records: &Records) -> usize {
    let held: usize = fs::read_to_string(folder.count()).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0);
    held.saturating_sub(records.revisions().count())
}

/// What the operator is told of them.
pub(super) fn notice(missing: usize) -> Option<String> {
    (missing > 0).then(|| {
        format!(
            "{missing} records that were kept here are missing, and the copy does not have them: merge the export of another \
             desk, or a copy of this folder."
        )
    })
}

/// Writes how many there are.
///
/// # Errors
/// The disk refuses.
pub(super) fn write(folder: &StoreFolder, records: &Records) -> Result<(), StoreError> {
    let (path, count) = (folder.count(), records.revisions().count());
    guichet_disk::write_private(&path, format!("{count}\n").as_bytes())
        .map_err(|error| fault::disk("write", &path, &error))
}

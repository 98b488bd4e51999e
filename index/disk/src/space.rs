//! Room on a disk.

use std::path::Path;

/// Bytes that this user may still write where a path is; `None` where the system does not say.
#[cfg(unix)]
pub fn free_space(path: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(path).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Bytes that this user may still write where a path is; `None` where the system does not say.
#[cfg(not(unix))]
pub fn free_space(_path: &Path) -> Option<u64> {
    None
}

//! Rights on files and folders, where the system has them.

use std::fs;
use std::io;
use std::path::Path;

/// Who may do what with a file, as the twelve bits of Unix; `None` where there is no such file, or no such rights.
#[cfg(unix)]
pub fn mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::metadata(path).ok()?.permissions().mode() & 0o7777)
}

/// Who may do what with a file, as the twelve bits of Unix; `None` where there is no such file, or no such rights.
#[cfg(not(unix))]
pub fn mode(_path: &Path) -> Option<u32> {
    None
}

/// Takes every right on a file or a folder from everybody but its owner; a link is not followed.
///
/// # Errors
/// It is not there, or another's.
#[cfg(unix)]
pub fn tighten(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let data = fs::symlink_metadata(path)?;
    let mode = data.permissions().mode() & 0o7777;
    if data.is_symlink() || mode & 0o077 == 0 {
        return Ok(());
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700))
}

/// As on Unix, where there are such rights.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn tighten(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Does the same with a folder and all that is below it.
///
/// # Errors
/// As [`tighten`].
pub fn tighten_all(path: &Path) -> io::Result<()> {
    tighten(path)?;
    if fs::symlink_metadata(path)?.is_dir() {
        for entry in fs::read_dir(path)? {
            tighten_all(&entry?.path())?;
        }
    }
    Ok(())
}

/// Whether this user may write in a folder.
#[cfg(unix)]
pub fn is_writable(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK).is_ok()
}

/// Whether this user may write in a folder.
#[cfg(not(unix))]
pub fn is_writable(folder: &Path) -> bool {
    fs::metadata(folder).is_ok_and(|data| !data.permissions().readonly())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn only_the_owner_keeps_rights_and_links_are_not_followed() {
        let (temp, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let (inside, outside) = (temp.path().join("a/file"), other.path().join("file"));
        fs::create_dir(temp.path().join("a")).expect("made");
        for file in [&inside, &outside] {
            fs::write(file, "").expect("written");
            fs::set_permissions(file, fs::Permissions::from_mode(0o664)).expect("set");
        }
        symlink(&outside, temp.path().join("a/link")).expect("linked");
        tighten_all(temp.path()).expect("tightened");
        assert_eq!((mode(&inside), mode(&outside)), (Some(0o600), Some(0o664)));
        assert_eq!(mode(&temp.path().join("a")).map(|mode| mode & 0o077), Some(0));
        assert!(is_writable(temp.path()) && !is_writable(&temp.path().join("none")));
    }
}

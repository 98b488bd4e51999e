//! The PINs of a desk's profiles, as argon2 hashes in a file that its owner alone can read. They keep colleagues apart on one screen; whoever
//! has the machine's account can set them again.

use crate::data::{self, DataFolder};
use crate::error::Error;
use crate::records::PROGRAM;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use guichet_core::activity::Profile;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::PathBuf;

/// Bytes of a salt.
const SALT: usize = 16;

/// The PINs of the profiles of a data folder.
#[derive(Debug, Clone)]
pub struct Pins {
    path: PathBuf,
    file: PinsFile,
}

/// The file: `pins.NAME = "$argon2id$…"`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PinsFile {
    pins: BTreeMap<String, String>,
}

impl Pins {
    /// Fewest and most characters of a PIN.
    pub const LENGTH: std::ops::RangeInclusive<usize> = 4..=64;

    /// Reads the PINs; where there is no file, no profile has one.
    ///
    /// # Errors
    /// The file cannot be read, is none of ours, or others can read it: each with its remedy. Without it nobody knows who must be asked.
    pub fn read(folder: &DataFolder) -> Result<Self, Error> {
        let path = folder.key(PROGRAM).with_file_name("desk-pins.toml");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self { path, file: PinsFile::default() });
            }
            Err(source) => return Err(Error::Unreadable { path, source }),
        };
        let wrong = |message: String| Error::Config { place: path.display().to_string(), message };
        if guichet_disk::mode(&path).is_some_and(|mode| mode & 0o077 != 0) {
            return Err(wrong(format!("others than its owner can read it: chmod 600 {}", path.display())));
        }
        // What stands in it is not repeated.
        let file: PinsFile = toml::from_str(&text).ok().filter(PinsFile::is_sound).ok_or_else(|| {
            wrong("this file of PINs is damaged: remove it, then set each PIN again with guichet desk --set-pin".into())
        })?;
        Ok(Self { path, file })
    }

    /// Whether a profile is asked for a PIN.
    pub fn asks(&self, profile: &Profile) -> bool {
        self.file.pins.contains_key(profile.as_str())
    }

    /// Whether this opens a profile; anything does where it has no PIN. It takes a moment, on purpose: do it aside.
    pub fn opens(&self, profile: &Profile, typed: &str) -> bool {
        let Some(hash) = self.file.pins.get(profile.as_str()) else { return true };
        let Ok(hash) = PasswordHash::new(hash) else { return false };
        Argon2::default().verify_password(typed.trim().as_bytes(), &hash).is_ok()
    }

    /// Sets the PIN of a profile, or takes it away; spaces around it are dropped. It is on the disk when this returns.
    ///
    /// # Errors
    /// It has too few or too many characters; the disk refuses, and it is as it was.
    pub fn set(&mut self, profile: &Profile, pin: Option<&str>) -> Result<(), Error> {
        let mut file = self.file.clone();
        match pin.map(str::trim) {
            None => {
                file.pins.remove(profile.as_str());
            }
            Some(pin) => {
                file.pins.insert(profile.to_string(), self.hashed(pin)?);
            }
        }
        let refused = |source: io::Error| data::cannot_write(&self.path, source);
        let text = toml::to_string(&file).map_err(|error| refused(io::Error::other(error)))?;
        self.path.parent().into_iter().try_for_each(data::make)?;
        guichet_disk::write_private(&self.path, text.as_bytes()).map_err(refused)?;
        self.file = file;
        Ok(())
    }

    fn hashed(&self, pin: &str) -> Result<String, Error> {
        if !Self::LENGTH.contains(&pin.chars().count()) {
            let message = format!("a PIN has {} to {} characters", Self::LENGTH.start(), Self::LENGTH.end());
            return Err(Error::Config { place: "--set-pin".into(), message });
        }
        let refused = |error: String| data::cannot_write(&self.path, io::Error::other(error));
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|error| refused(format!("no random numbers: {error}")))?;
        let hash = Argon2::default().hash_password_with_salt(pin.as_bytes(), &salt);
        hash.map(|hash| hash.to_string()).map_err(|error| refused(error.to_string()))
    }
}

impl PinsFile {
    fn is_sound(&self) -> bool {
        self.pins.iter().all(|(name, hash)| Profile::new(name).is_some() && PasswordHash::new(hash).is_ok())
    }
}

#[cfg(test)]
mod tests {
    //! Properties: the right PIN opens and no other does, also once it was read again; the file shows none and is its owner's alone; a file
    //! that is damaged or that others can read is refused.

    use super::*;

    fn profile(name: &str) -> Profile {
        Profile::new(name).expect("a name")
    }

    #[test]
    fn only_the_right_pin_opens() {
        let temp = tempfile::tempdir().expect("a folder");
        let folder = DataFolder::open(temp.path()).expect("a data folder");
        let (mf, bus) = (profile("mf"), profile("bus 2"));
        let mut pins = Pins::read(&folder).expect("none yet");
        assert!(!pins.asks(&mf) && pins.opens(&mf, ""));
        for wrong in ["", "471", " 471 ", &"1".repeat(65)] {
            assert!(pins.set(&mf, Some(wrong)).is_err_and(|error| error.is_user_error()));
        }
        pins.set(&mf, Some(" 4711\n")).expect("set");
        pins.set(&bus, Some("4711")).expect("set");
        let text = fs::read_to_string(&pins.path).expect("a file");
        assert!(!text.contains("4711") && text.matches("$argon2id$").count() == 2, "{text}");
        let hashes: Vec<_> = pins.file.pins.values().collect();
        assert_ne!(hashes[0], hashes[1], "each has a salt of its own");
        assert!(guichet_disk::mode(&pins.path).is_none_or(|mode| mode & 0o077 == 0));
        let mut read = Pins::read(&folder).expect("read");
        assert!(read.asks(&mf) && read.opens(&mf, "4711") && read.opens(&bus, "4711"));
        assert!(!["", "471", "47110", "4712"].iter().any(|wrong| read.opens(&mf, wrong)));
        read.set(&mf, None).expect("taken away");
        let read = Pins::read(&folder).expect("read");
        assert!(!read.asks(&mf) && read.asks(&bus));
    }

    #[test]
    fn a_file_that_is_not_to_be_trusted_is_refused() {
        let temp = tempfile::tempdir().expect("a folder");
        let folder = DataFolder::open(temp.path()).expect("a data folder");
        let mut pins = Pins::read(&folder).expect("none yet");
        pins.set(&profile("mf"), Some("4711")).expect("set");
        let text = fs::read_to_string(&pins.path).expect("a file");
        for damaged in ["", "x", &text[..text.len() / 2], &text.replace("mf", "''"), "[pins]\nmf = \"4711\"\n"] {
            fs::write(&pins.path, damaged).expect("written");
            let error = Pins::read(&folder).expect_err("refused");
            assert!(error.is_user_error() && error.to_string().contains("--set-pin"), "{damaged}: {error}");
            assert!(!error.to_string().contains("4711"));
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::write(&pins.path, text).expect("written");
            fs::set_permissions(&pins.path, fs::Permissions::from_mode(0o644)).expect("opened");
            assert!(Pins::read(&folder).expect_err("refused").to_string().contains("chmod 600"));
        }
    }
}

//! Where a source is fetched: an address, and where it may lead on.

use std::fmt;
use std::net::IpAddr;
use ureq::http::Uri;

/// An address that may be asked: over TLS, or on this very machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address(Uri);

impl Address {
    /// Reads an address. `Err` says why it cannot be asked.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        // What stands after # is the reader's, and is not sent.
        let text = text.split('#').next().unwrap_or_default();
        let unreadable = || format!("'{}' is no address: write it as https://…", shown(text));
        let uri: Uri = text.parse().map_err(|_| unreadable())?;
        let authority = uri.authority().ok_or_else(unreadable)?;
        if authority.as_str().contains('@') {
            return Err("an address with a name or a password in it would be shown: leave them out".into());
        }
        let address = Self(uri);
        match address.0.scheme_str() {
            Some("https") => Ok(address),
            Some("http") if address.is_local() => Ok(address),
            Some("http") => {
                Err(format!("{address} has no encryption, and could be changed on the way: write https://"))
            }
            _ => Err(unreadable()),
        }
    }

    /// Where an answer leads on from here. `Err` says why it is not followed.
    pub(super) fn follow(&self, location: &str) -> Result<Self, String> {
        let scheme = self.0.scheme_str().unwrap_or("https");
        let authority = self.0.authority().map_or("", |authority| authority.as_str());
        let has_scheme = location.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
        let text = if has_scheme {
            location.to_owned()
        } else if let Some(rest) = location.strip_prefix("//") {
            format!("{scheme}://{rest}")
        } else if location.starts_with('/') {
            format!("{scheme}://{authority}{location}")
        } else {
            let folder = self.0.path().rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{scheme}://{authority}{folder}/{location}")
        };
        let next = Self::read(&text)?;
        if self.0.scheme_str() == Some("https") && next.0.scheme_str() != Some("https") {
            return Err(format!("{self} leads to {next}, which has no encryption"));
        }
        Ok(next)
    }

    /// The machine that is asked.
    pub(super) fn host(&self) -> &str {
        self.0.host().unwrap_or_default()
    }

    /// The name of the file, where the address ends in one.
    pub(super) fn file_name(&self) -> Option<String> {
        let name = self.0.path().rsplit('/').next()?;
        name.contains('.').then(|| name.to_owned())
    }

    /// Whether it is on this machine.
    pub(super) fn is_local(&self) -> bool {
        let host = self.host();
        let number = host.trim_matches(['[', ']']).parse::<IpAddr>();
        host.eq_ignore_ascii_case("localhost") || number.is_ok_and(|number| number.is_loopback())
    }

    /// The address, for the client.
    pub(super) const fn uri(&self) -> &Uri {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.0.to_string()))
    }
}

/// A text that came from outside, on one line.
pub(super) fn shown(text: &str) -> String {
    guichet_core::text::dated::clean(text, 200).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    //! Properties: only TLS, or this machine; what leads on stays as safe, and is read as browsers read it.

    use super::*;

    #[test]
    fn only_what_cannot_be_changed_on_the_way_is_asked() {
        for sound in [
            "https://www.data.gouv.fr/api/1/datasets/r/x",
            "http://127.0.0.1:8080/a",
            "http://localhost/a",
            "http://[::1]/a",
        ] {
            assert!(Address::read(sound).is_ok(), "{sound}");
        }
        for refused in [
            "http://a.example/x",
            "ftp://a.example/x",
            "file:///etc/passwd",
            "/a",
            "",
            "https://u:p@a.example/",
            "https://",
            "http://127.0.0.1.example/",
        ] {
            assert!(Address::read(refused).is_err(), "{refused}");
        }
        assert!(!Address::read("https://u:hunter2@a.example/").expect_err("a password").contains("hunter2"));
    }

    #[test]
    fn an_answer_leads_to_what_is_as_safe() {
        let from = Address::read("https://a.example/b/c?d#e").expect("an address");
        for (location, next) in [
            ("https://x.example/y", Some("https://x.example/y")),
            ("//x.example/y", Some("https://x.example/y")),
            ("/y", Some("https://a.example/y")),
            ("y", Some("https://a.example/b/y")),
            ("y?z=a:b", Some("https://a.example/b/y?z=a:b")),
            ("http://x.example/y", None),
            ("http://127.0.0.1/y", None),
            ("javascript:alert(1)", None),
            ("http:", None),
        ] {
            assert_eq!(from.follow(location).ok().map(|next| next.to_string()).as_deref(), next, "{location}");
        }
        let local = Address::read("http://127.0.0.1:1/b").expect("an address");
        assert!(local.follow("https://x.example/").is_ok() && local.follow("http://127.0.0.1:2/").is_ok());
        assert!(local.follow("http://x.example/").is_err());
    }

    #[test]
    fn the_name_of_the_file_is_the_end_of_the_path() {
        let name = |text: &str| Address::read(text).expect("an address").file_name();
        assert_eq!(name("https://a.example/b/c.zip?d=e.f"), Some("c.zip".into()));
        assert_eq!(name("https://a.example/r/398edc71"), None);
    }
}

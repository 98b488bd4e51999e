//! What may be brought up to date, as the configuration says it.

use super::address::Address;
use crate::config::{Config, SourceConfig};
use crate::error::Error;
use crate::import::Format;
use crate::pack::check_name;

/// The largest file that is taken where the configuration says nothing, in megabytes.
const LARGEST: u64 = 500;

/// A configured source.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Its name.
    pub name: String,
    /// What it brings.
    pub kind: Kind,
    /// The pack that it fills.
    pub pack: String,
    /// Where it is fetched; some come from a folder only.
    pub address: Option<Address>,
    /// How its file may be called, in small letters.
    pub patterns: Vec<String>,
    /// The largest file that is taken, in bytes.
    pub limit: u64,
    /// The SHA-256 of the only file that is taken, in small letters.
    pub sha256: Option<String>,
}

/// What a source brings. What other cities publish and sign will be another kind, with rules of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file in a format of `guichet import`.
    File(Format),
}

impl Source {
    /// All of them, by name, or those that are asked for.
    ///
    /// # Errors
    /// One makes no sense, or one that is asked for is not there.
    pub(super) fn all(config: &Config, only: &[String]) -> Result<Vec<Self>, Error> {
        if config.sources.is_empty() {
            let message = "no source is configured: copy the sections [sources.…] of guichet.example.toml into the \
                           configuration";
            return Err(Error::Config { place: "sources".into(), message: message.into() });
        }
        if let Some(name) = only.iter().find(|name| !config.sources.contains_key(*name)) {
            let known: Vec<&str> = config.sources.keys().map(String::as_str).collect();
            let message = format!("no source is called '{name}': configured are {}", known.join(", "));
            return Err(Error::Config { place: "sources".into(), message });
        }
        let mut sources = Vec::new();
        for (name, config) in &config.sources {
            let source = Self::read(name, config)
                .map_err(|message| Error::Config { place: format!("sources.{name}"), message })?;
            sources.push(source);
        }
        for (at, source) in sources.iter().enumerate() {
            if let Some(twin) = sources[..at].iter().find(|twin| twin.pack == source.pack) {
                let message = format!("{} fills the pack {} too: give one of them another pack", twin.name, twin.pack);
                return Err(Error::Config { place: format!("sources.{}", source.name), message });
            }
        }
        sources.retain(|source| only.is_empty() || only.contains(&source.name));
        Ok(sources)
    }

    fn read(name: &str, config: &SourceConfig) -> Result<Self, String> {
        check_name(name)
            .map_err(|_| format!("'{name}' cannot be the name of a source: use letters, digits, '-' and '_'"))?;
        let format = config.format.as_deref().unwrap_or(name);
        let format = Format::from_name(format).filter(|format| *format != Format::Pack).ok_or_else(|| {
            let known = Format::ALL.map(Format::name).into_iter().filter(|name| *name != Format::Pack.name());
            format!(
                "'{format}' is no format that can be fetched: write one of {}",
                known.collect::<Vec<_>>().join(", ")
            )
        })?;
        let pack = config.pack.clone().unwrap_or_else(|| name.to_owned());
        check_name(&pack).map_err(|error| error.to_string())?;
        let address = config.url.as_deref().map(Address::read).transpose()?;
        let mut patterns: Vec<String> = config.files.iter().map(|pattern| pattern.to_lowercase()).collect();
        patterns.extend(address.as_ref().and_then(Address::file_name).map(|name| name.to_lowercase()));
        patterns.push(format!("{}.*", name.to_lowercase()));
        let sha256 = config.sha256.as_ref().map(|sum| sum.to_ascii_lowercase());
        let is_sum = |sum: &String| sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
        if sha256.as_ref().is_some_and(|sum| !is_sum(sum)) {
            return Err("sha256 is 64 digits and letters a to f, as sha256sum writes it".into());
        }
        let limit = config.max_mb.unwrap_or(LARGEST).saturating_mul(1 << 20);
        Ok(Self { name: name.to_owned(), kind: Kind::File(format), pack, address, patterns, limit, sha256 })
    }
}

#[cfg(test)]
mod tests {
    //! Properties: a source needs its name and an address alone; what makes no sense is refused by its place.

    use super::*;

    fn read(text: &str) -> Result<Vec<Source>, String> {
        let config: Config = toml::from_str(text).expect("TOML");
        Source::all(&config, &[]).map_err(|error| error.to_string())
    }

    #[test]
    fn a_source_needs_little() {
        let sources = read("[sources.communes]\nurl = \"https://a.example/b/Table.csv?x=1\"\n").expect("sound");
        assert_eq!((sources[0].kind, sources[0].pack.as_str()), (Kind::File(Format::Communes), "communes"));
        assert_eq!(sources[0].patterns, ["table.csv", "communes.*"]);
        assert_eq!(sources[0].limit, 500 << 20);
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        for (text, said) in [
            ("", "no source is configured"),
            ("[sources.autre]\n", "sources.autre: 'autre' is no format"),
            ("[sources.pack]\n", "sources.pack: 'pack' is no format"),
            ("[sources.\"../x\"]\n", "cannot be the name of a source"),
            ("[sources.communes]\nurl = \"ftp://a.example/x\"\n", "sources.communes: "),
            ("[sources.communes]\nsha256 = \"12\"\n", "64 digits"),
            ("[sources.communes]\npack = \"a/b\"\n", "'a/b'"),
            (
                "[sources.communes]\n[sources.b]\nformat = \"hsds\"\npack = \"communes\"\n",
                "too: give one of them another",
            ),
        ] {
            let found = read(text).map(drop).expect_err(text);
            assert!(found.contains(said), "{text}: {found}");
        }
        let config: Config = toml::from_str("[sources.communes]\n").expect("TOML");
        let said = Source::all(&config, &["comunes".into()]).expect_err("unknown").to_string();
        assert!(said.contains("'comunes'") && said.contains("communes"), "{said}");
    }
}

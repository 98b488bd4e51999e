//! Asking a server for a file: one request, and where it leads on. Nothing but the name and the version of this program
//! goes out; no cookie is kept, and the proxy is the configuration's.

use super::address::{Address, shown};
use super::fault::{Fault, LATER};
use crate::config::{Secret, UpdateConfig};
use crate::error::Error;
use std::fs;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};
use ureq::http::{HeaderMap, Response, StatusCode};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, Proxy, Timeout};

/// How the program names itself.
const NAME: &str = concat!("Guichet/", env!("CARGO_PKG_VERSION"));

/// Most places that an address may lead through.
const LEADS: usize = 5;

/// Times, where the configuration says nothing.
const STALL: Duration = Duration::from_secs(60);
const TOTAL: Duration = Duration::from_secs(60 * 60);

/// How servers are asked.
pub(super) struct Net {
    agent: Agent,
    proxy: Option<Proxy>,
    stall: Duration,
    total: Duration,
    /// Before the second try of a source; each one after waits twice as long.
    pub(super) pause: Duration,
}

impl Net {
    /// As the configuration says.
    ///
    /// # Errors
    /// The proxy is no address, or the file of authorities cannot be read.
    pub(super) fn of(config: &UpdateConfig, pause: Duration) -> Result<Self, Error> {
        let refused = |key: &str, message: String| Error::Config { place: format!("update.{key}"), message };
        let proxy = config.proxy.as_ref().map(Secret::expose).filter(|proxy| !proxy.is_empty());
        let proxy = proxy.map(Proxy::new).transpose();
        let proxy = proxy.map_err(|_| refused("proxy", "write it as http://name:port".into()))?;
        let roots = match &config.ca_file {
            None => RootCerts::WebPki,
            Some(path) => {
                let text = fs::read(path).map_err(|source| Error::Unreadable { path: path.clone(), source })?;
                let certificate = |item| if let Ok(PemItem::Certificate(found)) = item { Some(found) } else { None };
                let found: Vec<_> = parse_pem(&text).filter_map(certificate).collect();
                if found.is_empty() {
                    return Err(refused("ca_file", format!("{} holds no certificate in PEM", path.display())));
                }
                RootCerts::Specific(Arc::new(found))
            }
        };
        let stall = config.stall.filter(|seconds| *seconds > 0).map_or(STALL, Duration::from_secs);
        let minutes = config.minutes.filter(|minutes| *minutes > 0);
        let total = minutes.map_or(TOTAL, |minutes| Duration::from_secs(minutes.saturating_mul(60)));
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            // Where an answer leads is judged here.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(NAME)
            .accept("*/*")
            .proxy(None)
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .timeout_resolve(Some(stall))
            .timeout_connect(Some(stall))
            .timeout_recv_response(Some(stall))
            .timeout_per_read(Some(stall))
            .max_idle_connections(0);
        Ok(Self { agent: settings.build().new_agent(), proxy, stall, total, pause })
    }

    /// When the time of a source that begins now is over.
    pub(super) fn end(&self) -> Instant {
        let now = Instant::now();
        now.checked_add(self.total).unwrap_or(now + TOTAL)
    }

    /// What a server answers in the end, and where.
    pub(super) fn ask(&self, from: &Address, headers: &[(&str, String)], end: Instant) -> Result<Answer, Fault> {
        let mut address = from.clone();
        for _ in 0..=LEADS {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(self.late(&address));
            }
            let proxy = self.proxy.clone().filter(|_| !address.is_local());
            // A server that packs what was asked for as it is would make its length and its rest mean something else.
            let mut request = self.agent.get(address.uri()).header("Accept-Encoding", "identity");
            for (name, value) in headers {
                request = request.header(*name, value);
            }
            let sent = request.config().proxy(proxy).timeout_global(Some(left)).build().call();
            let response = sent.map_err(|error| self.explain(error, &address))?;
            let leads = [301, 302, 303, 307, 308].contains(&response.status().as_u16());
            if !leads {
                return Ok(Answer { response, address });
            }
            let location = text(response.headers(), "location");
            let location = location.ok_or_else(|| Fault::passing(format!("{} leads nowhere", address.host())))?;
            address = address.follow(&location).map_err(|said| {
                Fault::new(said, "Look for its new address on the page of its publisher, and change url")
            })?;
        }
        Err(Fault::new(format!("{from} leads from place to place without end"), LATER))
    }

    /// What a failed request or a broken answer means, in plain words.
    pub(super) fn explain(&self, error: ureq::Error, address: &Address) -> Fault {
        let host = shown(address.host());
        let error = match error {
            // What happens while a body is read comes in a coat.
            ureq::Error::Io(error) => ureq::Error::from(error),
            other => other,
        };
        match error {
            ureq::Error::Timeout(Timeout::Global) => self.late(address),
            ureq::Error::Timeout(_) => Fault::passing(format!("nothing came from {host} for {}", seconds(self.stall))),
            ureq::Error::HostNotFound => not_found(&host),
            // So the standard library says it, under no kind of its own.
            ureq::Error::Io(error) if error.to_string().contains("lookup") => not_found(&host),
            ureq::Error::Io(error) if is_certificate(&error.to_string()) => certificate(&host, &error.to_string()),
            ureq::Error::Io(error) => match error.kind() {
                io::ErrorKind::ConnectionRefused
                | io::ErrorKind::NetworkUnreachable
                | io::ErrorKind::HostUnreachable
                | io::ErrorKind::NetworkDown
                | io::ErrorKind::AddrNotAvailable => Fault {
                    passes: false,
                    ..Fault::passing(format!(
                        "{host} cannot be reached: this machine has no network, or that one is down"
                    ))
                },
                _ => Fault::passing(format!("the connection to {host} broke ({error})")),
            },
            ureq::Error::ConnectProxyFailed(_) => Fault::new(
                format!("the proxy does not let through to {host}"),
                "Check update.proxy in the configuration",
            ),
            error => {
                let said = error.to_string();
                if is_certificate(&said) {
                    certificate(&host, &said)
                } else {
                    Fault::passing(format!("{host} does not answer as it should ({})", shown(&said)))
                }
            }
        }
    }

    fn late(&self, address: &Address) -> Fault {
        let minutes = self.total.as_secs() / 60;
        let said = format!("{} took more than {minutes} minutes", shown(address.host()));
        Fault::new(said, "What came is kept: the next update goes on from there. update.minutes gives it longer")
    }
}

/// What a server answered.
pub(super) struct Answer {
    pub(super) response: Response<Body>,
    /// Where, after all that led there.
    pub(super) address: Address,
}

impl Answer {
    /// Its status.
    pub(super) fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The text of a header; none where it is absent, empty, or no plain text.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        text(self.response.headers(), name)
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty() && value.len() <= 2000).then(|| value.to_owned())
}

fn not_found(host: &str) -> Fault {
    let said = format!("{host} is not found: this machine has no network, or the address is wrong");
    Fault { passes: false, ..Fault::passing(said) }
}

fn is_certificate(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    said.contains("certificate") || said.contains("rustls") || said.contains("tls")
}

fn certificate(host: &str, said: &str) -> Fault {
    Fault::new(
        format!("{host} does not prove who it is ({})", shown(said)),
        "Check the clock of this machine. Where your organisation looks into connections, name its authority with \
         update.ca_file. Nothing was taken",
    )
}

/// A length of time in words.
fn seconds(time: Duration) -> String {
    match time.as_secs() {
        1 => "a second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

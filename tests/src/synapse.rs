//! A throw-away homeserver on loopback: Synapse, as `tests/run` installs it. Encryption, SQLite, no federation, no limits.
//! It stops when it is dropped, and keeps its port over a restart.

use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long it may take to start or to stop, on a slow machine.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long one request may take.
const REQUEST: Duration = Duration::from_secs(60);

/// Runs a program that is told to end when its standard input ends: a test that is over, however, leaves none behind.
const ENDS_WITH_US: &str = r#"exec 3<&0; (read -r _ <&3; kill $$) & exec "$0" "$@" </dev/null"#;

/// A running homeserver.
pub struct Synapse {
    folder: PathBuf,
    port: u16,
    child: Option<Child>,
}

impl Synapse {
    /// Makes a homeserver in an empty folder and starts it.
    ///
    /// # Errors
    /// Synapse is not installed, or does not start; both say what to do.
    pub fn start(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        fs::write(folder.join("log.json"), json!({ "version": 1, "root": { "level": "ERROR" } }).to_string())?;
        fs::write(folder.join("homeserver.yaml"), settings(folder, port).to_string())?;
        let mut synapse = Self { folder: folder.to_owned(), port, child: None };
        synapse.resume()?;
        Ok(synapse)
    }

    /// Runs a line of SQL on its database, while it is stopped: what an operator of a homeserver may do.
    ///
    /// # Errors
    /// Python or SQLite refuses.
    pub fn sql(&self, line: &str) -> io::Result<()> {
        let script = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute(sys.argv[2]); db.commit()";
        let database = self.folder.join("homeserver.db");
        let status = Command::new(python()).args(["-c", script]).arg(database).arg(line).status()?;
        if status.success() { Ok(()) } else { Err(io::Error::other(format!("SQL: {status}"))) }
    }

    /// Its base URL.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Starts it again after [`Self::stop`].
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn resume(&mut self) -> io::Result<()> {
        let python = python();
        if !python.is_file() {
            let message = format!("{} is missing: run tests/run once, it installs Synapse", python.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        let said = self.folder.join("output.txt");
        let child = Command::new("sh")
            .args(["-c", ENDS_WITH_US])
            .arg(python)
            .args(["-m", "synapse.app.homeserver", "--config-path"])
            .arg(self.folder.join("homeserver.yaml"))
            .current_dir(&self.folder)
            .stdin(Stdio::piped())
            .stdout(File::create(&said)?)
            .stderr(File::options().append(true).open(&said)?)
            .spawn()?;
        let child = self.child.insert(child);
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                let said = fs::read_to_string(&said).unwrap_or_default();
                return Err(io::Error::other(format!("Synapse ended with {status}: {said}")));
            }
            if request(self.port, "GET", "/health", None, None).is_ok_and(|(status, _)| status == 200) {
                return Ok(());
            }
            if start.elapsed() > PATIENCE {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "Synapse does not answer"));
            }
            sleep(Duration::from_millis(50));
        }
    }

    /// Ends it, politely first; what it has accepted stays.
    ///
    /// # Errors
    /// The process cannot be waited for.
    pub fn stop(&mut self) -> io::Result<()> {
        let Some(mut child) = self.child.take() else { return Ok(()) };
        drop(child.stdin.take());
        let start = Instant::now();
        while child.try_wait()?.is_none() {
            if start.elapsed() > PATIENCE / 6 {
                child.kill()?;
                child.wait()?;
                break;
            }
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// A request, as a client sends it: the answer's status and body.
    ///
    /// # Errors
    /// No connection, or no HTTP.
    pub fn call(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<&Value>,
    ) -> io::Result<(u16, Value)> {
        request(self.port, method, path, token, body)
    }

    /// Registers a user; gives its identifier.
    ///
    /// # Errors
    /// The homeserver refuses.
    pub fn register(&self, name: &str, password: &str) -> io::Result<String> {
        let body = json!({
            "username": name, "password": password, "inhibit_login": true, "auth": { "type": "m.login.dummy" },
        });
        let (status, answer) = self.call("POST", "/_matrix/client/v3/register", None, Some(&body))?;
        match answer["user_id"].as_str() {
            Some(user) if status == 200 => Ok(user.to_owned()),
            _ => Err(io::Error::other(format!("{name} is not registered: {status} {answer}"))),
        }
    }

    /// Logs in beside every other device; gives the token.
    ///
    /// # Errors
    /// The homeserver refuses.
    pub fn log_in(&self, name: &str, password: &str) -> io::Result<String> {
        let body = json!({
            "type": "m.login.password", "identifier": { "type": "m.id.user", "user": name }, "password": password,
        });
        let (status, answer) = self.call("POST", "/_matrix/client/v3/login", None, Some(&body))?;
        match answer["access_token"].as_str() {
            Some(token) if status == 200 => Ok(token.to_owned()),
            _ => Err(io::Error::other(format!("{name} cannot log in: {status} {answer}"))),
        }
    }
}

impl Drop for Synapse {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Where `tests/run` installs it.
fn python() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/python/synapse/bin/python")
}

/// JSON is YAML.
fn settings(folder: &Path, port: u16) -> Value {
    let free = json!({ "per_second": 100_000, "burst_count": 100_000 });
    let file = |name: &str| folder.join(name).display().to_string();
    json!({
        "server_name": "localhost",
        "listeners": [{
            "port": port, "type": "http", "tls": false, "bind_addresses": ["127.0.0.1"],
            "resources": [{ "names": ["client"], "compress": false }],
        }],
        "database": { "name": "sqlite3", "args": { "database": file("homeserver.db") } },
        "log_config": file("log.json"),
        "media_store_path": file("media"),
        "pid_file": file("pid"),
        // Known to everybody: nothing but tests ever trusts it.
        "signing_key": "ed25519 test AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "macaroon_secret_key": "test",
        "form_secret": "test",
        "report_stats": false,
        "trusted_key_servers": [],
        "suppress_key_server_warning": true,
        "federation_domain_whitelist": [],
        "presence": { "enabled": false },
        "enable_registration": true,
        "enable_registration_without_verification": true,
        "bcrypt_rounds": 4,
        "rc_message": free,
        "rc_registration": free,
        "rc_joins_per_room": free,
        "rc_room_creation": free,
        "rc_login": { "address": free, "account": free, "failed_attempts": free },
        "rc_joins": { "local": free, "remote": free },
        "rc_invites": { "per_room": free, "per_user": free, "per_issuer": free },
        "rc_key_requests": free,
    })
}

fn request(port: u16, method: &str, path: &str, token: Option<&str>, body: Option<&Value>) -> io::Result<(u16, Value)> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(REQUEST))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let token = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{token}Content-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(|| io::Error::other("no HTTP"))?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| io::Error::other("no status"))?;
    // Chunks or not, what these calls answer is one object on one line.
    let object = body.find('{').zip(body.rfind('}')).and_then(|(from, to)| body.get(from..=to));
    Ok((status, object.and_then(|object| serde_json::from_str(object).ok()).unwrap_or(Value::Null)))
}

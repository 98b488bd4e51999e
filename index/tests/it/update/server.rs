//! A server on loopback that does as it is told, down to its bytes: it lies, stalls and hangs up. HTTP/1.1 over plain TCP, a
//! request a connection.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a request asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub path: String,
    /// By name, in small letters.
    pub headers: BTreeMap<String, String>,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }
}

/// One thing to do on a connection; after the last one it is closed.
pub enum Step {
    Send(Vec<u8>),
    /// Says nothing until the test ends.
    Stall,
    /// Sends this again and again until the other side hangs up.
    Endless(Vec<u8>),
}

pub type Answer = Vec<Step>;

/// A head with these lines, then this body.
pub fn raw(head: &str, body: &[u8]) -> Answer {
    let head = head.lines().map(|line| format!("{}\r\n", line.trim())).collect::<String>();
    vec![Step::Send([format!("HTTP/1.1 {head}\r\n").as_bytes(), body].concat())]
}

/// A whole file, with these header lines.
pub fn file(headers: &str, body: &[u8]) -> Answer {
    raw(&format!("200 OK\nContent-Length: {}\n{headers}", body.len()), body)
}

/// A running server; it ends when it is dropped.
pub struct Server {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    over: Arc<AtomicBool>,
}

/// What a connection is wrapped in: TLS, or nothing.
pub type Wrap = Arc<dyn Fn(TcpStream) -> Box<dyn Stream> + Send + Sync>;

pub trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}

impl Server {
    /// `answer` is given the request and how many came before it.
    pub fn start(answer: impl Fn(&Asked, usize) -> Answer + Send + Sync + 'static) -> Self {
        Self::wrapped(Arc::new(|stream| Box::new(stream)), answer)
    }

    pub fn wrapped(wrap: Wrap, answer: impl Fn(&Asked, usize) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let address = listener.local_addr().expect("an address");
        let (asked, over) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (log, end, answer) = (asked.clone(), over.clone(), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let (log, end, answer, wrap) = (log.clone(), end.clone(), answer.clone(), wrap.clone());
                thread::spawn(move || serve(wrap(stream), &log, &end, &*answer));
            }
        });
        Self { address, asked, over }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// What was asked so far, in the order in which it came.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        // Wakes it up.
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(
    stream: Box<dyn Stream>,
    log: &Mutex<Vec<Asked>>,
    over: &AtomicBool,
    answer: &(dyn Fn(&Asked, usize) -> Answer + Send + Sync),
) {
    let mut stream = BufReader::new(stream);
    let mut asked = Asked::default();
    let mut line = String::new();
    while stream.read_line(&mut line).is_ok_and(|read| read > 0) && line != "\r\n" {
        match line.split_once(": ") {
            Some((name, value)) => drop(asked.headers.insert(name.to_lowercase(), value.trim().to_owned())),
            None => asked.path = line.split(' ').nth(1).unwrap_or_default().to_owned(),
        }
        line.clear();
    }
    if asked.path.is_empty() {
        return;
    }
    let before = {
        let mut log = log.lock().expect("no panic");
        log.push(asked.clone());
        log.len() - 1
    };
    let stream = stream.get_mut();
    for step in answer(&asked, before) {
        match step {
            Step::Send(bytes) => drop(stream.write_all(&bytes)),
            Step::Stall => {
                let _ = stream.flush();
                while !over.load(Ordering::Relaxed) {
                    thread::sleep(Duration::from_millis(20));
                }
            }
            Step::Endless(bytes) => while !over.load(Ordering::Relaxed) && stream.write_all(&bytes).is_ok() {},
        }
    }
    let _ = stream.flush();
}

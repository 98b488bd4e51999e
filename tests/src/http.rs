//! A small HTTP server on loopback, on a thread of its own, whose connections can break: emulators stand on it.

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread::JoinHandle;
use tokio::sync::oneshot;

/// What a request is answered with; an error breaks the connection.
pub type Answered = io::Result<Response<Sent>>;

/// A running server; it ends, and every connection with it, when it is dropped.
pub struct Server {
    address: SocketAddr,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts on this port, 0 for a free one.
    ///
    /// # Errors
    /// The port is taken, or there is no thread.
    pub fn start<H, F>(port: u16, handle: H) -> io::Result<Self>
    where
        H: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
        F: Future<Output = Answered> + Send + 'static,
    {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (end, ended) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let work = move || runtime.block_on(serve(listener, handle, ended));
        let thread = std::thread::Builder::new().name("http".into()).spawn(work)?;
        Ok(Self { address, end: Some(end), thread: Some(thread) })
    }

    /// Its base URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves until it is told to end.
async fn serve<H, F>(listener: std::net::TcpListener, handle: H, mut end: oneshot::Receiver<()>)
where
    H: Fn(Request<Incoming>) -> F + Clone + Send + 'static,
    F: Future<Output = Answered> + Send + 'static,
{
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    loop {
        let accepted = tokio::select! {
            _ = &mut end => return,
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else { continue };
        let service = service_fn(handle.clone());
        tokio::spawn(async move {
            // An error is a connection that broke, as it was told to.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// The body of an answer: whole, or broken off in the middle.
pub struct Sent {
    left: Option<Bytes>,
    broken: bool,
}

impl Body for Sent {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(match self.left.take() {
            Some(bytes) => Some(Ok(Frame::data(bytes))),
            None => std::mem::take(&mut self.broken).then(|| Err(broken())),
        })
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.left.as_ref().map_or(0, Bytes::len) as u64;
        if self.broken { SizeHint::new() } else { SizeHint::with_exact(length) }
    }
}

/// An answer: a status and what it says.
pub fn page(status: u16, body: impl Into<Bytes>) -> Response<Sent> {
    let mut response = Response::new(Sent { left: Some(body.into()), broken: false });
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
    response
}

/// An answer in JSON.
pub fn json(status: u16, body: &Value) -> Response<Sent> {
    let mut response = page(status, body.to_string());
    let kind = hyper::header::HeaderValue::from_static("application/json");
    response.headers_mut().insert(hyper::header::CONTENT_TYPE, kind);
    response
}

/// An answer that leads elsewhere: the same path, on another port of this machine, the body once more.
pub fn redirect(port: u16, path: &str) -> Response<Sent> {
    let mut response = page(307, "");
    if let Ok(place) = hyper::header::HeaderValue::from_str(&format!("http://127.0.0.1:{port}{path}")) {
        response.headers_mut().insert(hyper::header::LOCATION, place);
    }
    response
}

/// The first half of an answer; then the connection breaks.
pub fn half(status: u16, body: &Bytes) -> Response<Sent> {
    let mut response = page(status, body.slice(..body.len() / 2));
    response.body_mut().broken = true;
    response
}

/// A connection that breaks.
pub fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionAborted, "as it was told to")
}

//! A server proves who it is, or nothing is taken: a certificate that nobody vouches for is refused, unless the configuration
//! names its authority; what leads from there to an open address is not followed.
//!
//! `tls.cert.pem` and its key are made for these tests: for 127.0.0.1, signed by itself, until 2126.
//! `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj "/CN=guichet test"
//! -addext "subjectAltName=IP:127.0.0.1" -addext "basicConstraints=critical,CA:FALSE" -keyout tls.key.pem -out tls.cert.pem`

use super::server::{Server, Wrap, file, raw};
use super::{communes, config, failure};
use crate::common::Desk;
use guichet_index::SourceState;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::net::TcpStream;
use std::sync::Arc;

const CERTIFICATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/update/tls.cert.pem");

fn wrap() -> Wrap {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("tls.cert.pem")).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls.key.pem")).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate and its key");
    let config = Arc::new(config);
    Arc::new(move |stream: TcpStream| {
        let connection = ServerConnection::new(config.clone()).expect("a connection");
        Box::new(StreamOwned::new(connection, stream))
    })
}

#[test]
fn a_server_proves_who_it_is() {
    let server = Server::wrapped(wrap(), |asked, _| match asked.path.as_str() {
        "/communes.csv" => file("", &communes("Rodez-la-Neuve", 0)),
        _ => raw("302 Found\nLocation: http://127.0.0.1:1/communes.csv\nContent-Length: 0", b""),
    });
    let url = |path: &str| format!("https://127.0.0.1:{}{path}", server.port());
    let desk = Desk::built();
    let said = failure(&desk.update(&config(&format!("[sources.communes]\nurl = \"{}\"\n", url("/communes.csv")))));
    assert!(said.contains("does not prove who it is") && said.contains("update.ca_file"), "{said}");
    assert_eq!(server.asked().len(), 0, "nothing was asked");
    let trusted = |path: &str| {
        let text = format!("ca_file = '{CERTIFICATE}'\n[sources.communes]\nurl = \"{}\"\n", url(path));
        config(&text)
    };
    let outcome = desk.update(&trusted("/communes.csv"));
    assert_eq!(outcome.state, SourceState::Updated, "{}", outcome.said);
    let said = failure(&desk.update(&trusted("/open")));
    assert!(said.contains("which has no encryption"), "{said}");
}

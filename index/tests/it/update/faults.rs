//! Whatever a server does, what was in force stays, the failure is said with what to do, and nothing is left that would harm
//! the next update:
//! - a server that stalls, hangs up, lies about a length, is broken or is not there;
//! - a file that is a page, packed, endless, larger than the disk, another than the one announced, or of no use;
//! - an import that keeps far less than before;
//! - a second update, another program that writes, a pack written by hand.

use super::server::{Server, Step, file, raw};
use super::{HEAD, asked, communes, failure, source};
use crate::common::{Desk, card};
use guichet_index::{Error, SourceState, Update};
use std::fs::{self, File};
use std::thread;
use std::time::Duration;

/// A desk with communes in force, and what is said of a source that answers so.
fn refused(answer: impl Fn(usize) -> Vec<Step> + Send + Sync + 'static, more: &str) -> (Desk, String) {
    let server = Server::start(move |_, before| answer(before));
    let desk = Desk::stocked();
    let said = failure(&desk.update(&source(&server.url("/communes.csv"), more)));
    assert_eq!(desk.rodez(), "Rodez-la-Neuve", "{said}");
    let left = fs::read_dir(desk.path("packs/communes")).expect("a pack").count();
    assert_eq!(left, 3, "a manifest, communes, an empty file of items");
    (desk, said)
}

#[test]
fn a_server_that_says_nothing_more_is_given_up() {
    let half = |_| {
        let mut steps = raw("200 OK\nContent-Length: 500", &communes("Rodez-la-Vieille", 0));
        steps.push(Step::Stall);
        steps
    };
    let (desk, said) = refused(half, "");
    assert!(said.contains("nothing came from 127.0.0.1 for a second") && said.contains("--from PATH"), "{said}");
    assert_eq!(desk.kept().iter().filter(|name| name.ends_with(".csv")).count(), 0, "{:?}", desk.kept());
}

#[test]
fn a_length_that_is_not_true_is_noticed() {
    let body = || communes("Rodez-la-Vieille", 0);
    let longer = move |_| raw(&format!("200 OK\nContent-Length: {}", body().len() + 9), &body());
    let (_, said) = refused(longer, "");
    assert!(said.contains("broke"), "{said}");
    let (_, said) = refused(move |_| raw("200 OK\nContent-Type: text/csv", &body()), "");
    assert!(said.contains("does not say how long") && said.contains("sha256"), "{said}");
    // Shorter: a zip ends with its list, which is cut.
    let shorter =
        Server::start(|_, _| raw("200 OK\nContent-Length: 20", &[b"PK\x03\x04".as_slice(), &[0; 60]].concat()));
    let config = super::config(&format!("[sources.vosdroits]\nurl = \"{}\"\n", shorter.url("/v.zip")));
    failure(&Desk::new().update(&config));
}

#[test]
fn a_server_that_is_broken_is_tried_again_and_then_given_up() {
    let (_, said) = refused(|_| raw("503 Busy\nContent-Length: 0", b""), "");
    assert!(said.contains("HTTP 503") && said.contains("later"), "{said}");
    let (_, said) = refused(|_| raw("404 Gone\nContent-Length: 0", b""), "");
    assert!(said.contains("change url"), "{said}");
    let (_, said) = refused(|_| vec![Step::Send(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec())], "");
    assert!(said.contains("does not answer as it should"), "{said}");
    let (_, said) = refused(
        |before| match before {
            0 => raw("500 Broken\nContent-Length: 0", b""),
            _ => file("", b"<html><title>Enfin</title>"),
        },
        "",
    );
    assert!(said.contains("Enfin"), "it was tried again: {said}");
}

#[test]
fn a_machine_without_network_is_told_so() {
    let desk = Desk::new();
    let port = Server::start(|_, _| Vec::new()).port();
    // Nobody listens there any more, once the server has seen that it is over.
    thread::sleep(Duration::from_millis(100));
    let said = failure(&desk.update(&source(&format!("http://127.0.0.1:{port}/communes.csv"), "")));
    assert!(said.contains("no network") && said.contains("guichet update --from PATH"), "{said}");
    // This name is never given out: RFC 6761.
    let said = failure(&desk.update(&source("https://guichet.invalid/communes.csv", "")));
    assert!(said.contains("guichet.invalid is not found: this machine has no network"), "{said}");
}

#[test]
fn a_page_is_no_table() {
    let page = b"<!DOCTYPE html><html><head><title>Connectez-vous</title></head></html>";
    let (desk, said) = refused(|_| file("Content-Type: text/csv", page), "");
    assert!(said.contains("is a web page (\"Connectez-vous\")") && said.contains("portal"), "{said}");
    assert_eq!(desk.kept(), Vec::<String>::new(), "nothing that could be taken for unchanged tomorrow");
    let zip = Server::start(|_, _| file("", page));
    let config = super::config(&format!("[sources.vosdroits]\nurl = \"{}\"\n", zip.url("/v.zip")));
    assert!(failure(&Desk::new().update(&config)).contains("where a zip is due"));
}

#[test]
fn a_packed_file_is_refused() {
    let (_, said) = refused(|_| file("Content-Encoding: gzip", b"\x1f\x8b\x08"), "");
    assert!(said.contains("packed its file (gzip)"), "{said}");
    let (_, said) = refused(|_| file("", b"\x1f\x8b\x08"), "");
    assert!(said.contains("is packed with gzip") && said.contains("Unpack it"), "{said}");
}

#[test]
fn a_file_without_end_is_stopped() {
    let endless = |_| {
        let mut steps = raw("200 OK\nTransfer-Encoding: chunked", b"");
        steps.push(Step::Endless([b"10000\r\n".as_slice(), &vec![b'x'; 0x10000], b"\r\n"].concat()));
        steps
    };
    let (desk, said) = refused(endless, "max_mb = 1\n");
    assert!(said.contains("larger than 1 MB") && said.contains("[sources.communes]"), "{said}");
    assert_eq!(desk.kept(), ["state.json"], "what came is gone");
    // Announced: not a byte is taken.
    let (_, said) = refused(|_| raw("200 OK\nContent-Length: 2000000", b""), "max_mb = 1\n");
    assert!(said.contains("larger than 1 MB"), "{said}");
    let petabyte = |_| raw("200 OK\nContent-Length: 1000000000000000", b"");
    let (_, said) = refused(petabyte, "max_mb = 1000000000000\n");
    assert!(said.contains("MB left") && said.contains("Free some space"), "{said}");
}

#[test]
fn only_the_file_of_a_sum_is_taken() {
    let wrong = "0".repeat(64);
    let server = Server::start(|_, _| raw("200 OK", &communes("Rodez-la-Neuve", 0)));
    let url = server.url("/communes.csv");
    let desk = Desk::built();
    let said = failure(&desk.update(&source(&url, &format!("sha256 = \"{wrong}\"\n"))));
    assert!(said.contains("another SHA-256") && said.contains("publisher"), "{said}");
    assert_eq!(desk.kept(), Vec::<String>::new());
    let right = said.split(['(', ')']).nth(1).expect("the sum that was found").to_uppercase();
    // With its sum, it needs no length.
    let outcome = desk.update(&source(&url, &format!("sha256 = \"{right}\"\n")));
    assert_eq!(outcome.state, SourceState::Updated, "{}", outcome.said);
}

#[test]
fn a_file_of_no_use_changes_nothing() {
    let (desk, said) = refused(|_| file("ETag: \"v2\"", HEAD.as_bytes()), "");
    assert!(
        said.contains("nothing in its file could be read as communes") && said.contains("communes.jsonl"),
        "{said}"
    );
    assert_eq!(desk.kept(), Vec::<String>::new());
    let (_, said) = refused(|_| file("", b"{\"message\": \"quota\"}"), "");
    assert!(!said.is_empty());
}

#[test]
fn far_fewer_records_are_refused_unless_they_are_asked_for() {
    let fewer = communes("Rodez-la-Vieille", 0);
    let server = Server::start(move |asked, before| match before {
        0 => file("", &communes("Rodez-la-Neuve", 3)),
        _ if asked.header("if-none-match") == Some("\"v2\"") => raw("304 Not Modified", b""),
        _ => file("ETag: \"v2\"", &fewer),
    });
    let config = source(&server.url("/communes.csv"), "");
    let desk = Desk::with_communes(&config);
    for _ in 0..2 {
        let outcome = desk.update(&config);
        let said = failure(&outcome);
        assert!(
            said.contains("only 1 records") && said.contains("4 are in force") && said.contains("--force"),
            "{said}"
        );
        assert_eq!(outcome.import.map(|report| report.kept), Some(1));
        assert_eq!(desk.rodez(), "Rodez-la-Neuve");
    }
    let forced = desk.try_update(&config, &Update { force: true, ..asked() }).expect("it ran").remove(0);
    assert_eq!(forced.state, SourceState::Updated, "the file was at hand: {}", forced.said);
    assert_eq!((desk.rodez().as_str(), desk.kept()), ("Rodez-la-Vieille", vec!["state.json".to_owned()]));
}

#[test]
fn a_second_update_is_told_so() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("sources")).expect("made");
    let lock = File::create(desk.path("sources/lock")).expect("the lock file");
    lock.try_lock().expect("free");
    let error = desk.try_update(&source("http://127.0.0.1:1/communes.csv", ""), &asked()).expect_err("busy");
    assert!(matches!(error, Error::Updating(_)) && error.is_user_error(), "{error}");
    assert!(error.to_string().contains("another update is running"));
}

#[test]
fn another_program_that_writes_is_waited_for() {
    let server = Server::start(|_, _| file("", &communes("Rodez-la-Neuve", 0)));
    let config = source(&server.url("/communes.csv"), "");
    let desk = Desk::built();
    fs::create_dir_all(desk.folder.root()).expect("made");
    let lock = File::create(desk.path("lock")).expect("the lock file");
    lock.try_lock().expect("free");
    thread::scope(|scope| {
        let update = scope.spawn(|| desk.update(&config));
        thread::sleep(Duration::from_millis(500));
        assert!(!update.is_finished(), "it waits");
        drop(lock);
        assert_eq!(update.join().expect("it ended").state, SourceState::Updated);
    });
}

#[test]
fn what_was_written_by_hand_stays() {
    let desk = Desk::new();
    card(&desk.path("packs/communes"), "essai", "Chaudière zibeline");
    let said = failure(&desk.update(&source("http://127.0.0.1:1/communes.csv", "")));
    assert!(said.contains("written by hand"), "{said}");
    assert!(desk.path("packs/communes/cards/essai/card.toml").exists());
}

#[test]
fn what_is_kept_of_a_source_that_is_no_more_goes() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("sources/ancienne")).expect("made");
    fs::write(desk.path("sources/ancienne/part"), "x").expect("written");
    desk.update(&source("http://127.0.0.1:1/communes.csv", ""));
    assert!(!desk.path("sources/ancienne").exists());
}

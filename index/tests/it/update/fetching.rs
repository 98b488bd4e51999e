//! What changed is fetched, and nothing else:
//! - a source is asked with what it was called before, and says nothing of whom asks but the program's name;
//! - the same file, by its sum, is not imported again, whatever its server says;
//! - several files that changed make one generation, which a live guide takes up;
//! - an answer that leads on is followed, as far as it stays safe;
//! - a file that stopped is gone on with, if it is still the same one;
//! - an older file, by its server or by its records, does not take the place of a newer one.

use super::server::{Answer, Server, Step, file, raw};
use super::{asked, communes, config, failure, source};
use crate::common::Desk;
use guichet_index::{Live, SourceState, Update};
use sha2::{Digest, Sha256};
use std::fs;

/// A server that knows names of files: 304 where the name is the one asked for.
fn tagged(tag: &'static str, body: Vec<u8>) -> Server {
    Server::start(move |asked, _| match asked.header("if-none-match") {
        Some(known) if known == tag => raw("304 Not Modified", b""),
        _ => file(&format!("ETag: {tag}\nSet-Cookie: a=b"), &body),
    })
}

#[test]
fn what_changed_is_fetched_and_what_did_not_is_left_alone() {
    for tag in ["\"v1\"", "W/\"v1\""] {
        let server = tagged(tag, communes("Rodez-la-Neuve", 3));
        let config = source(&server.url("/communes.csv"), "");
        let desk = Desk::with_communes(&config);
        assert_eq!(desk.rodez(), "Rodez-la-Neuve");
        assert_eq!(desk.kept(), ["state.json"], "what is in force is kept once");
        let written = desk.written();
        let again = desk.update(&config);
        assert_eq!((again.state, again.said.as_str()), (SourceState::Unchanged, "nothing newer"));
        assert_eq!(desk.written(), written, "nothing was built");
        let state = fs::read_to_string(desk.path("sources/communes/state.json")).expect("kept");
        assert!(state.contains(r#""checked":"2026-11-23""#), "{state}");
        let asked = server.asked();
        assert_eq!(asked.len(), 2);
        assert_eq!(asked[0].header("if-none-match"), None);
        let agent = asked[1].header("user-agent").expect("a name");
        assert_eq!(agent, format!("Guichet/{}", env!("CARGO_PKG_VERSION")));
        let mut names: Vec<&str> = asked[1].headers.keys().map(String::as_str).collect();
        names.retain(|name| !["accept", "accept-encoding", "host", "user-agent", "connection"].contains(name));
        assert_eq!(names, ["if-none-match"], "nothing else goes out, no cookie either");
    }
}

#[test]
fn a_pack_that_was_changed_by_hand_is_fetched_again() {
    let server = tagged("\"v1\"", communes("Rodez-la-Neuve", 3));
    let config = source(&server.url("/communes.csv"), "");
    let desk = Desk::with_communes(&config);
    fs::remove_dir_all(desk.path("packs/communes")).expect("removed");
    assert_eq!(desk.update(&config).state, SourceState::Updated);
    assert_eq!(desk.rodez(), "Rodez-la-Neuve");
}

#[test]
fn the_same_file_is_not_imported_again() {
    let server = Server::start(|_, _| file("", &communes("Rodez-la-Neuve", 3)));
    let config = source(&server.url("/communes.csv"), "");
    let desk = Desk::with_communes(&config);
    let written = desk.written();
    assert_eq!(desk.update(&config).state, SourceState::Unchanged);
    assert_eq!((desk.written(), desk.kept()), (written, vec!["state.json".to_owned()]));
}

#[test]
fn what_is_new_is_told_and_a_live_guide_takes_it_up() {
    let server = Server::start(|_, before| {
        let name = if before == 0 { "Rodez-la-Neuve" } else { "Rodez-la-Vieille" };
        // Three lines more, then two: one came, and three are gone.
        let body = communes(name, if before == 0 { 3 } else { 0 });
        let more = if before == 0 { "" } else { "99500,Nouvelle,12000,10,44.0,2.0\n99501,Neuve,12000,10,44.0,2.0\n" };
        file("", &[body, more.into()].concat())
    });
    let config = source(&server.url("/communes.csv"), "");
    let desk = Desk::built();
    let first = desk.update(&config);
    assert_eq!(first.said, "4 things, for the first time");
    let live = Live::open(&desk.folder).expect("opens");
    live.current().ready().expect("an index");
    assert!(!live.refresh());
    let second = desk.update(&config);
    assert_eq!(second.said, "2 things added, 3 gone, 1 changed");
    let line = serde_json::to_string(&second).expect("JSON");
    let fields = [r#""source":"communes""#, r#""state":"updated""#, r#""added":2"#, r#""gone":3"#, r#""kept":3"#];
    assert!(fields.iter().all(|field| line.contains(field)), "{line}");
    assert!(live.refresh() && !live.refresh(), "once");
    assert_eq!(desk.rodez(), "Rodez-la-Vieille");
}

#[test]
fn several_files_make_one_generation() {
    let server = Server::start(|asked, _| match asked.path.as_str() {
        "/communes.csv" => file("", &communes("Rodez-la-Neuve", 0)),
        "/lieux.csv" => file("", &place("2026-10-01")),
        _ => raw("404 Not Found\nContent-Length: 0", b""),
    });
    let url = |path: &str| server.url(path);
    let config = config(&format!(
        "[sources.communes]\nurl = \"{}\"\n[sources.lieux]\nformat = \"mednum\"\nurl = \"{}\"\n[sources.skos]\nurl = \"{}\"\n",
        url("/communes.csv"),
        url("/lieux.csv"),
        url("/absent.ttl")
    ));
    let desk = Desk::built();
    desk.guide();
    let live = Live::open(&desk.folder).expect("opens");
    live.current().ready().expect("an index");
    let outcomes = desk.try_update(&config, &asked()).expect("it ran");
    let states: Vec<(&str, SourceState)> =
        outcomes.iter().map(|outcome| (outcome.source.as_str(), outcome.state)).collect();
    assert_eq!(
        states,
        [("skos", SourceState::Failed), ("communes", SourceState::Updated), ("lieux", SourceState::Updated)]
    );
    assert!(outcomes[2].said.starts_with("1 places, for the first time; the newest record is of 2026-10-01"));
    assert_eq!(desk.generations().len(), 1);
    assert!(live.refresh() && !live.refresh(), "one generation for both");
    let only = Update { only: &["lieux".to_owned()], ..asked() };
    assert_eq!(desk.try_update(&config, &only).expect("it ran").len(), 1);
}

#[test]
fn an_answer_that_leads_on_is_followed_as_far_as_it_is_safe() {
    let server = Server::start(|asked, _| match asked.path.as_str() {
        "/a" => raw("302 Found\nLocation: /b/c\nContent-Length: 0", b""),
        "/b/c" => raw("301 Moved\nLocation: d.csv\nContent-Length: 0", b""),
        "/b/d.csv" => file("", &communes("Rodez-la-Neuve", 0)),
        "/loop" => raw("307 Temporary\nLocation: /loop\nContent-Length: 0", b""),
        "/nowhere" => raw("302 Found\nContent-Length: 0", b""),
        "/open" => raw("302 Found\nLocation: http://guichet.example/x\nContent-Length: 0", b""),
        _ => raw("302 Found\nLocation: file:///etc/passwd\nContent-Length: 0", b""),
    });
    let desk = Desk::with_communes(&source(&server.url("/a"), ""));
    assert_eq!(desk.rodez(), "Rodez-la-Neuve");
    for (path, said) in [
        ("/loop", "without end"),
        ("/nowhere", "leads nowhere"),
        ("/open", "no encryption"),
        ("/other", "is no address"),
    ] {
        let said_of = failure(&desk.update(&source(&server.url(path), "")));
        assert!(said_of.contains(said), "{path}: {said_of}");
    }
    assert_eq!(desk.rodez(), "Rodez-la-Neuve");
}

/// A file that no format takes: that it is refused as what it is shows that all of it came, without an import.
fn page(title: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><title>{title}</title>{}", "<p>essai</p>".repeat(20_000)).into_bytes()
}

/// That a page came whole, as it is, from there.
fn came(desk: &Desk, server: &Server, page: &[u8], title: &str) {
    let sum: String = Sha256::digest(page).iter().map(|byte| format!("{byte:02x}")).collect();
    let said = failure(&desk.update(&source(&server.url("/communes.csv"), &format!("sha256 = \"{sum}\"\n"))));
    assert!(said.contains(&format!("web page (\"{title}\")")), "{said}");
}

/// The first half of a file, then a hang-up; then what `then` says to the range that is asked for.
fn cut(headers: &'static str, then: impl Fn(&str, &[u8]) -> Answer + Send + Sync + 'static) -> Server {
    Server::start(move |asked, before| {
        let body = page("Une");
        if before == 0 {
            let half = body.len() / 2;
            return raw(&format!("200 OK\nContent-Length: {}\n{headers}", body.len()), &body[..half]);
        }
        then(asked.header("range").unwrap_or_default(), &body)
    })
}

fn rest(range: &str, headers: &str, body: &[u8]) -> Answer {
    let start = range.strip_prefix("bytes=").and_then(|range| range.strip_suffix('-')).expect("a range");
    let start: usize = start.parse().expect("a number");
    assert!(start > 0);
    let (last, total, length) = (body.len() - 1, body.len(), body.len() - start);
    let head = format!("206 Partial\nContent-Length: {length}\nContent-Range: bytes {start}-{last}/{total}\n{headers}");
    raw(&head, &body[start..])
}

#[test]
fn a_file_that_stopped_is_gone_on_with() {
    const DATED: &str = "Last-Modified: Sun, 01 Nov 2026 08:00:00 GMT\nDate: Mon, 23 Nov 2026 08:00:00 GMT";
    for (headers, same) in [("ETag: \"v1\"", "\"v1\""), (DATED, "Sun, 01 Nov 2026 08:00:00 GMT")] {
        let server = cut(headers, move |range, body| rest(range, headers, body));
        came(&Desk::new(), &server, &page("Une"), "Une");
        let asked = server.asked();
        assert_eq!((asked.len(), asked[1].header("if-range")), (2, Some(same)));
    }
}

#[test]
fn a_file_is_gone_on_with_by_the_next_update() {
    let server = Server::start(|asked, before| match (before, asked.header("range")) {
        (0, _) => raw(&format!("200 OK\nETag: \"v1\"\nContent-Length: {}", page("Une").len()), &page("Une")[..5000]),
        // The tries of the first update break, each a little later.
        (1 | 2, Some(_)) => Vec::new(),
        (_, range) => rest(range.unwrap_or_default(), "ETag: \"v1\"", &page("Une")),
    });
    let desk = Desk::new();
    failure(&desk.update(&source(&server.url("/communes.csv"), "")));
    assert_eq!((server.asked().len(), desk.kept()), (3, vec!["part".to_owned(), "part.json".to_owned()]));
    came(&desk, &server, &page("Une"), "Une");
    assert_eq!(server.asked()[3].header("range"), Some("bytes=5000-"));
    // Another address has no use for what came from this one.
    fs::write(desk.path("sources/communes/part"), "code").expect("written");
    let part = format!(r#"{{"address":"{}","same_if":"\"v1\"","total":10,"sure":4}}"#, server.url("/other.csv"));
    fs::write(desk.path("sources/communes/part.json"), part).expect("written");
    let other = Server::start(|_, _| file("", &page("Autre")));
    came(&desk, &other, &page("Autre"), "Autre");
    assert_eq!(other.asked()[0].header("range"), None);
}

#[test]
fn a_file_that_changed_meanwhile_begins_anew() {
    // Whole, under another name; a rest of another file; a rest that begins elsewhere; no rest.
    let others: [fn(&str, &[u8]) -> Answer; 4] = [
        |_, _| file("ETag: \"v2\"", &page("Autre")),
        |range, body| match range {
            "" => file("ETag: \"v2\"", &page("Autre")),
            range => rest(range, "ETag: \"v2\"", body),
        },
        |range, _| match range {
            "" => file("ETag: \"v2\"", &page("Autre")),
            _ => raw("206 Partial\nContent-Length: 3\nContent-Range: bytes 0-2/3\nETag: \"v1\"", b"abc"),
        },
        |range, _| match range {
            "" => file("ETag: \"v2\"", &page("Autre")),
            _ => raw("416 No\nContent-Length: 0\nContent-Range: bytes */3", b""),
        },
    ];
    for other in others {
        let server = cut("ETag: \"v1\"", other);
        came(&Desk::new(), &server, &page("Autre"), "Autre");
        assert!(server.asked()[1].header("range").is_some());
    }
}

#[test]
fn what_cannot_be_told_from_another_file_is_not_gone_on_with() {
    for headers in [
        "ETag: W/\"v1\"",
        "",
        "ETag: \"v1\"\nAccept-Ranges: none",
        // Changed in the second in which it was sent: it may change again in it.
        "Last-Modified: Mon, 23 Nov 2026 08:00:00 GMT\nDate: Mon, 23 Nov 2026 08:00:00 GMT",
    ] {
        let server = cut(headers, |_, body| file("", body));
        came(&Desk::new(), &server, &page("Une"), "Une");
        let asked = server.asked();
        assert_eq!((asked.len(), asked[1].header("range")), (2, None), "{headers}");
    }
}

#[test]
fn a_file_in_pieces_is_taken_when_its_last_piece_came() {
    let pieces = |last: &'static str| {
        move |_: &_, _| {
            let body = communes("Rodez-la-Neuve", 0);
            let piece = format!("{:x}\r\n{}\r\n{last}", body.len(), String::from_utf8_lossy(&body));
            raw("200 OK\nTransfer-Encoding: chunked", piece.as_bytes())
        }
    };
    let cut = Server::start(pieces(""));
    let desk = Desk::built();
    failure(&desk.update(&source(&cut.url("/communes.csv"), "")));
    let whole = Server::start(pieces("0\r\n\r\n"));
    assert_eq!(desk.update(&source(&whole.url("/communes.csv"), "")).state, SourceState::Updated);
}

#[test]
fn an_older_file_by_its_server_is_not_even_read() {
    let server = Server::start(|_, before| match before {
        0 => file("Last-Modified: Sun, 22 Nov 2026 08:00:00 GMT", &communes("Rodez-la-Neuve", 0)),
        // Nobody reads on: the body never comes.
        _ => {
            let mut steps = raw("200 OK\nContent-Length: 90\nLast-Modified: Sat, 21 Nov 2026 08:00:00 GMT", b"");
            steps.push(Step::Stall);
            steps
        }
    });
    let config = source(&server.url("/communes.csv"), "");
    let desk = Desk::with_communes(&config);
    let older = desk.update(&config);
    assert_eq!(older.state, SourceState::Older);
    assert!(older.said.contains("2026-11-21 08:00") && older.said.contains("2026-11-22 08:00"), "{}", older.said);
    assert_eq!(desk.rodez(), "Rodez-la-Neuve");
}

/// A place of digital mediation that was changed on that day.
fn place(day: &str) -> Vec<u8> {
    format!(
        "id,nom,commune,code_postal,code_insee,adresse,latitude,longitude,telephone,date_maj,services\n\
         essai-1,Atelier de l'essai,Rodez,12000,12202,1 place de l'Essai,44.35,2.57,+33565757500,{day},Aide aux démarches administratives\n"
    )
    .into_bytes()
}

#[test]
fn an_older_file_by_its_records_does_not_take_the_place_of_a_newer_one() {
    let days = ["2026-10-01", "2026-09-01", "2026-09-01", "2026-11-01"];
    let server = Server::start(move |_, before| file("", &place(days[before])));
    let config = config(&format!("[sources.mednum]\nurl = \"{}\"\n", server.url("/lieux.csv")));
    let desk = Desk::with_communes(&config);
    let older = desk.update(&config);
    assert_eq!(older.state, SourceState::Older, "{}", older.said);
    assert!(older.said.contains("2026-09-01") && older.remedy.contains("update mednum --force"), "{}", older.said);
    let forced = desk.try_update(&config, &Update { force: true, ..asked() }).expect("it ran").remove(0);
    assert_eq!((forced.state, forced.after.as_deref()), (SourceState::Updated, Some("2026-09-01")));
    let newer = desk.update(&config);
    assert_eq!((newer.before.as_deref(), newer.after.as_deref()), (Some("2026-09-01"), Some("2026-11-01")));
    assert!(newer.said.contains("was of 2026-09-01 and is of 2026-11-01"), "{}", newer.said);
}

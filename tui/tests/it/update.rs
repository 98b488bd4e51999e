//! `guichet update` as it is run:
//! - what was brought is in force, one line of JSON a source; a second run finds nothing newer;
//! - without a source, with one that is not known, or where one fails, it ends with 1 and one sentence;
//! - told to end while a file comes, it ends at once, keeps what came, and the next run asks for the rest.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn guichet(data: &Path, config: &str) -> Command {
    fs::create_dir_all(data).expect("made");
    fs::write(data.join("guichet.toml"), config).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_guichet"));
    command.env_clear().env("GUICHET_DATA", data).stdin(Stdio::null()).stderr(Stdio::piped()).stdout(Stdio::piped());
    command
}

fn update(data: &Path, config: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let Output { status, stdout, stderr } = guichet(data, config).arg("update").args(args).output().expect("it ran");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

#[test]
fn what_is_brought_is_in_force() {
    let temp = tempfile::tempdir().expect("a folder");
    let (data, stick) = (temp.path().join("data"), temp.path().join("stick"));
    fs::create_dir_all(&stick).expect("made");
    let rows = "code_insee,nom,codes_postaux,population,centre_lat,centre_lon\n12202,Rodez,12000,24000,44.35,2.57\n";
    fs::write(stick.join("communes.csv"), rows).expect("written");
    let config = "[sources.communes]\n[sources.annuaire]\n";
    let from = ["--json", "--from", stick.to_str().expect("UTF-8")];
    for state in ["updated", "unchanged"] {
        let (code, out, _) = update(&data, config, &from);
        let lines: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let of = |name: &str| lines.iter().find(|line| line["source"] == name).expect(name)["state"].clone();
        assert_eq!((code, lines.len()), (Some(0), 2), "{out}");
        assert!(of("communes") == state && of("annuaire") == "absent", "{out}");
    }
    fs::remove_file(stick.join("communes.csv")).expect("removed");
    let (code, _, said) = update(&data, config, &from);
    assert!(code == Some(1) && said.contains("none of the files"), "{said}");
}

#[test]
fn what_cannot_be_done_ends_with_one_sentence() {
    let temp = tempfile::tempdir().expect("a folder");
    for (config, args, sentence) in [
        ("", &[][..], "no source is configured"),
        ("[sources.communes]\n", &["communs"][..], "no source is called 'communs'"),
        ("[sources.communes]\nurl = \"http://a.example/\"\n", &[], "write https://"),
        ("[sources.communes]\n", &[], "one source could not be brought up to date"),
    ] {
        let (code, _, said) = update(temp.path(), config, args);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(sentence) && said.trim().lines().count() == 1, "{said}");
    }
}

#[test]
fn told_to_end_it_keeps_what_came() {
    const WHOLE: usize = 12 << 20;
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let config = format!("[sources.communes]\nurl = \"http://{}/c.csv\"\n", listener.local_addr().expect("an address"));
    let (ask, asked) = mpsc::channel();
    thread::spawn(move || {
        // Connections that are waited on, so that the other side hears nothing more.
        let mut open = Vec::new();
        for stream in listener.incoming() {
            let mut stream = BufReader::new(stream.expect("a connection"));
            let head: Vec<String> =
                (&mut stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
            let range = head.iter().find_map(|line| line.strip_prefix("range: ").or(line.strip_prefix("Range: ")));
            ask.send(range.map(str::to_owned)).expect("a test");
            let answer = stream.get_mut();
            if range.is_some() {
                let _ = answer.write_all(b"HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n");
                continue;
            }
            let _ = write!(answer, "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: {WHOLE}\r\n\r\n");
            // The last byte never comes.
            let _ = answer.write_all(&vec![b'x'; WHOLE - 1]);
            open.push(stream);
        }
    });
    let temp = tempfile::tempdir().expect("a folder");
    let part = temp.path().join("sources/communes/part.json");
    let mut child = guichet(temp.path(), &config).arg("update").spawn().expect("it starts");
    assert_eq!(asked.recv_timeout(Duration::from_secs(60)).expect("a request"), None);
    let sure = || {
        let part: serde_json::Value = serde_json::from_slice(&fs::read(&part).unwrap_or_default()).unwrap_or_default();
        part["sure"].as_u64().unwrap_or_default()
    };
    while sure() < 8 << 20 {
        thread::sleep(Duration::from_millis(20));
    }
    let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().expect("it ran");
    assert!(told.success() && !child.wait().expect("it ended").success());
    let kept = sure();
    let (code, out, _) = update(temp.path(), &config, &[]);
    assert!(code == Some(1) && out.contains("change url"), "{out}");
    assert_eq!(asked.recv_timeout(Duration::from_secs(60)).expect("a request"), Some(format!("bytes={kept}-")));
}

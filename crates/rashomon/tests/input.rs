//! Bad input gets a clear line, and nothing else is lost.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for one test, empty at the start.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn rashomon(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn rows(output: &Output) -> Vec<Value> {
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ids(output: &Output) -> Vec<String> {
    rows(output).iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const GOOD: &str = "Council opens new bridge\n\n4 May 2026\n\nThe council opened the bridge on Monday. \"It is safe,\" Mayor Ann Holt said.\n";

#[test]
fn a_missing_file_is_named_and_the_good_ones_are_read() {
    let at = folder("missing");
    fs::write(at.join("good.txt"), GOOD).unwrap();
    let output = rashomon(&["read", "nowhere.txt", "good.txt"], &at);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(ids(&output), ["good"]);
    assert!(errors(&output).contains("nowhere.txt: no such file or directory"), "{}", errors(&output));
}

#[test]
fn an_empty_file_and_a_binary_are_named() {
    let at = folder("binary");
    fs::write(at.join("empty.txt"), "").unwrap();
    fs::write(at.join("picture.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0").unwrap();
    fs::write(at.join("good.txt"), GOOD).unwrap();
    let output = rashomon(&["annotate", "empty.txt", "picture.txt", "good.txt"], &at);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(ids(&output), ["good"]);
    let told = errors(&output);
    assert!(told.contains("empty.txt: ") && told.contains("picture.txt: "), "{told}");
}

#[test]
fn a_broken_row_is_named_by_its_line() {
    let at = folder("rows");
    fs::write(
        at.join("rows.jsonl"),
        "{\"text\": \"One.\"}\n{broken\n\n{\"id\": \"b\", \"text\": \"Two.\"}\n{\"id\": \"c\"}\n",
    )
    .unwrap();
    let output = rashomon(&["read", "rows.jsonl"], &at);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(ids(&output), ["0", "b"]);
    let told = errors(&output);
    assert!(told.contains("rows.jsonl line 2: ") && told.contains("rows.jsonl line 5: "), "{told}");
}

#[test]
fn invalid_utf8_and_unbalanced_marks_are_read() {
    let at = folder("marks");
    fs::write(at.join("latin.txt"), b"The caf\xe9 closed on Monday, the owner said. \xff\xfe\n").unwrap();
    fs::write(at.join("marks.txt"), "\"\"\" ((( \u{201c}he said \"no, \u{2018} and \u{2019}\u{2019} left.\n\"\n")
        .unwrap();
    let output = rashomon(&["annotate", "latin.txt", "marks.txt"], &at);
    assert_eq!(ids(&output), ["latin", "marks"], "{}", errors(&output));
}

#[cfg(unix)]
#[test]
fn a_loop_of_folders_ends() {
    let at = folder("loop");
    fs::create_dir(at.join("a")).unwrap();
    fs::write(at.join("a/good.txt"), GOOD).unwrap();
    std::os::unix::fs::symlink(at.join("a"), at.join("a/again")).unwrap();
    let output = rashomon(&["read", "a"], &at);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(ids(&output), ["good"]);
}

#[cfg(unix)]
#[test]
fn names_need_not_be_utf8() {
    use std::os::unix::ffi::OsStringExt;
    let at = folder("names");
    let name = std::ffi::OsString::from_vec(b"caf\xe9.txt".to_vec());
    // Some file systems take no such names.
    if fs::write(at.join(&name), GOOD).is_err() {
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon")).arg("read").arg(&name).current_dir(&at).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(ids(&output), ["caf\u{fffd}"]);
}

#[cfg(unix)]
#[test]
fn only_files_are_read_in_folders() {
    let at = folder("special");
    fs::create_dir(at.join("a")).unwrap();
    fs::write(at.join("a/good.txt"), GOOD).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at.join("a/socket.txt"));
    let output = rashomon(&["read", "a"], &at);
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(ids(&output), ["good"]);
}

#[test]
fn a_folder_with_nothing_to_read_is_named() {
    let at = folder("nothing");
    fs::create_dir_all(at.join("a/b")).unwrap();
    fs::write(at.join("a/b/picture.png"), "x").unwrap();
    fs::create_dir(at.join("c")).unwrap();
    fs::write(at.join("c/good.txt"), GOOD).unwrap();
    // A folder given twice is read once and is no mistake.
    let output = rashomon(&["read", "a", "c", "c"], &at);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(ids(&output), ["good"]);
    assert_eq!(errors(&output), "rashomon: a: the folder holds nothing that can be read\n");
}

#[test]
fn ids_that_collide_are_told_apart() {
    let at = folder("ids");
    for place in ["a", "b"] {
        fs::create_dir(at.join(place)).unwrap();
        fs::write(at.join(place).join("page.txt"), GOOD).unwrap();
    }
    assert_eq!(ids(&rashomon(&["read", "a", "b"], &at)), ["page", "b/page"]);
}

#[test]
fn standard_input_takes_rows_and_annotated_rows() {
    let at = folder("standard");
    fs::write(at.join("good.txt"), GOOD).unwrap();
    let annotated = rashomon(&["annotate", "good.txt"], &at);
    let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(["annotate", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&annotated.stdout).unwrap();
    let again = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&again.stdout), String::from_utf8_lossy(&annotated.stdout));
}

#[test]
fn a_wrong_command_line_is_status_2() {
    let at = folder("command");
    for wrong in [&["compare"][..], &["read", "--published", "yesterday", "x.txt"], &["sort", "x.txt"]] {
        assert_eq!(rashomon(wrong, &at).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn an_output_that_cannot_be_written_is_named() {
    let at = folder("output");
    fs::write(at.join("good.txt"), GOOD).unwrap();
    let output = rashomon(&["compare", "--html", "no/such/folder/page.html", "good.txt"], &at);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors(&output).contains("no/such/folder/page.html"), "{}", errors(&output));
}

#[test]
fn a_text_of_many_megabytes_is_read() {
    let at = folder("large");
    let line =
        "The minister said on Monday that 12 people had been hurt when the tram left the rails near the harbour.\n";
    fs::write(at.join("large.txt"), line.repeat(20_000)).unwrap();
    let output = rashomon(&["read", "large.txt"], &at);
    assert_eq!(rows(&output).len(), 1, "{}", errors(&output));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../example");
    let run = |threads: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
        command.args(["compare", "--json", "--today", "2026-11-26"]).arg(&example).env("RAYON_NUM_THREADS", threads);
        command.output().unwrap().stdout
    };
    assert!(run("1") == run("4"));
}

//! How long showing takes: the terminal report and the page, for one story of five reports and one of two hundred.

#[path = "../tests/fixture/mod.rs"]
mod fixture;

use divan::Bencher;
use rashomon_show::{html, terminal};

fn main() {
    divan::main();
}

const STYLE: terminal::Style = terminal::Style { colour: true, width: 100, all: false };

#[divan::bench]
fn terminal_of_five(bencher: Bencher) {
    let stories = [fixture::ferry()];
    bencher.bench(|| terminal::report(&stories, STYLE));
}

#[divan::bench]
fn terminal_of_two_hundred(bencher: Bencher) {
    let stories = [fixture::large(200)];
    bencher.bench(|| terminal::report(&stories, terminal::Style { all: true, ..STYLE }));
}

#[divan::bench]
fn html_of_five(bencher: Bencher) {
    let stories = [fixture::ferry()];
    bencher.bench(|| html::page(&stories));
}

#[divan::bench]
fn html_of_two_hundred(bencher: Bencher) {
    let stories = [fixture::large(200)];
    bencher.bench(|| html::page(&stories));
}

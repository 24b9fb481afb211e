//! How long a comparison takes after annotation, over 2 to 200 reports: near linear is what is asked.

#[path = "../tests/fixture/mod.rs"]
mod fixture;

fn main() {
    divan::main();
}

#[divan::bench(args = [2, 5, 20, 50, 200], sample_count = 5)]
fn compare(bencher: divan::Bencher, reports: usize) {
    let (story, all) = fixture::story(reports);
    // The models are decoded once a process.
    rashomon_compare::compare(&story, &all.iter().take(2).collect::<Vec<_>>());
    let all: Vec<_> = all.iter().collect();
    bencher.bench(|| rashomon_compare::compare(&story, &all));
}

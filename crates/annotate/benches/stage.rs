//! How fast one report is annotated.

use divan::{Bencher, counter::ItemsCount};
use rashomon_annotate::language;
use rashomon_news::Report;
use rashomon_text::Text;

fn main() {
    divan::main();
}

/// A made-up report of a few hundred words.
const REPORT: &str = "The harbour council voted late on Tuesday to close the old swing bridge to lorries, ending a dispute that has \
run for three years. \"We cannot wait for it to fall into the water,\" said Anna Okafor, who chairs the council's works \
committee. The vote was nine to four.\n\nEngineers told the council in March that rust had eaten a third of the bridge's main \
girders. Repairs will cost about $4.2 million and take until the spring of next year, according to a report seen by the \
committee. Hauliers say the detour adds 11 miles to every trip. \"Nobody asked us,\" Piotr Lind, the owner of a firm with \
twenty trucks, said in an interview. He added that he would go to court if the council did not change its mind.\n\n";

fn report() -> Report {
    Report::new("bench", Text::new(REPORT.repeat(8)))
}

/// Tokens a second of the whole language layer.
#[divan::bench]
fn language(bencher: Bencher) {
    let report = report();
    let tokens = language::parse(&report).tokens.len();
    bencher.counter(ItemsCount::new(tokens)).bench_local(|| language::parse(&report));
}

/// Tokens a second of everything.
#[divan::bench]
fn annotate(bencher: Bencher) {
    let report = report();
    let tokens = language::parse(&report).tokens.len();
    bencher
        .counter(ItemsCount::new(tokens))
        .with_inputs(|| report.clone())
        .bench_local_values(rashomon_annotate::annotate);
}

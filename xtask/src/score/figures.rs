//! What each figure must reach, what it aims at, and the best known on the same data.

/// A figure that decides.
pub struct Figure {
    /// `set/row/key`, as the scorer prints it.
    pub name: &'static str,
    /// What it must reach.
    pub must: f64,
    /// What it aims at.
    pub aim: f64,
    /// The best published figure, or a peer's on the same data.
    pub best: &'static str,
}

impl Figure {
    /// Whether `value` does not reach what it must; fewer mixed stories are better.
    pub fn short(&self, value: f64) -> bool {
        if self.name.ends_with("/mixed") { value > self.must } else { value + 0.0005 < self.must }
    }
}

const fn figure(name: &'static str, must: f64, aim: f64, best: &'static str) -> Figure {
    Figure { name, must, aim, best }
}

/// Sources of the figures: the heads of the scorers and the README of the gold data.
pub const FIGURES: &[Figure] = &[
    figure("compare/copied reports/F1", 0.80, 0.95, "5-gram containment .692"),
    figure("compare/dated events/F1", 0.50, 0.70, "HeidelTime + cosine .384"),
    figure("compare/relation, right pairs/accuracy", 0.75, 0.90, "quantulum3 + cosine .59"),
    figure("compare/same facts/F1", 0.55, 0.75, "quantulum3 + cosine .409"),
    figure("compare/same facts/P", 0.70, 0.85, "quantulum3 + cosine .397"),
    figure("compare/same utterances/F1", 0.60, 0.80, "textacy + MiniLM .407"),
    figure("compare/same utterances/P", 0.75, 0.90, "textacy + MiniLM .569"),
    figure("compare/speaker, right pairs/accuracy", 0.85, 0.95, "textacy .67"),
    figure("compare/value, right pairs/accuracy", 0.88, 0.95, "quantulum3 .82"),
    figure("compare-seeds/kept apart/share", 1.0, 1.0, ""),
    figure("compare-seeds/same utterances/F1", 0.70, 0.85, ""),
    figure("group-basil/B-cubed/F1", 0.96, 0.985, "TF-IDF + average link .957"),
    figure("group-basil/stories/mixed", 4.0, 1.0, "5"),
    figure("group-news-cluster/B-cubed/F1", 0.93, 0.97, "TF-IDF + average link .918"),
    figure("group-news-cluster/stories/mixed", 3.0, 1.0, "4"),
    figure("language-ewt/LAS/F1", 0.80, 0.86, "neural about .90"),
    figure("language-ewt/UPOS/F1", 0.945, 0.96, "spaCy small .903"),
    figure("language-ewt/sentences/F1", 0.78, 0.85, "spaCy small .698"),
    figure("language-gum/LAS/F1", 0.80, 0.86, "neural about .90"),
    figure("language-gum/UPOS/F1", 0.955, 0.97, "spaCy small .950"),
    figure("language-gum/sentences/F1", 0.88, 0.93, "spaCy small .801"),
    figure("names/exact/F1", 0.63, 0.78, "spaCy small .578"),
    figure("quantities/value/F1", 0.88, 0.94, "CQE .920 (its own scorer)"),
    figure("quantities/value + unit/F1", 0.72, 0.86, "CQE .856 (its own scorer)"),
    figure("quantities/value + change/F1", 0.80, 0.90, "CQE .881 (its own scorer)"),
    figure("quotes/content exact/F1", 0.50, 0.68, "BiLSTM-CRF .590, BERT .729"),
    figure("quotes/content overlap/F1", 0.66, 0.80, "Citron .833 (PARC3)"),
    figure("quotes/content overlap/P", 0.70, 0.85, ""),
    figure("quotes/cue | content/accuracy", 0.85, 0.93, ""),
    figure("quotes/recall, direct/R", 0.92, 0.97, "textacy .77"),
    figure("quotes/recall, indirect/R", 0.55, 0.75, "textacy .04"),
    figure("quotes/recall, mixed/R", 0.82, 0.92, "textacy .21"),
    figure("quotes/source | content/accuracy", 0.82, 0.92, "textacy .91"),
    figure("read-copies/date/accuracy", 0.75, 0.90, "0"),
    figure("read-copies/text (shingles)/F1", 0.90, 0.96, "whole copy .675"),
    figure("read-copies/title/accuracy", 0.75, 0.90, "0"),
    figure("read-news-424/authors/accuracy", 0.82, 0.90, "best of four .811"),
    figure("read-news-424/date/accuracy", 0.88, 0.92, "best of four .863"),
    figure("read-news-424/text (shingles)/F1", 0.92, 0.95, "best of four .917"),
    figure("read-news-424/title/accuracy", 0.87, 0.93, "best of four .869"),
    figure("read-wcxb/text (shingles)/F1", 0.93, 0.945, "rs-trafilatura .932"),
    figure("seeds/body kept in/share", 0.98, 1.0, ""),
    figure("seeds/furniture kept out/share", 0.98, 1.0, ""),
    figure("seeds/quantities/right", 0.85, 0.97, ""),
    figure("seeds/quotes/right", 0.857, 0.97, ""),
    figure("seeds/speaker/right", 0.90, 0.97, ""),
    figure("seeds/times/right", 0.85, 0.97, ""),
    figure("times-aquaint/strict/F1", 0.80, 0.86, "HeidelTime .813"),
    figure("times-aquaint/value/F1", 0.73, 0.80, "HeidelTime .731"),
    figure("times-timebank/strict/F1", 0.82, 0.88, "HeidelTime .853"),
    figure("times-timebank/value/F1", 0.78, 0.84, "HeidelTime .796"),
];

//! Prints grammar as CoNLL-U.

use rashomon::Grammar;
use rashomon::news::Report;
use rashomon::text::Offsets;
use std::io::{self, Write};

/// One report: `# newdoc id`, then its sentences; `TokenRange` counts code points of the report's text.
pub fn print(out: &mut dyn Write, report: &Report, grammar: &Grammar) -> io::Result<()> {
    let text = &report.text;
    let offsets = Offsets::new(text.as_str());
    writeln!(out, "# newdoc id = {}", one_line(&report.id))?;
    for (number, sentence) in grammar.sentences.iter().enumerate() {
        writeln!(out, "# sent_id = {}-{}", one_line(&report.id), number + 1)?;
        writeln!(out, "# text = {}", one_line(text.slice(sentence.range)))?;
        let base = sentence.tokens.start;
        for place in sentence.tokens.clone() {
            let token = &grammar.tokens[place];
            let head = token.head.map_or(0, |head| head as usize + 1 - base);
            let (start, end) = (token.range.start(), token.range.end());
            let glued = grammar.tokens.get(place + 1).is_some_and(|next| next.range.start() == end);
            writeln!(
                out,
                "{}\t{}\t{}\t{}\t{}\t_\t{head}\t{}\t_\t{}TokenRange={}:{}",
                place + 1 - base,
                one_line(text.slice(token.range)),
                one_line(&token.lemma),
                token.upos.name(),
                token.xpos.name(),
                token.deprel.name(),
                if glued { "SpaceAfter=No|" } else { "" },
                offsets.chars(start),
                offsets.chars(end),
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Line ends and tabs would end a field.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

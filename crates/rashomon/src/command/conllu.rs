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

#[cfg(test)]
mod tests {
    use super::*;
    use rashomon::text::Text;
    use rashomon_annotate::{Deprel, Sentence, Token, Upos, Xpos};

    #[test]
    fn a_sentence_is_printed_with_code_points() {
        let text = Text::new("Ça va.");
        let token = |start, end, upos, xpos, lemma: &str, head, deprel| {
            let range = text.range(start, end).unwrap();
            Token { range, upos, xpos, lemma: lemma.into(), head, deprel }
        };
        let tokens = vec![
            token(0, 3, Upos::Pron, Xpos::Prp, "ça", Some(1), Deprel::Nsubj),
            token(4, 6, Upos::Verb, Xpos::Vbz, "aller", None, Deprel::Root),
            token(6, 7, Upos::Punct, Xpos::Stop, ".", Some(1), Deprel::Punct),
        ];
        let grammar = Grammar { tokens, sentences: vec![Sentence { range: text.whole(), tokens: 0..3 }] };
        let mut out = Vec::new();
        print(&mut out, &Report::new("a\tb", text), &grammar).unwrap();
        let want = "# newdoc id = a b\n# sent_id = a b-1\n# text = Ça va.\n\
                    1\tÇa\tça\tPRON\tPRP\t_\t2\tnsubj\t_\tTokenRange=0:2\n\
                    2\tva\taller\tVERB\tVBZ\t_\t0\troot\t_\tSpaceAfter=No|TokenRange=3:5\n\
                    3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\tTokenRange=5:6\n\n";
        assert_eq!(String::from_utf8(out).unwrap(), want);
    }
}

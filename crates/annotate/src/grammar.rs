//! Sentences, tokens, tags and trees of one text, after Universal Dependencies.

use rashomon_text::Range;

/// The grammar of one report's text.
#[derive(Clone, Debug, Default)]
pub struct Grammar {
    /// All tokens, in order, not overlapping.
    pub tokens: Vec<Token>,
    /// All sentences, in order, each of at least one token.
    pub sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// From its first to its last token.
    pub range: Range,
    /// Places of its tokens in [`Grammar::tokens`].
    pub tokens: std::ops::Range<usize>,
}

/// A syntactic word: "don't" is two, "do" and "n't".
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Its characters.
    pub range: Range,
    /// Part of speech.
    pub upos: Upos,
    /// Finer part of speech, after the Penn Treebank: tells tense, number, degree.
    pub xpos: Xpos,
    /// Dictionary form, lower case but for names.
    pub lemma: Box<str>,
    /// Place of its head in [`Grammar::tokens`]; `None` for the root of a sentence.
    pub head: Option<u32>,
    /// Relation to the head, subtypes left out.
    pub deprel: Deprel,
}

impl Grammar {
    /// The sentence that holds the token at `place`.
    pub fn sentence_of(&self, place: usize) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.end <= place);
        self.sentences.get(after).filter(|sentence| sentence.tokens.contains(&place))
    }

    /// Places of the tokens that start at or after the range's start and end by its end.
    pub fn tokens_in(&self, range: Range) -> std::ops::Range<usize> {
        let first = self.tokens.partition_point(|token| token.range.start() < range.start());
        let last = self.tokens.partition_point(|token| token.range.end() <= range.end());
        first..last.max(first)
    }

    /// Places of the tokens whose head is at `place`, in order; all lie in the same sentence.
    pub fn children(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let tokens = self.sentence_of(place).map_or(0..0, |sentence| sentence.tokens.clone());
        tokens.filter(move |&child| self.tokens[child].head == Some(place as u32))
    }

    /// Places of the token and everything below it, in order.
    pub fn subtree(&self, place: usize) -> Vec<usize> {
        let tokens = self.sentence_of(place).map_or(0..0, |sentence| sentence.tokens.clone());
        let start = tokens.start;
        let mut inside = vec![false; tokens.len()];
        if let Some(own) = inside.get_mut(place.wrapping_sub(start)) {
            *own = true;
        }
        // Trees need not be projective: repeat until nothing is added, which takes as many rounds as the tree is deep at most.
        loop {
            let mut grew = false;
            for token in tokens.clone() {
                let head = self.tokens[token].head.map(|head| head as usize);
                if !inside[token - start] && head.is_some_and(|head| tokens.contains(&head) && inside[head - start]) {
                    inside[token - start] = true;
                    grew = true;
                }
            }
            if !grew {
                return tokens.filter(|token| inside[token - start]).collect();
            }
        }
    }
}

macro_rules! names {
    ($(#[$about:meta])* $name:ident: $($variant:ident $label:literal),+ $(,)?) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every one, in a fixed order: `ALL[n] as usize == n`.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// Its name in Universal Dependencies.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $label),+ }
            }

            /// The one of that name.
            pub fn from_name(name: &str) -> Option<$name> {
                match name { $($label => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

names! {
    /// Universal part-of-speech tags.
    Upos:
    Adj "ADJ", Adp "ADP", Adv "ADV", Aux "AUX", Cconj "CCONJ", Det "DET", Intj "INTJ", Noun "NOUN", Num "NUM",
    Part "PART", Pron "PRON", Propn "PROPN", Punct "PUNCT", Sconj "SCONJ", Sym "SYM", Verb "VERB", X "X",
}

names! {
    /// Universal dependency relations, without subtypes.
    Deprel:
    Acl "acl", Advcl "advcl", Advmod "advmod", Amod "amod", Appos "appos", Aux "aux", Case "case", Cc "cc", Ccomp "ccomp",
    Clf "clf", Compound "compound", Conj "conj", Cop "cop", Csubj "csubj", Dep "dep", Det "det", Discourse "discourse",
    Dislocated "dislocated", Expl "expl", Fixed "fixed", Flat "flat", Goeswith "goeswith", Iobj "iobj", List "list", Mark "mark",
    Nmod "nmod", Nsubj "nsubj", Nummod "nummod", Obj "obj", Obl "obl", Orphan "orphan", Parataxis "parataxis", Punct "punct",
    Reparandum "reparandum", Root "root", Vocative "vocative", Xcomp "xcomp",
}

names! {
    /// Part-of-speech tags of the Penn Treebank, as the treebanks of Universal Dependencies use them.
    Xpos:
    Jj "JJ", Jjr "JJR", Jjs "JJS", Nn "NN", Nns "NNS", Nnp "NNP", Nnps "NNPS", Vb "VB", Vbd "VBD", Vbg "VBG",
    Vbn "VBN", Vbp "VBP", Vbz "VBZ", Md "MD", Rb "RB", Rbr "RBR", Rbs "RBS", Rp "RP", In "IN", Dt "DT",
    Pdt "PDT", Wdt "WDT", Prp "PRP", PrpS "PRP$", Wp "WP", WpS "WP$", Wrb "WRB", Ex "EX", Cc "CC", Cd "CD",
    To "TO", Pos "POS", Uh "UH", Fw "FW", Ls "LS", Sym "SYM", Add "ADD", Afx "AFX", Gw "GW", Nfp "NFP",
    Hyph "HYPH", Stop ".", Comma ",", Colon ":", Open "``", Close "''", Lrb "-LRB-", Rrb "-RRB-", Money "$", None "_",
}

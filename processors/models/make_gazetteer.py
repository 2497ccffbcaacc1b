#!/usr/bin/env python3
"""Writes gazetteer.tsv from gazetteer_seed.tsv and a folder of openly licensed tables.

usage: make_gazetteer.py TABLES WORDS TEXT.jsonl.gz > gazetteer.tsv

TABLES holds countries, cities, regions, politicians, organisations, companies, parties, media,
first_names and last_names (.tsv: name, type, id, alias|alias, weight); README.md says where they
come from. WORDS are word lists with lower-case dictionary words (Debian: wamerican, wbritish),
comma-separated. TEXT is news text of the public domain whose word counts thin that list out.
"""
import collections
import gzip
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ASCII_NAME = re.compile(r"^[A-Z][\w .,'’&/-]*$")

ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ers", "ly")


def table(folder, name):
    with open(os.path.join(folder, name + ".tsv"), encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            row += [""] * (5 - len(row))
            yield row[0], row[1], row[2], [a for a in row[3].split("|") if a], float(row[4] or 0)


class Gazetteer:
    def __init__(self):
        self.rows = []
        self.taken = set()

    def add(self, name, kind, wikidata="", aliases=(), shared=False):
        """`shared`: the name may also be another thing's (Georgia)."""
        if not shared and name in self.taken:
            return
        keep = [a for a in dict.fromkeys(aliases) if a != name and (shared or a not in self.taken)]
        # A demonym's row is named after its country, which is no form of it.
        self.taken.update(keep if kind == "misc.norp" else [name, *keep])
        wikidata = wikidata if wikidata.startswith("Q") else ""
        self.rows.append("\t".join([name, kind, wikidata, "|".join(keep)]))

    def words(self, kind, words):
        self.rows.append("\t".join(["", kind, "", "|".join(words)]))


def ordinary_words(lists, text):
    """Lower-case words of the dictionary that the text uses, and its inflections."""
    counts = collections.Counter()
    with gzip.open(text, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(re.findall(r"[^\W\d_]+", json.loads(line)["text"]))
    dictionary = set()
    for path in lists.split(","):
        with open(path, encoding="utf-8") as lines:
            dictionary.update(w for w in map(str.strip, lines) if w.isalpha() and w.islower())
    known = {w for w in dictionary if len(w) > 1}
    used = {w for w in known if counts[w] >= 1}

    def inflected(word):
        stems = [word[: -len(end)] for end in ENDINGS if word.endswith(end)]
        return any(s in used or s + "e" in used for s in stems)

    return used | {w for w in known if inflected(w)}


def good_alias(alias):
    return ASCII_NAME.match(alias) and len(alias) > 3 and not alias.isupper()


def add_places(gazetteer, tables, ordinary, seed_ids):
    for name, _, wikidata, aliases, _ in table(tables, "countries"):
        good = [a for a in aliases if good_alias(a)]
        gazetteer.add(name, "loc.country", seed_ids.get(name, wikidata), good)
    for name, kind, _, aliases, weight in table(tables, "cities"):
        capital = kind == "LOC.capital"
        if name.lower() in ordinary or len(name) < 3 or not (capital or weight >= 60000):
            continue
        plain = [a for a in aliases if good_alias(a) and weight >= 2e6 and " " in a][:2]
        gazetteer.add(name, "loc.capital" if capital else "loc.city", "", plain)
    for name, _, _, _, _ in table(tables, "regions"):
        if name.lower() not in ordinary and len(name) > 3:
            gazetteer.add(name, "loc.region")


def add_organisations(gazetteer, tables, ordinary):
    def usable(name):
        return (len(name) > 2 and name.lower() not in ordinary and name[0].isupper()
                and not name.startswith("The "))

    for name, kind, _, aliases, _ in table(tables, "organisations"):
        if kind in ("ORG.intergovernmental", "ORG.ngo") and " " in name and usable(name):
            gazetteer.add(name, "org." + kind[4:], "", [])
    for name, _, wikidata, aliases, weight in table(tables, "parties"):
        if usable(name) and " " in name and weight >= 0:
            gazetteer.add(name, "org.party", wikidata, [])
    for name, _, _, aliases, weight in table(tables, "media"):
        if weight >= 100 and usable(name):
            gazetteer.add(name, "org.media", "", [a for a in aliases if usable(a)])
    for rank, (name, _, _, aliases, _) in enumerate(table(tables, "companies")):
        if rank < 1500 and usable(name) and len(name) > 3:
            gazetteer.add(name, "org.company", "", [a for a in aliases if usable(a) and " " in a])


def add_people(gazetteer, tables):
    for name, _, wikidata, aliases, weight in table(tables, "politicians"):
        if weight >= 30 and " " in name:
            gazetteer.add(name, "per.politician", wikidata, [a for a in aliases if " " in a])


def verified(seed, tables):
    """The seed with the ids of people as the tables have them: these are checked, ours are not."""
    ids = {}
    for name, _, wikidata, aliases, _ in table(tables, "politicians"):
        for form in (name, *aliases):
            ids.setdefault(form, wikidata)
    for name, kind, wikidata, aliases in seed:
        if kind.startswith("per."):
            known = [ids[f] for f in (name, *aliases) if ids.get(f, "").startswith("Q")]
            wikidata = known[0] if known else ""
        yield name, kind, wikidata, aliases


def main():
    tables, word_lists, text = sys.argv[1:4]
    ordinary = ordinary_words(word_lists, text)
    gazetteer = Gazetteer()
    with open(os.path.join(HERE, "gazetteer_seed.tsv"), encoding="utf-8") as lines:
        seed = [line.rstrip("\n").split("\t") for line in lines]
    seed = [(n, k, w, [x for x in a.split("|") if x]) for n, k, w, a in seed]
    names = [row for row in seed if not row[1].startswith("word.")]
    for name, kind, wikidata, aliases in verified(names, tables):
        gazetteer.add(name, kind, wikidata, aliases, shared=True)
    add_places(gazetteer, tables, ordinary, {n: w for n, k, w, _ in names if k == "misc.norp" and w})
    add_people(gazetteer, tables)
    add_organisations(gazetteer, tables, ordinary)
    for _, kind, _, words in (row for row in seed if row[1].startswith("word.")):
        gazetteer.words(kind, words)
    first = sorted({r[0] for r in table(tables, "first_names") if len(r[0]) > 2})
    gazetteer.words("word.first", first)
    last = [r[0] for r in table(tables, "last_names") if len(r[0]) > 2][:20000]
    gazetteer.words("word.last", sorted(set(last)))
    gazetteer.words("word.ordinary", sorted(ordinary))
    print("\n".join(gazetteer.rows))


if __name__ == "__main__":
    main()

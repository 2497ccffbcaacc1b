#!/usr/bin/python3
"""Prints the lists of known names that `newsmill train names --lists` reads.

  make_name_lists.py [--open] FOLDER > lists.tsv

FOLDER holds tables `NAME.tsv` with the columns name, type, id, alias|alias..., weight (README.md of
this folder says which). A line of the output is `list TAB name`. --open leaves out tables whose
licence is not certain.
"""
import argparse
from pathlib import Path

UNCERTAIN = {"politicians_2015", "famous_people", "leaders_current", "demonyms"}
BIG_CITY = 300_000  # inhabitants
FAMED_CITY = 1_000_000  # its names in other languages count too


def list_of(table, kind, weight):
    """The list to which a row belongs."""
    if table == "cities":
        return "city_big" if weight >= BIG_CITY or kind == "LOC.capital" else "city"
    if table in ("politicians", "politicians_2015", "leaders_current"):
        return "politician"
    if table == "organisations":
        return "org_" + kind.split(".")[1]
    if table == "parties":
        return "legislature" if "legis" in kind else "party"
    return table


def number(text):
    try:
        return float(text)
    except ValueError:
        return 0.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--open", action="store_true", help="without tables of uncertain licence")
    arguments = parser.parse_args()
    lines = set()
    for path in sorted(arguments.folder.glob("*.tsv")):
        table = path.stem
        if arguments.open and table in UNCERTAIN:
            continue
        for row in path.read_text(encoding="utf-8").splitlines():
            name, kind, _, aliases, weight = (row.split("\t") + [""] * 5)[:5]
            names = [name]
            if table != "cities" or number(weight) >= FAMED_CITY:
                names += [alias for alias in aliases.split("|") if alias]
            lines.update(f"{list_of(table, kind, number(weight))}\t{n}" for n in names)
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main()

"""Claims on annotated corpora that are not part of the project, against floors.

NEWSMILL_CORPORA names a folder with polnear/dev.jsonl and gum_attrib/dev.jsonl. Skipped without them.
README.md beside this file says what the figures are.
"""
import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from checks import Skip, case, finish  # noqa: E402

NEWSMILL = Path("build/release/newsmill")
# Set -> row of `newsmill eval claims` -> floor of F1 in percent. Floors only go up.
SETS = {
    "polnear": {"source": 74.1, "cue": 68.4, "content": 60.6, "all": 74.9, "direct": 95.7, "mixed": 87.7, "indirect": 64.5,
                "speech only": 83.8},
    # Its cues are single words, ours have auxiliaries, as polnear's have.
    "gum_attrib": {"source": 48.6, "cue": 43.9, "content": 34.6, "all": 53.4, "direct": 81.0, "indirect": 51.0,
                   "speech only": 56.7},
}
# Set -> row -> floor of the exact F1, in percent.
EXACT = {"polnear": {"direct": 91.0, "mixed": 66.5}, "gum_attrib": {"direct": 59.5}}
# Set -> row -> floor of the speakers of matched claims, in percent.
SPEAKERS = {"polnear": {"all": 95.9, "direct": 96.4}, "gum_attrib": {"all": 93.9}}


def rows(table):
    """Name of a row -> its numbers."""
    return {name: numbers.split() for name, numbers in re.findall(r"^  ([a-z ]+?) {2,}([\d. ]+)$", table, re.M)}


def compare(what, value, floor):
    print(f"{what:28} {value:6.2f}  floor {floor:6.2f}")
    assert value >= floor, f"{what} {value:.2f} is below the floor {floor}"


def main():
    folder = os.environ.get("NEWSMILL_CORPORA", "")
    for name, floors in SETS.items():
        path = Path(folder, name, "dev.jsonl")
        with case(f"claims of {name}"):
            if not folder or not path.exists():
                raise Skip("NEWSMILL_CORPORA names no folder with this set")
            table = rows(subprocess.run([NEWSMILL, "eval", "claims", path], stdout=subprocess.PIPE, check=True, text=True).stdout)
            for row, floor in floors.items():
                compare(f"{name} {row}", float(table[row][2]), floor)
            for row, floor in EXACT[name].items():
                compare(f"{name} {row}, exact", float(table[row][3]), floor)
            for row, floor in SPEAKERS[name].items():
                compare(f"{name} {row}, speakers", float(table[row][4]), floor)
    finish()


if __name__ == "__main__":
    main()

"""Tokens, sentences, parts of speech and coreference on treebanks that are not part of the project, against floors.

NEWSMILL_CORPORA names a folder with treebank_ewt/dev.conllu.gz and treebank_gum/dev.conllu.gz. Skipped without them.
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
MODELS = Path("processors/models")
# Set, documents whose id begins so -> floors in percent. Floors only go up.
TEXT = {
    ("treebank_ewt", ""): {"tokens": 97.6, "sentences": 85.5},
    ("treebank_gum", ""): {"tokens": 99.7, "sentences": 95.8},
    ("treebank_gum", "GUM_news"): {"tokens": 99.9, "sentences": 99.9},
}
TAGS = {"treebank_ewt": 94.9, "treebank_gum": 96.8}
# Documents of treebank_gum whose id begins so -> floors of F1 in percent.
COREFERENCE = {
    (): {"he, she": 78.6, "pronouns": 62.0, "MUC": 60.7, "B3": 52.6, "CEAF": 51.8, "CoNLL": 55.0},
    ("GUM_news", "GUM_interview"): {"he, she": 89.5, "pronouns": 72.1, "MUC": 69.7, "B3": 61.6, "CEAF": 53.8, "CoNLL": 61.7},
}


def treebank(name):
    path = Path(os.environ.get("NEWSMILL_CORPORA", ""), name, "dev.conllu.gz")
    if not os.environ.get("NEWSMILL_CORPORA") or not path.exists():
        raise Skip("NEWSMILL_CORPORA names no folder with this treebank")
    return path


def evaluate(*arguments):
    return subprocess.run([NEWSMILL, "eval", *arguments], stdout=subprocess.PIPE, check=True, text=True).stdout


def compare(what, value, floor):
    print(f"{what:32} {value:6.2f}  floor {floor:6.2f}")
    assert value >= floor, f"{what} {value:.2f} is below the floor {floor}"


def main():
    for (name, prefix), floors in TEXT.items():
        with case(f"tokens and sentences of {name} {prefix}".rstrip()):
            found = dict(re.findall(r"(\w+) +F1 +([\d.]+)", evaluate("text", treebank(name), "--only", prefix)))
            for part, floor in floors.items():
                compare(f"{name} {prefix} {part}", float(found[part]), floor)
    for name, floor in TAGS.items():
        with case(f"parts of speech of {name}"):
            table = evaluate("tags", treebank(name), "--model", MODELS / "tags.default.bin", "--words",
                             MODELS / "words.default.bin")
            compare(f"{name} tags", float(re.search(r"accuracy ([\d.]+)", table).group(1)), floor)
    for prefixes, floors in COREFERENCE.items():
        with case(f"coreference of treebank_gum {' '.join(prefixes)}".rstrip()):
            only = [argument for prefix in prefixes for argument in ("--only", prefix)]
            table = evaluate("coref", treebank("treebank_gum"), *only)
            for part, floor in floors.items():
                compare(f"coreference {part}", float(re.search(rf"^  {part} .*?F1 +([\d.]+)", table, re.M).group(1)), floor)
    finish()


if __name__ == "__main__":
    main()

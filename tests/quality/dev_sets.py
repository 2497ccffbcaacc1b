"""Names on annotated corpora that are not part of the project, against floors.

NEWSMILL_CORPORA names a folder with NAME/dev.jsonl for each set below: lines {"id", "text",
"entities": [{"start", "end", "type"}]}, offsets in code points. Skipped without it. A hit has the
same start, end and type; articles whose text is emitted otherwise than annotated are left out.
"""
import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from checks import Skip, case, finish  # noqa: E402
from records import bare_text, names_of  # noqa: E402

NEWSMILL = Path("build/release/newsmill")
EVERY = ("PER", "ORG", "LOC", "MISC")
THREE = ("PER", "ORG", "LOC")
# Set -> the types that it marks, the floor of F1 in percent. Floors only go up.
SETS = {
    "conllpp": (EVERY, 93.9),
    "worldwide": (EVERY, 84.7),
    "wikigold": (EVERY, 81.1),
    "crossner_politics": (EVERY, 81.3),
    "uner_pud": (THREE, 76.1),
    "uner_ewt": (THREE, 71.7),
}


def annotate(articles):
    feed = "".join(bare_text(str(number), article["text"]) for number, article in enumerate(articles))
    done = subprocess.run([NEWSMILL, "annotate", "-"], input=feed.encode(), stdout=subprocess.PIPE, check=True)
    return {record["id"]: record for record in map(json.loads, done.stdout.splitlines())}


def score(path, types):
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    records = annotate(articles)
    hits = found = marked = left_out = 0
    for number, article in enumerate(articles):
        record = records.get(str(number))
        if record is None or record.get("text", "") != article["text"]:
            left_out += 1
            continue
        gold = {(e["start"], e["end"], e["type"]) for e in article["entities"] if e["type"] in types}
        names = {name for name in names_of(record) if name[2] in types}
        hits += len(gold & names)
        found += len(names)
        marked += len(gold)
    return 100 * 2 * hits / (found + marked), hits, found, marked, left_out


def main():
    folder = os.environ.get("NEWSMILL_CORPORA", "")
    for name, (types, floor) in SETS.items():
        path = Path(folder, name, "dev.jsonl")
        with case(f"names of {name}"):
            if not folder or not path.exists():
                raise Skip("NEWSMILL_CORPORA names no folder with this set")
            f1, hits, found, marked, left_out = score(path, types)
            print(f"{name:18} F1 {f1:5.2f}  floor {floor:5.2f}  marked {marked}, found {found}, hits {hits}, "
                  f"articles left out {left_out}")
            assert f1 >= floor, f"F1 {f1:.2f} is below the floor {floor}"
    finish()


if __name__ == "__main__":
    main()

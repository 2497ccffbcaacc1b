#!/usr/bin/python3
"""The raw text that words.*.bin is made of, one article in JSON a line, on standard output.

  words_corpus.py DATA          all texts
  words_corpus.py --open DATA   those of licence classes A and B alone

DATA holds unlabelled/*.jsonl.gz and one folder with train.jsonl(.gz) for each corpus. Nothing of a
dev or test file is read.
"""
import gzip
import json
import sys
from pathlib import Path

CORPORA = """basil claimbuster clef20 conllpp crossner_politics ecbplus gmb gum_ner meantime polnear
re3d redocred topics uci_news uner_ewt wikigold wnut17 worldwide""".split()
OPEN = "crossner_politics meantime redocred uner_ewt wikigold wnut17".split()
OPEN_LICENCES = ("CC-BY-2.5", "CC-BY-3.0-AU", "CC-BY-4.0", "CC-BY-SA-3.0", "EU-reuse-with-source",
                 "OGL-UK-3.0", "public-domain")


def records(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts(data):
    """(record, whether it is open) of every file."""
    for path in sorted((data / "unlabelled").glob("*.jsonl.gz")):
        for record in records(path):
            yield record, record["class"] in ("A", "B")
    for corpus in CORPORA:
        for path in sorted((data / corpus).glob("train.jsonl*")):
            for record in records(path):
                yield record, corpus in OPEN or record.get("license") in OPEN_LICENCES


def main(arguments):
    open_only = "--open" in arguments
    folders = [a for a in arguments if not a.startswith("-")]
    if len(folders) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    number = 0
    for record, is_open in texts(Path(folders[0])):
        if is_open or not open_only:
            number += 1
            article = {"id": f"text-{number}", "title": record.get("title"), "body": record.get("text")}
            if not article["body"]:
                article = {"id": article["id"], "body": article["title"]}
            print(json.dumps(article, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

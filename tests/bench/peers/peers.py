#!/usr/bin/python3
"""newsmill, CoreNLP and spaCy on the same articles in one run: quality, and words per CPU second.

  peers.py [--full] [--folder DIR] [--steps N]

NEWSMILL_CORPORA names a folder with NAME/dev.jsonl for each set below, NAME/train.jsonl[.gz] of conllpp and worldwide
(spaCy learns from them), and treebank_ewt/*.conllu[.gz] (for its parser). The others are installed from PyPI and Maven
Central into --folder, about 1 GB, once; what cannot be had is skipped with the reason. Needs Java 17, Maven, Python with
venv. Each system has one thread and a warm second pass; a run takes some minutes (--full: all articles, an hour), the
first one more, for spaCy's training: --steps (3000) of its own recipe.
"""
import argparse
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
from checks import Skip, case, finish  # noqa: E402  pylint: disable=wrong-import-position
from corenlp import TITLE as CORENLP, CoreNlp  # noqa: E402
from newsmill_peer import Newsmill, unchanged  # noqa: E402
from peer import CACHE, Unavailable, count_words  # noqa: E402
from scoring import DirectQuotations, names_f1  # noqa: E402
from spacy_peer import TITLE as SPACY, Spacy, find  # noqa: E402

EVERY = ("PER", "ORG", "LOC", "MISC")
NAME_SETS = {"conllpp": EVERY, "worldwide": EVERY, "wikigold": EVERY, "uner_pud": ("PER", "ORG", "LOC")}
QUOTATION_SET = "polnear"
NAME_WORDS = 12_000  # of each set, without --full
QUOTATION_WORDS = 6_000


def sample(corpora, name, words):
    """Every so many an article of the dev part, so that about `words` words come together; all for 0."""
    lines = find(corpora / name, "dev", ".jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    for article in articles:
        article["text"] = article["text"].replace("\u00a0", " ")  # as newsmill emits it; offsets stay
    articles = unchanged(articles)
    return articles[::max(1, round(count_words(articles) / words))] if words else articles


def print_table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))))
    print(flush=True)


def start(title, make):
    """The system, or None with a line that says why it is left out."""
    try:
        return make()
    except Unavailable as reason:
        print(f"skip {title}: {reason}", flush=True)
        return None


def compare_names(systems, corpora, words):
    """Prints F1 of each system on each set, and its speed on all; returns {title: ({set: F1}, words per CPU second)}."""
    sets = {name: sample(corpora, name, words) for name in NAME_SETS}
    everything = [dict(article, id=f"{name} {number}") for name, articles in sets.items()
                  for number, article in enumerate(articles)]
    results = {}
    for system in systems:
        run = system.names(everything)
        f1 = {name: names_f1([a for a in everything if a["id"].startswith(name + " ")], run.found, types)
              for name, types in NAME_SETS.items()}
        results[system.title] = f1, run.words_per_cpu_s
    print(f"names: strict F1 (span and type) on dev sets, {count_words(everything)} words")
    titles = list(results)
    print_table([["", *titles]] + [[f"{name}, {count_words(sets[name])} words", *(f"{results[t][0][name]:.1f}" for t in titles)]
                                   for name in NAME_SETS] +
                [["words per CPU second", *(f"{results[t][1]:,.0f}" for t in titles)]])
    return results, everything


def compare_quotations(systems, corpora, words):
    articles = sample(corpora, QUOTATION_SET, words)
    rows, results = [["", "matched F1", "exact F1", "source", "words per CPU s"]], {}
    for system in systems:
        run, counts = system.quotations(articles), DirectQuotations()
        for article in articles:
            counts.add(article, run.found[article["id"]])
        rows.append([system.title, f"{counts.matched_f1():.1f}", f"{counts.exact_f1():.1f}", f"{counts.source_accuracy():.1f}",
                     f"{run.words_per_cpu_s:,.0f}"])
        results[system.title] = counts.matched_f1(), run.words_per_cpu_s
    print(f"direct quotations of {QUOTATION_SET} dev, {len(articles)} articles, {counts.marked} quotations, "
          f"{count_words(articles)} words; the speed is of everything, names and coreference included")
    print_table(rows)
    return results


def check_names(results):
    ours, speed = results[Newsmill.title]
    for title, (theirs, their_speed) in results.items():
        if title == Newsmill.title:
            continue
        for name in NAME_SETS:
            with case(f"names of {name}: F1 above that of {title}"):
                assert ours[name] > theirs[name], f"{ours[name]:.1f}, theirs {theirs[name]:.1f}"
        with case(f"names: ten times as fast as {title}"):
            assert speed > 10 * their_speed, f"{speed:,.0f} words per CPU second, theirs {their_speed:,.0f}"


def check_quotations(results):
    f1, speed = results[Newsmill.title]
    for title, (their_f1, their_speed) in results.items():
        if title == Newsmill.title:
            continue
        with case(f"direct quotations: F1 above that of {title}"):
            assert f1 > their_f1, f"{f1:.1f}, theirs {their_f1:.1f}"
        with case(f"everything: a hundred times as fast as {title}"):
            assert speed > 100 * their_speed, f"{speed:,.0f} words per CPU second, theirs {their_speed:,.0f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="all articles of the dev sets")
    parser.add_argument("--folder", type=Path, default=CACHE / "peers", help="where the others are installed")
    parser.add_argument("--steps", type=int, default=3000, help="of spaCy's training, at most")
    flags = parser.parse_args()
    corpora = Path(os.environ.get("NEWSMILL_CORPORA", ""))
    if not (corpora / QUOTATION_SET).is_dir():
        with case("peers"):
            raise Skip("NEWSMILL_CORPORA names no folder with the sets")
        finish()
    flags.folder.mkdir(parents=True, exist_ok=True)
    newsmill = Newsmill(flags.folder)
    corenlp = start(CORENLP, lambda: CoreNlp(flags.folder))
    spacy = start(SPACY, lambda: Spacy(flags.folder, corpora, flags.steps))
    results, articles = compare_names([s for s in (newsmill, corenlp, spacy) if s], corpora, 0 if flags.full else NAME_WORDS)
    if spacy:
        with_parser = spacy.names_with_parser(articles)
        if with_parser:
            print(f"{SPACY} with a tagger and a parser before the names: {with_parser.words_per_cpu_s:,.0f} words per CPU second\n")
    check_names(results)
    check_quotations(compare_quotations([s for s in (newsmill, corenlp) if s], corpora, 0 if flags.full else QUOTATION_WORDS))
    finish()


if __name__ == "__main__":
    main()

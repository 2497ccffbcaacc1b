#!/usr/bin/python3
"""Strict F1 of names; F1 of direct quotations. tests/quality/README.md has the definitions.

As a script: checks itself.
"""
import re
import sys
from pathlib import Path

WORD = re.compile(r"\w+")
LETTER = re.compile(r"[^\W_]")
MATCH = 0.5  # overlap of two contents that stand for the same quotation
QUOTED = 0.95  # share of the letters of a direct quotation that stand within the marks


def f1(hits, found, marked):
    return 200 * hits / (found + marked) if found + marked else 0.0


def names_f1(articles, found, types):
    """Percent: a hit has the same start, end and type."""
    hits = predicted = marked = 0
    for article in articles:
        gold = {(e["start"], e["end"], e["type"]) for e in article["entities"] if e["type"] in types}
        names = {name for name in found.get(article["id"], ()) if name[2] in types}
        hits += len(gold & names)
        predicted += len(names)
        marked += len(gold)
    return f1(hits, predicted, marked)


def opening_marks(text):
    """For each character the place of the double quotation mark that opens around it, or None; a mark left open ends with
    its line."""
    marks = [None] * len(text)
    opened = None
    for i, c in enumerate(text + "\n"):
        closes = opened is not None and c in "”»\"\n"
        if closes:
            marks[opened:i + 1] = [opened] * len(marks[opened:i + 1])
            opened = None
        elif opened is None and c in "“„«\"":
            opened = i
    return marks


class Content:
    """The words of an attribution's content, as indexes of the words of the text. It is a direct quotation if its letters
    stand within marks, the first one right behind an opening mark: what somebody quoted reports of others is none."""

    def __init__(self, words, marks, text, pieces, source):
        self.words = {i for start, end in pieces for i, (b, e) in enumerate(words) if b < end and e > start}
        letters = [i for start, end in pieces for i in range(start, end) if LETTER.match(text[i])]
        within = sum(marks[i] is not None for i in letters)
        self.direct = (bool(letters) and within >= QUOTED * len(letters) and marks[letters[0]] is not None and
                       not LETTER.search(text, marks[letters[0]], letters[0]))
        self.source = source

    def overlap(self, other):
        total = len(self.words) + len(other.words)
        return 2 * len(self.words & other.words) / total if total else 0.0


def name_words(name):
    return WORD.findall(re.sub(r"[’']s\b", "", name.lower()))


def same_source(a, b):
    """The words of one within those of the other, or the same last word."""
    short, long = sorted((name_words(a), name_words(b)), key=len)
    if not short:
        return False
    return short[-1] == long[-1] or any(long[i:i + len(short)] == short for i in range(len(long) - len(short) + 1))


def pair_up(gold, found):
    """One-to-one pairs of indexes with an overlap of at least MATCH, the best first."""
    pairs = sorted(((g.overlap(f), -i, -k) for i, g in enumerate(gold) for k, f in enumerate(found)), reverse=True)
    taken_gold, taken_found, chosen = set(), set(), []
    for overlap, i, k in pairs:
        if overlap >= MATCH and i not in taken_gold and k not in taken_found:
            taken_gold.add(i)
            taken_found.add(k)
            chosen.append((-i, -k))
    return chosen


class DirectQuotations:
    """Counts over articles; what an article marks as not part of it (`ignore`) is left out."""

    def __init__(self):
        self.marked = self.found = self.hits_marked = self.hits_found = 0
        self.exact_marked = self.exact_found = self.with_source = self.right_source = 0

    def add(self, article, quotations):
        text = article["text"]
        words = [match.span() for match in WORD.finditer(text)]
        marks = opening_marks(text)
        gold = [Content(words, marks, text, [(p["start"], p["end"]) for p in a["content"]],
                        (a["source"] or {}).get("text", "")) for a in article["attributions"]]
        ignored = Content(words, marks, text, [(p["start"], p["end"]) for p in article.get("ignore", [])], "").words
        found = [Content(words, marks, text, q.pieces, q.source) for q in quotations]
        found = [content for content in found if 2 * len(content.words & ignored) < len(content.words)]
        self.marked += sum(content.direct for content in gold)
        self.found += sum(content.direct for content in found)
        for i, k in pair_up(gold, found):
            exact = gold[i].words == found[k].words
            if gold[i].direct:
                self.hits_marked += 1
                self.exact_marked += exact
                if gold[i].source:
                    self.with_source += 1
                    self.right_source += same_source(gold[i].source, found[k].source)
            if found[k].direct:
                self.hits_found += 1
                self.exact_found += exact

    @staticmethod
    def _f1(hits_found, found, hits_marked, marked):
        precision = hits_found / found if found else 0.0
        recall = hits_marked / marked if marked else 0.0
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0

    def matched_f1(self):
        return self._f1(self.hits_found, self.found, self.hits_marked, self.marked)

    def exact_f1(self):
        return self._f1(self.exact_found, self.found, self.exact_marked, self.marked)

    def source_accuracy(self):
        return 100 * self.right_source / self.with_source if self.with_source else 0.0


def check_itself():
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
    from checks import case, equal, finish  # pylint: disable=import-outside-toplevel
    from peer import Quotation  # pylint: disable=import-outside-toplevel

    with case("names: a wrong type is no hit"):
        articles = [{"id": 1, "entities": [{"start": 0, "end": 3, "type": "PER"}, {"start": 4, "end": 9, "type": "LOC"}]}]
        equal(names_f1(articles, {1: {(0, 3, "PER"), (4, 9, "ORG")}}, ("PER", "ORG", "LOC")), 50.0, "F1")
        equal(names_f1(articles, {}, ("PER",)), 0.0, "F1 of nothing")
    text = "“It is over,” Ann Lee said. He thinks so.\nShe said \"no” and left “open"
    with case("marks: curly and straight; an open one ends with its line"):
        quoted = "".join(c for c, mark in zip(text, opening_marks(text)) if mark is not None)
        equal(quoted, "“It is over,”\"no”“open", "quoted")
    article = {"id": 1, "text": text, "attributions": [
        {"content": [{"start": 0, "end": 13}], "source": {"text": "Ann Lee"}},
        {"content": [{"start": 28, "end": 40}], "source": None}]}
    with case("quotations: an exact one, and one too many"):
        counts = DirectQuotations()
        counts.add(article, [Quotation([(1, 11)], "Lee"), Quotation([(51, 55)], "She")])
        equal((counts.marked, counts.found, counts.hits_marked, counts.exact_marked), (1, 2, 1, 1), "counts")
        equal(round(counts.matched_f1(), 2), 66.67, "F1")
        equal(counts.source_accuracy(), 100.0, "sources")
    with case("quotations: two pieces of which one is missing match, but not exactly"):
        counts = DirectQuotations()
        split = {"id": 1, "text": "“One two three,” he said. “Four five.”", "attributions": [
            {"content": [{"start": 0, "end": 16}, {"start": 26, "end": 38}], "source": {"text": "he"}}]}
        counts.add(split, [Quotation([(0, 16)], "he")])
        equal((counts.hits_marked, counts.exact_marked), (1, 0), "counts")
    with case("quotations: what somebody quoted reports of others is none"):
        counts = DirectQuotations()
        nested = {"id": 1, "text": "“People say it is over,” he said.", "attributions": [
            {"content": [{"start": 0, "end": 24}], "source": {"text": "he"}},
            {"content": [{"start": 12, "end": 22}], "source": {"text": "People"}}]}
        counts.add(nested, [Quotation([(0, 24)], "he"), Quotation([(12, 22)], "People")])
        equal((counts.marked, counts.found, counts.hits_marked, counts.hits_found), (1, 1, 1, 1), "counts")
    with case("sources: within, the same last word, or another"):
        equal([same_source(a, b) for a, b in (("Obama’s", "Barack Obama"), ("J. Smith", "Smith"), ("the ministry", "Ann"),
                                              ("", "Ann"))], [True, True, False, False], "same")
    finish()


if __name__ == "__main__":
    check_itself()

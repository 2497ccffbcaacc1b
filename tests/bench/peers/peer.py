"""What every system under comparison gives: predictions, and the CPU time they took."""
import dataclasses
import os
from pathlib import Path

CACHE = Path(os.environ.get("NEWSMILL_CACHE") or Path.home() / ".cache/newsmill")


class Unavailable(Exception):
    """A system cannot be installed or run here; says why."""


@dataclasses.dataclass
class Quotation:
    """A statement ascribed to somebody: where its words stand, and the words that name the source ("" for none)."""
    pieces: list
    source: str


@dataclasses.dataclass
class Run:
    """Predictions by article id: of names {(start, end, type)}, of quotations [Quotation]. `words_per_cpu_s` counts
    white-space words; loading and, for the systems that compile or cache as they go, a first pass over the same
    articles are left out."""
    found: dict
    words_per_cpu_s: float


def count_words(articles):
    return sum(len(article["text"].split()) for article in articles)

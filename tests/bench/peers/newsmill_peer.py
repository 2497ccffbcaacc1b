"""newsmill itself, on one core: the time is that of the whole process, JSON in and out, less that for one article."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from peer import Quotation, Run, Unavailable, count_words

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "support"))
import newsmill  # noqa: E402  pylint: disable=wrong-import-position
from records import bare_text, names_of  # noqa: E402  pylint: disable=wrong-import-position

ENOUGH_WORDS = 400_000  # the articles are repeated until a run takes a second or so


def annotate(articles, until, rounds):
    """(records by the index of their article, CPU seconds, the most MiB that were resident)."""
    with tempfile.TemporaryFile() as feed, tempfile.TemporaryFile() as out, tempfile.NamedTemporaryFile("w", suffix=".yaml") as config:
        feed.writelines(bare_text(f"{number}/{turn}", article["text"]).encode() for turn in range(rounds)
                        for number, article in enumerate(articles))
        feed.seek(0)
        config.write(f"processors: {{until: {until}}}\n")
        config.flush()
        command = [newsmill.BINARY, "annotate", "--jobs", "1", "--config", config.name, "-"]
        with subprocess.Popen(command, stdin=feed, stdout=out) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        lines = out.read().splitlines()
    records = {}
    for line in lines:
        record = json.loads(line)
        number, turn = record["id"].split("/")
        if turn == "0":
            records[int(number)] = record
    return records, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def unchanged(articles):
    """Those whose text it emits as it came, so that offsets compare."""
    records, _, _ = annotate(articles, "none", 1)
    return [article for number, article in enumerate(articles) if records[number].get("text", "") == article["text"]]


class Newsmill:
    title = "newsmill"

    def __init__(self, _folder):
        if not Path(newsmill.BINARY).exists():
            raise Unavailable(f"{newsmill.BINARY} is not built")

    @staticmethod
    def _run(articles, until, read):
        words = count_words(articles)
        rounds = ENOUGH_WORDS // words + 1
        _, start, _ = annotate(articles[:1], until, 1)
        records, seconds, resident = annotate(articles, until, rounds)
        print(f"newsmill until {until}: at most {resident:.0f} MiB resident", flush=True)
        found = {article["id"]: read(records[number]) for number, article in enumerate(articles)}
        return Run(found, rounds * words / (seconds - start))

    def names(self, articles):
        return self._run(articles, "entities", names_of)

    def quotations(self, articles):
        return self._run(articles, "claims", quotations_of)


def quotations_of(record):
    quotations = []
    for claim in record.get("claims", []):
        if claim["kind"] == "statement" or claim["field"] != "text":
            continue
        source = claim.get("source")
        words = record["text"][source["start"]:source["end"]] if source else ""
        quotations.append(Quotation([(piece["start"], piece["end"]) for piece in claim["content"]], words))
    return quotations

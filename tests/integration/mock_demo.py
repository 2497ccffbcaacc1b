#!/usr/bin/python3
"""`newsmill demo --once` in an empty folder: the sample stream through the in-process mock cluster."""
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import newsmill
from checks import case, equal, finish

SAMPLE_BYTES, SAMPLE = articles.sample()
DEAD = [message for message in SAMPLE if message["gold"]["outcome"] == "dead-letter"]
GONE = {"o-10", "o-12"}  # canceled, and deleted by a tombstone, at the end


def one(directory, pattern):
    found = list(directory.rglob(pattern))
    assert len(found) == 1, f"{pattern}: {found}"
    return found[0]


with case("the sample is made from the golden stream"):
    equal((newsmill.ROOT / "deploy/sample/stream.jsonl").read_bytes() == SAMPLE_BYTES, True, "tests/support/articles.py writes it")
with tempfile.TemporaryDirectory() as folder:
    directory = Path(folder)
    done = newsmill.run("demo", "--once", cwd=folder)
    print(done.stdout, done.stderr[-3000:], sep="\n")
    with case("demo --once ends with status 0"):
        equal(done.returncode, 0, "status")
    # It says where its files are; with a folder of its own under /tmp or in the current one.
    named = re.search(r"\S+\.db\b", done.stdout)
    with case("demo names its database, and it exists"):
        assert named, "no *.db in what it printed"
        database = (directory / named[0]).resolve()
        assert database.is_file(), f"{database} is not there"
    with case("every article of the sample that is sound is in the store"):
        ids = {row[0] for row in newsmill.stored(database, "SELECT id FROM articles WHERE status = 'usable'")}
        sound = {message["gold"]["article"] for message in SAMPLE if message["gold"]["outcome"] == "deliver"} - GONE
        equal(ids ^ sound, set(), "in the store or in the sample, but not in both")
    with case("the newest revision of an article is the one in the store"):
        equal(newsmill.stored(database, "SELECT version FROM articles WHERE id = 'o-05'"), [(3,)], "version of o-05")
    with case("claims and mentions refer to articles"):
        for table in ("claims", "mentions"):
            count, = newsmill.stored(database, f"SELECT count(*) FROM {table}")[0]
            assert count > 100, f"{count} {table}"
    with case("the outcomes that demo prints add up to the messages of the sample"):
        printed = {name: int(value) for value, name in
                   re.findall(r"(\d+) (delivered|superseded|filtered|retracted|dead_lettered|abandoned)", done.stdout)}
        equal(sum(printed.values()), len(SAMPLE), f"sum of {printed}")
        equal(printed.get("dead_lettered"), len(DEAD), "dead letters")
finish()

#!/usr/bin/python3
"""`newsmill demo --once` in an empty folder: the sample stream through the in-process mock cluster."""
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import newsmill
from checks import case, equal, finish

SAMPLE = [json.loads(line) for line in (newsmill.ROOT / "deploy/sample/stream.jsonl").open(encoding="utf-8")]
# What the sample holds, by the rules of docs/records.md.
DEAD = {"bad-01-invalid_json": "invalid_json", "bad-02-truncated_json": "invalid_json", "bad-04-empty_message": "empty_message",
        "bad-05-empty_body": "empty_body", "bad-06-wrong_type": "invalid_field", "bad-08-too_deep": "too_deep",
        "bad-09-unknown_shape": "unknown_shape", "bad-11-nul_in_text": "invalid_text", None: "missing_id"}


def one(directory, pattern):
    found = list(directory.rglob(pattern))
    assert len(found) == 1, f"{pattern}: {found}"
    return found[0]


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
        ids = {row[0] for row in newsmill.stored(database, "SELECT id FROM articles WHERE record IS NOT NULL")}
        sound = {line["key"] for line in SAMPLE if line["key"] not in DEAD} - {"o-12"}  # o-12 is deleted at the end
        missing = sound - ids
        assert not missing, f"not in the store: {missing}"
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

#!/usr/bin/python3
"""`newsmill annotate --html` in headless Chromium: what was found is there, and is seen."""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import articles
import newsmill
from checks import Skip, case, equal, finish

KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}

# Put behind the page: measures it and leaves the result in the DOM. newsmill itself writes no scripts.
MEASURE = """<script>
const seen = e => [...e.getClientRects()].some(r => r.width > 0 && r.height > 0);
const style = (e, name) => getComputedStyle(e)[name];
const color = css => { const e = document.querySelector(css); return e && style(e, "backgroundColor"); };
const articles = [...document.querySelectorAll("section.article")].map(s => ({
  title: s.querySelector("h2").cloneNode(true), text: s.querySelector(".text"),
  marks: [...s.querySelectorAll(".text span, h2 span")], claims: [...s.querySelectorAll(".claims > li")] }));
for (const e of document.querySelectorAll(".number")) e.remove();
const result = { dark: matchMedia("(prefers-color-scheme: dark)").matches,
  ids: [...document.querySelectorAll("[id]")].map(e => e.id), scripts: document.scripts.length,
  paper: style(document.body, "backgroundColor"), ink: style(document.body, "color"),
  colors: [color(".text .claim.direct"), color(".text .cue"), color(".text .source")],
  wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
  articles: articles.map(a => ({ text: a.text.innerText,
    marks: a.marks.map(m => ({ classes: m.className, words: m.innerText, title: m.title, seen: seen(m) })),
    claims: a.claims.map(c => ({ speaker: c.querySelector(".speaker").innerText, seen: seen(c),
      bar: c.querySelector(".bar span").getBoundingClientRect().width / c.querySelector(".bar").getBoundingClientRect().width,
      stance: c.querySelector(".stance").innerText })) })) };
document.body.innerHTML = "<pre id=measured></pre>";
document.getElementById("measured").textContent = JSON.stringify(result);
</script>"""


def write_messages(directory):
    path = Path(directory) / "articles.ndjson"
    path.write_bytes(b"\n".join(map(articles.flat, articles.open_articles())))
    return path


def measured(chromium, page, directory, *flags):
    path = Path(directory) / "page.html"
    path.write_text(page.replace("</body>", MEASURE + "</body>"), encoding="utf-8")
    done = subprocess.run([chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                           "--no-first-run", f"--user-data-dir={directory}/profile", *flags, "--dump-dom", path.as_uri()],
                          capture_output=True, text=True, timeout=120)
    found = re.search(r'<pre id="measured">(.*?)</pre>', done.stdout, re.S)
    assert found, f"status {done.returncode}, nothing measured: {done.stderr[-1000:]}"
    return json.loads(unescape(found[1]))


def words(text):
    return "".join(text.split())


def check_marks(record, article):
    """Each finding of the record is on the page, at its words, and has a box."""
    equal(words(article["text"]), words(record["text"]), "text")
    for mark in article["marks"]:
        assert mark["seen"] or not mark["words"].strip(), f"no box: {mark}"
    shown = {name: words("".join(m["words"] for m in article["marks"] if name in m["classes"].split()))
             for name in ("entity", "claim", "cue", "source")}
    for claim in record["claims"]:
        for piece in claim["content"]:
            if claim["field"] == "text":
                assert words(record["text"][piece["start"]:piece["end"]]) in shown["claim"], claim["text"]
        for part in ("cue", "source"):
            if part in claim and claim["field"] == "text":
                at = claim[part]
                assert words(record["text"][at["start"]:at["end"]]) in shown[part], f"{part} of {claim['text']}"
    titles = "\n".join(mark["title"] for mark in article["marks"])
    for entity in record["entities"]:
        if any(mention["kind"] == "name" for mention in entity["mentions"]):
            assert f"{entity['name']} · {KINDS[entity['type']]}" in titles, entity["name"]


def check_claims(record, article):
    equal(len(article["claims"]), len(record["claims"]), "claims in the list")
    for claim, item in zip(record["claims"], article["claims"]):
        assert item["seen"], f"no box: {item}"
        equal(item["stance"], claim["stance"], "stance")
        if "speaker" in claim:
            equal(item["speaker"], claim["speaker"]["name"], "speaker")
        assert abs(item["bar"] - claim["check_worthiness"]) < 0.02, f"bar {item['bar']}, {claim['check_worthiness']}"


def main():
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as directory:
        messages = write_messages(directory)
        page = newsmill.run("annotate", "--html", messages).stdout
        records = [json.loads(line) for line in newsmill.run("annotate", messages).stdout.splitlines()]
        result = None
        with case("html: Chromium draws the page"):
            if chromium is None:
                raise Skip("there is no chromium (apt-get install --no-install-recommends chromium)")
            result = measured(chromium, page, directory, "--window-size=1200,900")
            equal(len(result["articles"]), len(records), "articles")
            equal(result["scripts"], 1, "scripts, that of this test included")
            equal(len(set(result["ids"])), len(result["ids"]), "ids are unique")
            equal(len({*result["colors"], result["paper"]}), 4, "colours of claim, cue, source and paper")
        if result is None:
            finish()
        with case("html: entities, claims, cues and sources are marked at their words"):
            assert sum(len(record["claims"]) for record in records) > 20, "too few claims to judge by"
            for record, article in zip(records, result["articles"]):
                check_marks(record, article)
        with case("html: every claim is listed with speaker, stance and check-worthiness"):
            for record, article in zip(records, result["articles"]):
                check_claims(record, article)
        with case("html: nothing is wider than a narrow window"):
            assert not measured(chromium, page, directory, "--window-size=500,900")["wide"]
        with case("html: dark where the reader's system is"):
            dark = measured(chromium, page, directory, "--blink-settings=preferredColorScheme=0")
            assert dark["dark"] != result["dark"], "the flag did not change the scheme"
            assert dark["paper"] != result["paper"] and dark["ink"] != result["ink"], f"{dark['paper']} {dark['ink']}"
    finish()


if __name__ == "__main__":
    main()

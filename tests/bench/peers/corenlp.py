"""Stanford CoreNLP with its own trained models, as its command line runs it: names, and its quotation pipeline."""
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from peer import CACHE, Quotation, Run, Unavailable, count_words

VERSION = "4.5.10"
TITLE = f"CoreNLP {VERSION}"
TYPES = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC", "MISC": "MISC"}
# Its mentions of persons hold pronouns too, for coreference.
PRONOUNS = set("i me my mine you your yours he him his she her hers it its we us our ours they them their theirs "
               "himself herself themselves myself yourself itself".split())
# Times and numbers, which nobody asks for here, would take most of the time; that a line ends a sentence is best for
# news whose paragraphs are lines.
PROPERTIES = """\
annotators = {annotators}
threads = 1
encoding = utf-8
outputFormat = json
ssplit.newlineIsSentenceBreak = always
ner.applyNumericClassifiers = false
ner.useSUTime = false
ner.applyFineGrained = false
ner.buildEntityMentions = true
"""
NAMES = ("tokenize,ssplit,ner", "3g")
QUOTATIONS = ("tokenize,ssplit,pos,lemma,ner,depparse,coref,quote", "5g")


def install(folder):
    """The jars, from Maven Central, into `folder`; quick where they are there. 500 MB."""
    library = Path(folder) / f"corenlp-{VERSION}/lib"
    if (library / "complete").exists():
        return library
    for program in ("java", "mvn"):
        if not shutil.which(program):
            raise Unavailable(f"`{program}` is missing")
    shutil.rmtree(library, ignore_errors=True)
    done = subprocess.run(["mvn", "-B", "-q", "-f", str(Path(__file__).with_suffix(".xml")), f"-Dcorenlp.version={VERSION}",
                           f"-Dmaven.repo.local={CACHE / 'm2'}", "dependency:copy-dependencies",
                           f"-DoutputDirectory={library}", "-DincludeScope=runtime"], capture_output=True, text=True)
    if done.returncode != 0:
        raise Unavailable("Maven could not fetch its jars: " + " ".join(done.stdout.split())[-300:])
    (library / "complete").touch()
    return library


def cpu_seconds(process):
    """Used so far, by all threads."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def annotate(library, pipeline, articles):
    """Two passes over the articles in one process: (its document for each article, CPU seconds of the second)."""
    annotators, heap = pipeline
    with tempfile.TemporaryDirectory(prefix="newsmill-corenlp-") as folder:
        folder = Path(folder)
        paths = []
        for turn in ("first", "second"):
            for number, article in enumerate(articles):
                paths.append(folder / f"{turn}{number}.txt")
                paths[-1].write_text(article["text"], encoding="utf-8")
        (folder / "list").write_text("".join(f"{path}\n" for path in paths))
        (folder / "properties").write_text(PROPERTIES.format(annotators=annotators))
        warm = folder / f"first{len(articles) - 1}.txt.json"
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                ["java", f"-Xmx{heap}", "-XX:+UseSerialGC", "-cp", f"{library}/*", "edu.stanford.nlp.pipeline.StanfordCoreNLP",
                 "-props", str(folder / "properties"), "-filelist", str(folder / "list"), "-outputDirectory", str(folder)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            before = last = 0.0
            while process.poll() is None:
                last = cpu_seconds(process) if Path(f"/proc/{process.pid}/stat").exists() else last
                before = before if warm.exists() else last
                time.sleep(0.05)
        if process.returncode != 0 or not warm.exists():
            raise Unavailable("it failed: " + (folder / "log").read_text(errors="replace")[-300:])
        documents = [json.loads((folder / f"second{number}.txt.json").read_text(encoding="utf-8"))
                     for number in range(len(articles))]
    return documents, last - before


class Offsets:
    """Code points for the UTF-16 units that Java counts."""

    def __init__(self, text):
        self._points = None
        if any(ord(c) > 0xffff for c in text):
            self._points = [i for i, c in enumerate(text) for _ in range(2 if ord(c) > 0xffff else 1)] + [len(text)]

    def __call__(self, unit):
        return unit if self._points is None else self._points[unit]


class CoreNlp:
    title = TITLE

    def __init__(self, folder):
        self._library = install(folder)

    def names(self, articles):
        documents, seconds = annotate(self._library, NAMES, articles)
        found = {article["id"]: names_of(article["text"], document) for article, document in zip(articles, documents)}
        return Run(found, count_words(articles) / seconds)

    def quotations(self, articles):
        documents, seconds = annotate(self._library, QUOTATIONS, articles)
        found = {article["id"]: quotations_of(article["text"], document)
                 for article, document in zip(articles, documents)}
        return Run(found, count_words(articles) / seconds)


def names_of(text, document):
    point = Offsets(text)
    names = set()
    for sentence in document["sentences"]:
        for mention in sentence.get("entitymentions", []):
            if mention["ner"] in TYPES and mention["text"].lower() not in PRONOUNS:
                names.add((point(mention["characterOffsetBegin"]), point(mention["characterOffsetEnd"]),
                           TYPES[mention["ner"]]))
    return names


def quotations_of(text, document):
    """Its quotations; those of one line with the same mention of a speaker are one (it gives their pieces singly)."""
    point = Offsets(text)
    merged = {}
    for number, quote in enumerate(document.get("quotes", [])):
        begin, end = point(quote["beginIndex"]), point(quote["endIndex"])
        mention = quote.get("mention", "")
        mention = "" if mention == "Unknown" else mention
        line = text.count("\n", 0, begin)
        key = (line, mention, quote["mentionBegin"]) if mention else (line, number)
        merged.setdefault(key, Quotation([], mention)).pieces.append((begin, end))
    return list(merged.values())

"""The part of spacy_peer.py that runs within spaCy's own environment.

  spacy_worker.py prepare OUT CORPUS...         lines {"text", "entities"} as spaCy's training data
  spacy_worker.py names IN OUT MODEL            names of the articles, and CPU seconds of a second pass over them
  spacy_worker.py parser IN OUT MODEL PARSER    the same with the stages of PARSER before those of MODEL
"""
import gzip
import json
import sys
import time

import spacy
from spacy.tokens import DocBin

BATCH = 64


def lines(path):
    with (gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")) as file:
        return [json.loads(line) for line in file]


def prepare(out, *corpora):
    nlp = spacy.blank("en")
    bin_ = DocBin()
    for corpus in corpora:
        for article in lines(corpus):
            doc = nlp.make_doc(article["text"])
            # A name that begins or ends within a token takes the whole token.
            spans = [doc.char_span(e["start"], e["end"], label=e["type"], alignment_mode="expand")
                     for e in article["entities"]]
            doc.ents = spacy.util.filter_spans([span for span in spans if span is not None])
            bin_.add(doc)
    bin_.to_disk(out)


def annotated(texts, parser, names):
    if parser is None:
        return list(names.pipe(texts, batch_size=BATCH))
    docs = parser.pipe(texts, batch_size=BATCH)
    for _, stage in names.pipeline:
        docs = stage.pipe(docs, batch_size=BATCH)
    return list(docs)


def annotate(given, taken, model, parser=None):
    names = spacy.load(model)
    before = spacy.load(parser, vocab=names.vocab) if parser else None
    articles = lines(given)
    texts = [article["text"] for article in articles]
    annotated(texts, before, names)
    start = time.process_time()
    docs = annotated(texts, before, names)
    seconds = time.process_time() - start
    found = [(article["id"], [(span.start_char, span.end_char, span.label_) for span in doc.ents])
             for article, doc in zip(articles, docs)]
    with open(taken, "w", encoding="utf-8") as file:
        json.dump({"found": found, "cpu_s": seconds}, file)


if __name__ == "__main__":
    task, *arguments = sys.argv[1:]
    {"prepare": prepare, "names": annotate, "parser": annotate}[task](*arguments)

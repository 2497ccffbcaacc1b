"""spaCy, which has no trained model in the package registries: trained here on conllpp and worldwide by its own
recipe (`init config -p ner -o efficiency`), and for speed with a tagger and a parser before it, the shape of the small
model that people use.
"""
import gzip
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from peer import Run, Unavailable, count_words

VERSION = "3.8.18"
TITLE = f"spaCy {VERSION}"
WORKER = Path(__file__).with_name("spacy_worker.py")
TRAINING_SETS = ("conllpp", "worldwide")
PARSER_STEPS = 100  # enough for its labels and typical transitions; its quality is not judged


def install(folder):
    """A virtual environment with spaCy from PyPI in `folder`; its interpreter. 400 MB."""
    environment = Path(folder) / f"spacy-{VERSION}"
    python = environment / "bin/python"
    if (environment / "complete").exists():
        return python
    for command in ([sys.executable, "-m", "venv", str(environment)],
                    [str(python), "-m", "pip", "install", "-q", f"spacy=={VERSION}"]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise Unavailable(" ".join((done.stdout + done.stderr).split())[-300:])
    (environment / "complete").touch()
    return python


class Spacy:
    def __init__(self, folder, corpora, steps):
        self.title = f"{TITLE}, {steps} steps"
        self._folder = Path(folder)
        self._python = install(folder)
        self._names = self._train_names(Path(corpora), steps)
        self._parser = self._train_parser(Path(corpora))

    def names(self, articles):
        return self._run("names", articles)

    def names_with_parser(self, articles):
        """None where there is no treebank to make a parser from."""
        return self._run("parser", articles, self._parser) if self._parser else None

    def _run(self, task, articles, *models):
        with tempfile.TemporaryDirectory(prefix="newsmill-spacy-") as folder:
            given, taken = Path(folder) / "in", Path(folder) / "out"
            given.write_text("".join(json.dumps({"id": a["id"], "text": a["text"]}) + "\n" for a in articles))
            self._call(WORKER, task, given, taken, self._names, *models)
            result = json.loads(taken.read_text())
        found = {identifier: {tuple(name) for name in names} for identifier, names in result["found"]}
        return Run(found, count_words(articles) / result["cpu_s"])

    def _call(self, *arguments):
        done = subprocess.run([str(self._python), *map(str, arguments)], capture_output=True, text=True,
                              env={"PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
        if done.returncode != 0:
            raise Unavailable("it failed: " + (done.stdout + done.stderr)[-600:])

    def _train(self, model, pipeline, train, dev, steps):
        """By its own recipe, and its own early stopping within `steps`; kept in the folder."""
        if (model / "complete").exists():
            return model
        config = model.with_suffix(".cfg")
        self._call("-m", "spacy", "init", "config", "-l", "en", "-p", pipeline, "-o", "efficiency", "--force", config)
        self._call("-m", "spacy", "train", config, "--output", model, "--paths.train", train, "--paths.dev", dev,
                   "--training.max_steps", steps, "--training.eval_frequency", min(200, steps))
        (model / "complete").touch()
        return model

    def _train_names(self, corpora, steps):
        model = self._folder / f"spacy-names-{steps}"
        if not (model / "complete").exists():
            for part in ("train", "dev"):
                self._call(WORKER, "prepare", self._folder / f"{part}.spacy",
                           *(find(corpora / name, part, ".jsonl") for name in TRAINING_SETS))
        trained = self._train(model, "ner", self._folder / "train.spacy", self._folder / "dev.spacy", steps)
        return trained / "model-best"

    def _train_parser(self, corpora):
        model = self._folder / "spacy-parser"
        try:
            if not (model / "complete").exists():
                for part in ("train", "dev"):
                    plain = self._folder / f"treebank-{part}.conllu"
                    plain.write_bytes(gzip.decompress(find(corpora / "treebank_ewt", part, ".conllu").read_bytes()))
                    self._call("-m", "spacy", "convert", plain, self._folder, "-n", 10)
        except Unavailable:
            return None
        return self._train(model, "tagger,parser", self._folder / "treebank-train.spacy",
                           self._folder / "treebank-dev.spacy", PARSER_STEPS) / "model-best"


def find(folder, part, suffix):
    for path in (folder / f"{part}{suffix}", folder / f"{part}{suffix}.gz"):
        if path.exists():
            return path
    raise Unavailable(f"{folder}/{part}{suffix} is missing")

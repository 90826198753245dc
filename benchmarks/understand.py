"""What residents ask for, understood by four programs: `python -m benchmarks.understand [--curve] [--quick]`.

- paperless: paperless-ngx's classifier rebuilt from its description: counts of words and pairs (min_df 0.01), a
  multi-layer perceptron with tol=0.01 over binarised tags.
- spacy: spaCy's stock text classifier (`textcat_multilabel`, its default architecture) on a blank Latvian pipeline.
- svm: TF-IDF of words and characters, linear support vector machines, one against the rest.
- novads: ours, trained anew on the same rows.

All learn from classifiers/data/train and are measured on the proposals of classifiers/data/test; intervals are 95 %
bootstrap with a fixed seed. `--quick` leaves out the stock spaCy classifier, `--curve` adds the learning curve.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import spacy
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC
from spacy.training import Example as Lesson
from spacy.util import minibatch
from thinc.util import fix_random_seed

from classifiers import examples, training
from classifiers.examples import Example
from classifiers.pipeline import Text, load
from config.taxonomy import taxonomy

Table = npt.NDArray[np.float64]
LABELS = tuple(taxonomy().topics)
SEED = 7
EPOCHS = 12
RESAMPLES = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """A program's scores and suggestions [texts, labels], and its seconds of training and of classifying."""

    scores: Table
    suggested: npt.NDArray[np.bool_]
    training: float
    classifying: float


Contender = Callable[[Sequence[Example], Sequence[Example]], Outcome]


def marks(rows: Sequence[Example]) -> npt.NDArray[np.bool_]:
    """The labels of each text as [texts, labels]."""
    return np.array([[topic in row.topics for topic in LABELS] for row in rows])


def text_of(row: Example) -> str:
    """Subject and text as one."""
    return f"{row.subject}\n\n{row.text}".strip()


def _outcome(scores: Table, suggested: npt.NDArray[np.bool_], started: float, trained: float) -> Outcome:
    """At least the likeliest topic is suggested, as ours always does."""
    suggested = suggested.copy()
    suggested[np.arange(len(scores)), scores.argmax(axis=1)] = True
    return Outcome(scores, suggested, trained - started, time.perf_counter() - trained)


def paperless(train: Sequence[Example], test: Sequence[Example]) -> Outcome:
    """paperless-ngx's recipe."""
    started = time.perf_counter()
    counts = CountVectorizer(analyzer="word", ngram_range=(1, 2), min_df=0.01)
    model = MLPClassifier(tol=0.01, random_state=SEED)
    model.fit(counts.fit_transform(map(text_of, train)), marks(train).astype(int))
    trained = time.perf_counter()
    scores = np.asarray(model.predict_proba(counts.transform(map(text_of, test))))
    return _outcome(scores, scores >= 0.5, started, trained)


def stock_spacy(train: Sequence[Example], test: Sequence[Example]) -> Outcome:
    """spaCy's own text classifier."""
    started = time.perf_counter()
    fix_random_seed(SEED)
    nlp = spacy.blank("lv")
    nlp.add_pipe("textcat_multilabel")
    lessons = [
        Lesson.from_dict(nlp.make_doc(text_of(row)), {"cats": {t: float(t in row.topics) for t in LABELS}})
        for row in train
    ]
    optimizer = nlp.initialize(lambda: lessons)
    shuffled = random.Random(SEED)
    for _ in range(EPOCHS):
        shuffled.shuffle(lessons)
        for batch in minibatch(lessons, 32):  # type: ignore[no-untyped-call] # spaCy's
            nlp.update(batch, sgd=optimizer, drop=0.2)
    trained = time.perf_counter()
    scores = np.array([[doc.cats[topic] for topic in LABELS] for doc in nlp.pipe(map(text_of, test))])
    return _outcome(scores, scores >= 0.5, started, trained)


def svm(train: Sequence[Example], test: Sequence[Example]) -> Outcome:
    """TF-IDF and linear support vector machines."""
    started = time.perf_counter()
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True)
    model = make_pipeline(make_union(words, characters), OneVsRestClassifier(LinearSVC(C=0.5, random_state=SEED)))
    model.fit([text_of(row) for row in train], marks(train).astype(int))
    trained = time.perf_counter()
    scores = np.asarray(model.decision_function([text_of(row) for row in test]))
    return _outcome(scores, scores >= 0, started, trained)


def novads(train: Sequence[Example], test: Sequence[Example]) -> Outcome:
    """Ours."""
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        training.train(train, Path(folder))
        trained = time.perf_counter()
        classifier = load(Path(folder))
        found = [classifier.classify_with_scores(Text(row.subject, row.text)) for row in test]
    scores = np.array([[chances.get(topic, 0.0) for topic in LABELS] for _, chances in found])
    chosen = [{score.id for score in verdict.topics} for verdict, _ in found]
    return _outcome(scores, np.array([[t in one for t in LABELS] for one in chosen]), started, trained)


CONTENDERS: dict[str, Contender] = {"paperless": paperless, "spacy": stock_spacy, "svm": svm, "novads": novads}


def primary(outcome: Outcome, test: Sequence[Example], rows: npt.NDArray[np.int64]) -> float:
    """Share of `rows` whose likeliest topic is the one labelled first."""
    first = np.array([LABELS.index(row.topics[0]) for row in test])
    return float((outcome.scores.argmax(axis=1) == first)[rows].mean())


def micro_f1(outcome: Outcome, test: Sequence[Example], rows: npt.NDArray[np.int64]) -> float:
    """F1 over all topics of `rows` together."""
    true, said = marks(test)[rows], outcome.suggested[rows]
    return 2 * float((true & said).sum()) / float(true.sum() + said.sum())


def macro_f1(outcome: Outcome, test: Sequence[Example], rows: npt.NDArray[np.int64]) -> float:
    """The mean of the topics' F1."""
    true, said = marks(test)[rows], outcome.suggested[rows]
    return float(np.mean(2 * (true & said).sum(axis=0) / np.maximum(true.sum(axis=0) + said.sum(axis=0), 1)))


MEASURES = {"primary": primary, "micro F1": micro_f1, "macro F1": macro_f1}


def line(name: str, outcome: Outcome, test: Sequence[Example]) -> str:
    """A row of the table."""
    draws = np.random.default_rng(SEED).integers(0, len(test), size=(RESAMPLES, len(test)))
    cells = []
    for measure in MEASURES.values():
        low, high = np.percentile([measure(outcome, test, rows) for rows in draws], [2.5, 97.5])
        cells.append(f"{measure(outcome, test, np.arange(len(test))):.3f} [{low:.3f}, {high:.3f}]")
    speed = len(test) / outcome.classifying
    return f"| {name} | {' | '.join(cells)} | {outcome.training:.0f} s | {speed:.0f} |"


def curve(train: Sequence[Example], test: Sequence[Example]) -> Iterator[str]:
    """Primary accuracy of ours and of the SVM by how many texts they learned from (every n-th row)."""
    yield "\n| rows | svm | novads |\n|---|---|---|"
    for step in (8, 4, 2, 1):
        part = [row for number, row in enumerate(train) if number % step == 0]
        everything = np.arange(len(test))
        figures = [primary(program([r for r in part if r.topics], test), test, everything) for program in (svm,)]
        figures.append(primary(novads(part, test), test, everything))
        yield f"| {len(part)} | {' | '.join(f'{figure:.3f}' for figure in figures)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="without the stock spaCy classifier")
    parser.add_argument("--curve", action="store_true", help="and the learning curve")
    options = parser.parse_args()
    train = examples.read(examples.TRAIN)
    test = [row for row in examples.read(examples.TEST) if row.kind == "proposal"]
    proposals = [row for row in train if row.kind == "proposal"]
    print(f"{len(train)} texts to learn from ({len(proposals)} proposals), {len(test)} proposals to understand\n")
    print(f"| program | {' | '.join(MEASURES)} | training | texts/s |\n|---|---|---|---|---|---|")
    for name, contender in CONTENDERS.items():
        if name != "spacy" or not options.quick:
            print(line(name, contender(train if name == "novads" else proposals, test), test), flush=True)
    if options.curve:
        for row in curve(train, test):
            print(row, flush=True)


if __name__ == "__main__":
    main()

"""Texts classified per second of processor time, beside spaCy's stock text classifier in the same run.

    python -m benchmarks.classify [--profile]

The first row meets every word of classifiers/data/test for the first time, the second the same texts again; the third
is new texts after 3,000 others, what a process meets that has been running for a while. The stock classifier
(`textcat_multilabel` on a blank Latvian pipeline) gives topics alone and is not trained: that changes no speed.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence

import spacy
from spacy.training import Example as Lesson

from classifiers import examples
from classifiers.pipeline import Text, load
from config.taxonomy import taxonomy

BEFORE, MORE = 3_000, 1_000


def rate(classify: Callable[[Iterable[Text]], Iterable[object]], texts: Sequence[Text]) -> float:
    """Texts per second of this process's time."""
    started = time.process_time()
    deque(classify(texts), maxlen=0)
    return len(texts) / (time.process_time() - started)


def stock() -> Callable[[Iterable[Text]], Iterable[object]]:
    """spaCy's own text classifier with our topics."""
    nlp = spacy.blank("lv")
    nlp.add_pipe("textcat_multilabel")
    lesson = Lesson.from_dict(nlp.make_doc("Lūdzu laternas."), {"cats": dict.fromkeys(taxonomy().topics, 0.0)})
    nlp.initialize(lambda: [lesson])
    return lambda texts: nlp.pipe(f"{text.subject}\n\n{text.text}" for text in texts)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--profile", action="store_true", help="say where the time goes")
    options = parser.parse_args()
    texts = [Text(row.subject, row.text) for row in examples.read(examples.TEST)]
    others = [Text(row.subject, row.text) for row in examples.read(examples.TRAIN)]
    others = random.Random(7).sample(others, BEFORE + MORE)
    started = time.process_time()
    classifier = load()
    print(f"{len(texts)} texts of {sum(len(text.text.split()) for text in texts) / len(texts):.0f} words")
    print(f"model loaded           {time.process_time() - started:7.2f} s")
    print(f"every word new         {rate(classifier.classify_all, texts):7.0f} texts/s")
    print(f"again                  {rate(classifier.classify_all, texts):7.0f} texts/s")
    rate(classifier.classify_all, others[:BEFORE])
    print(f"new after {BEFORE:,}        {rate(classifier.classify_all, others[BEFORE:]):7.0f} texts/s")
    print(f"spaCy's stock textcat  {rate(stock(), texts):7.0f} texts/s")
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(rate, classifier.classify_all, texts)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()

"""What makes two proposals alike, learned from the pairs that people called the same or different."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.settings import Settings
    from storage.store import Store

TOWN = 2000
"""So many of the newest proposals tell which words are common here."""


def learn(settings: Settings, store: Store, now: datetime, if_due: bool) -> bool:
    """Learn anew, and put to work what is no worse; False when there is too little new to learn from.

    Raises ModelError.
    """
    from classifiers.pipeline import load, model_id
    from classifiers.similar import Described
    from classifiers.similar.nouns import Said
    from classifiers.similar.relearning import relearn
    from cli import building
    from review.similar import PROPOSAL, described, weights_at_work
    from storage import learning, pairs, queue, submissions

    base = building.base_folder(settings)
    with store.ask() as connection:
        told = pairs.compared(connection)
        new = pairs.new_since_learning(connection)
        upgraded = learning.outlived(connection, model_id(base), learning.LIKENESS)
        newest = queue.all_ids(connection, queue.Wanted((PROPOSAL,)), TOWN)
        town = [described(one) for one in submissions.proposals_by_id(connection, newest)]
        working = weights_at_work(connection, base)
    if not told or (if_due and not upgraded and new < settings.classifier.learn_after):
        print(f"{new} new answers same or different; the likeness learns from {settings.classifier.learn_after} on")
        return False
    classifier = load(base)

    def read(number: int, text: str, language: str) -> Described:
        verdict = classifier.classify("", text)
        return Described(number, text, tuple(topic.id for topic in verdict.topics), verdict.places, language)

    said = [Said(described(one.first), described(one.second), one.same) for one in told]
    weights, trial = relearn(said, town, working, read)
    name, scores = f"{model_id(base)}+likeness.{now:%Y%m%d%H%M%S}", trial.scores()
    reason = "no worse on the frozen pairs and the latest" if trial.no_worse else "worse than the one at work"
    with store.change() as connection:
        model = learning.add_likeness(connection, name, weights.to_json(), scores, now)
        pairs.keep_learned(connection, model, told)
        learning.settle(connection, model, reason, now if trial.no_worse else None)
    print(f"{name}: {reason}; " + ", ".join(f"{name} {value}" for name, value in scores.items()))
    return True

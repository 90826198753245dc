"""Likeness: which proposals ask for the same, in other words or another language; suggests, never merges."""

from classifiers.similar.index import Likeness
from classifiers.similar.nouns import Candidate, Described

__all__ = ["Candidate", "Described", "Likeness"]

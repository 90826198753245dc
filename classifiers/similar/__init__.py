"""Likeness: which proposals ask for the same, in other words or another language; suggests, never merges."""

from classifiers.similar.index import Likeness
from classifiers.similar.nouns import Candidate, Described
from classifiers.similar.weights import SHIPPED, Weights

__all__ = ["SHIPPED", "Candidate", "Described", "Likeness", "Weights"]

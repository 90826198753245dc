"""Builds the model from labelled texts: deterministic, from committed data alone."""

from classifiers.training.texts import FOLDS, folds_by_hand
from classifiers.training.whole import VERSION, HeldOut, Trained, train

__all__ = ["FOLDS", "VERSION", "HeldOut", "Trained", "folds_by_hand", "train"]

"""One letter into its wishes."""

from classifiers.wishes.split import split_wishes

__all__ = ["split_wishes"]

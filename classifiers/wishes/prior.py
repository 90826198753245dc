"""What is known of letters before any was marked: plain signs that a unit begins a wish, as additions to its score."""

from __future__ import annotations

from classifiers.wishes.sequence import Features

LIST, ADDED, NO_GROUND = 2.0, 3.0, -3.0


def towards_beginning(features: Features) -> float:
    """How much more likely than by the trained weights a unit begins a wish; 0 where no plain sign stands.

    The next item of a list, or a sentence that begins with a word that adds or counts, where the topic turns.
    """
    turns = any(name.startswith("other stretch") for name in features)
    if "*list goes on" in features:
        return LIST if turns else 0.0
    if "*edge clause" in features or "*edge marker" in features:
        return 0.0
    fresh = turns and any(name.startswith("concepts stretch new") for name in features)
    return ADDED if fresh and ("*join first" in features or "*count first" in features) else 0.0


def towards_ground(features: Features) -> float:
    """The same for common ground: what asks for a thing is none."""
    asks = "*ask" in features and any(name.startswith("speaks") for name in features)
    return NO_GROUND if asks else 0.0

"""The components of the spaCy pipeline, each registered on `Novads` under its own name."""

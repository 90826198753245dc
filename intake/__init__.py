"""The ways in and the road: fetch, keep the original, read, split, decide, file."""

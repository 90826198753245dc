"""Benchmarks: each measures the program beside its peer in the same run and prints the figures."""

"""Measures the program beside its floors in the same run: `make bench`, `make bench SIZE=20000`.

Synthetic registers are made once, in the user's cache folder. What is printed goes to
docs/benchmarks.md only at the full size; a smaller run shows that everything works.
"""

"""Measures the program and its floors in the same run: `make bench`, `make bench SIZE=20000`.

Synthetic registers are made once, in the user's cache folder. Only a run at full size writes
docs/benchmarks.md; a smaller run shows that everything works.
"""

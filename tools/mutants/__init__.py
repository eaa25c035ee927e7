"""Mutants of the rules: one line changed, and the tests that should notice."""

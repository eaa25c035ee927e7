"""Runs the rule engine over many cases: which are due, a parallel scan, the run."""

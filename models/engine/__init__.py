"""Runs the rule engine over many cases: those that are due, or all after a parallel scan."""

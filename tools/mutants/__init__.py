"""Mutation tests of the rules: change one line, and see whether a test notices."""

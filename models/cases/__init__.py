"""Loads a person's case into the types of the rules. Never changes a case."""

"""Loads one person's case and names what it holds. Never changes a case."""

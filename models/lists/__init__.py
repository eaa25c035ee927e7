"""Queries over the list rows: pages, counts, searches, statistics."""

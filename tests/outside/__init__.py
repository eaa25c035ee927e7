"""Unforeseen input from outside: bytes, sizes, files and SQL."""

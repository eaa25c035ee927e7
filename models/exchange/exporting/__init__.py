"""Writes bundles, CSV and xlsx files."""

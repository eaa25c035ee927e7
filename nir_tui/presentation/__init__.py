"""Turns domain values into text, for screens and commands alike."""

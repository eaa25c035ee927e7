"""Municipalities and districts, from files that ship with the program."""

"""Registers of invented persons, for demonstrations and tests."""

"""Screens for the engine, imports, users and the journal."""

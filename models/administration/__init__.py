"""Administrators' tasks: create, check, back up, migrate, purge; users; the journal view."""

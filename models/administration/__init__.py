"""What only administrators do: create, check, back up, migrate, purge; users; the journal view."""

"""The read model of the lists: one row per person, with counts and a text index."""

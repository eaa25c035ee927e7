"""The only write side of cases: single changes and batches."""

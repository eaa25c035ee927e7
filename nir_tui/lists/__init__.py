"""The two lists as people see them: columns, filters in words, counts, files."""

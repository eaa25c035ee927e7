"""The report, the list of persons, statistics, and their forms."""

"""The two lists: the report over ended participants, and the list of persons."""

"""A newer version of the program: the one under test, with one more termination reason."""

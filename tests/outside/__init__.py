"""What the makers of the program did not think of: bytes, sizes, files and SQL from outside."""

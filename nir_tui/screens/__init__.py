"""The screens and their forms, by subject."""

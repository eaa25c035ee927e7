"""Everything that depends on the internals of Textual, and the background work of the app."""

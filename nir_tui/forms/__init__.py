"""The forms: each asks the rules while one types, and says what saving will do."""

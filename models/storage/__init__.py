"""The databases a register is kept in: SQLite files and PostgreSQL."""

"""The program's widgets: tables, lines, the footer, the confirmation."""

"""Widgets of our own: tables, lines, the footer, the confirmation."""

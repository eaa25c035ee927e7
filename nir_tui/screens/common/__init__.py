"""Base classes for screens and forms, and screens that any screen can open."""

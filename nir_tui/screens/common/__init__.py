"""Base classes for screens and forms, and screens every other screen can open."""

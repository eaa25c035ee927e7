"""The register as lines, for a screen reader: one question at a time, nothing repainted."""

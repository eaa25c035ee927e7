"""Reads bundles and NIR reports: source, staging, merge."""

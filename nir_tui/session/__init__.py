"""One user at one register: configuration, paths, permissions, crash reports."""

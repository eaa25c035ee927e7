"""The audit log: the actor, the writer, the reader and the hash chain."""

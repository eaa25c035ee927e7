"""The law and the guide as pure functions over the facts of one case."""

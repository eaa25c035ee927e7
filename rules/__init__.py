"""What the law and the guide say: pure functions over the facts of one case."""

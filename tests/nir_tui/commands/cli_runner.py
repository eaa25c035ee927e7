"""Helpers that call the program as a shell does, inside this process."""

import json
from collections.abc import Callable
from typing import Any

GRANITT = "992400002200"
Run = Callable[..., tuple[int, str, str]]


def answer(run: Run, *words: str) -> Any:
    """Return the JSON that a call prints; assert exit status 0."""
    status, out, _err = run(*words)
    assert status == 0
    return json.loads(out)

"""What is left of a crash: a short message, and a traceback without the values it held."""

import os
import tempfile
import traceback
from pathlib import Path

from models.errors import RegisterError
from rules.message import Message, message


def write_crash(error: Exception) -> tuple[Message, ...]:
    """Write where it happened to a file only its owner reads; give what to tell the user.

    The message of an unknown error may quote what the register holds, so only its kind is kept.
    """
    if isinstance(error, RegisterError):
        return error.messages
    kind = type(error).__name__
    said = message("Noe gikk galt ({kind}). Det du hadde lagret, er lagret.", kind=kind)
    lines = traceback.format_list(traceback.extract_tb(error.__traceback__))
    try:
        path = _written([*lines, kind, "\n"])
    except OSError:
        # What fails here would be shown with all that the first error held.
        return said, message("Hvor det skjedde, kunne ikke skrives til en fil. Si fra til driften.")
    return said, message("Feilen står i {path}, uten persondata. Send den til driften.", path=path)


def _written(lines: list[str]) -> Path:
    handle, name = tempfile.mkstemp(prefix="nir-tui-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(lines)
    return Path(name)

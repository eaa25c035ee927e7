"""What is left of a crash: a short message, and a traceback without the values it held."""

import os
import tempfile
import traceback
from pathlib import Path

from models.errors import RegisterError
from rules.sentence import Sentence, say


def write_crash(error: Exception) -> tuple[Sentence, ...]:
    """Write where it happened to a file only its owner reads; give what to tell the user.

    The message of an unknown error may quote what the register holds, so only its kind is kept.
    """
    if isinstance(error, RegisterError):
        return error.sentences
    handle, name = tempfile.mkstemp(prefix="nir-tui-", suffix=".txt")
    lines = traceback.format_list(traceback.extract_tb(error.__traceback__))
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines([*lines, type(error).__name__, "\n"])
    return (
        say("Noe gikk galt ({kind}). Det du hadde lagret, er lagret.", kind=type(error).__name__),
        say("Feilen står i {path}, uten persondata. Send den til driften.", path=Path(name)),
    )

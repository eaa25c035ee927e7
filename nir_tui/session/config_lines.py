"""The lines of a configuration file on which its keys stand: `tomllib` does not say them."""

import re
from collections.abc import Iterator

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_VALUE = re.compile(r"""\s*((?:"[^"]*"|'[^']*'|[^\s"'=#\[]+|\s+)+?)\s*=""")


def lines_of_keys(text: str) -> dict[str, int]:
    """Return the line of each key, counted from 1, by its path with dots: `keys.report.open`.

    Of a key that stands twice, the first line. The content of texts over several lines may look
    like keys too; no key of ours has such a text.
    """
    found: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if is_table := _TABLE.match(line):
            table = _path(is_table[1])
            found.setdefault(table, number)
        elif is_value := _VALUE.match(line):
            found.setdefault(".".join(filter(None, (table, _path(is_value[1])))), number)
    return found


def _path(written: str) -> str:
    """Return a key without its quotes and spaces."""
    import tomllib

    try:
        return ".".join(_names(tomllib.loads(f"{written} = 0")))
    except ValueError:
        return written.strip()


def _names(values: object) -> Iterator[str]:
    while isinstance(values, dict):
        [(name, values)] = values.items()
        yield name

"""Parsing of a documentation page: its fenced blocks and the commands in its sentences."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = "```"
_PATH = re.compile(r"`(/[^`]+)`")
_COMMAND = re.compile(r"`(?:\.venv/bin/)?nir-tui ([^`]+)`")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; `file` is the path that begins the paragraph before it, or empty."""

    language: str
    file: str
    text: str

    @property
    def name(self) -> str:
        """The name of the block: its file, or its first line if it has none."""
        return self.file or self.text.partition("\n")[0]


def blocks_of(page: str) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    found: list[Block] = []
    before: list[str] = []
    inside: list[str] | None = None
    language = ""
    for line in (ROOT / page).read_text(encoding="utf-8").splitlines():
        if not line.startswith(_FENCE):
            (before if inside is None else inside).append(line)
        elif inside is None:
            language, inside = line.removeprefix(_FENCE), []
        else:
            found.append(Block(language, _file_named_last(before), "\n".join(inside) + "\n"))
            before, inside = [], None
    assert inside is None, f"{page} ends inside a block"
    return found


def _file_named_last(lines: list[str]) -> str:
    paragraphs = "\n".join(lines).strip().split("\n\n")
    path = _PATH.match(paragraphs[-1])
    return path[1] if path else ""


def commands_in_sentences(page: str) -> list[str]:
    """Return the arguments of every `nir-tui` command written in a sentence of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    outside = re.sub(rf"^{_FENCE}.*?^{_FENCE}$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [" ".join(words.split()) for words in _COMMAND.findall(outside)]

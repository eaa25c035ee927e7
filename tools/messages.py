"""Writes the catalogue of all texts that a user reads, for translators: `make messages`."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from models.access import Role
from models.lists.column_registry import LIST_COLUMNS
from models.lists.list_kinds import KINDS
from nir_tui.actions import Scope
from nir_tui.presentation.law import paragraphs
from rules.code_lists import (
    CasePart,
    Category,
    Completeness,
    ControlCheck,
    DecisionKind,
    DecisionResult,
    Goal,
    Group,
    Law,
    MeasureKind,
    Status,
    TerminationKind,
)
from rules.reasons import REASONS

ROOT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "marked": None, "message": None, "cite": None}
TABLES = (
    *(Law, Category, Goal, DecisionKind, DecisionResult, MeasureKind),
    *(TerminationKind, Status, Completeness, Role, CasePart, ControlCheck),
)


def catalogue() -> Catalog:
    """Return a catalogue of every text in the code, and of the labels in tables."""
    found = Catalog(project="nir-tui", charset="utf-8")
    for room in ("rules", "models", "nir_tui"):
        for file, line, message, _comments, _context in extract_from_dir(
            ROOT / room, keywords=KEYWORDS
        ):
            found.add(message, locations=[(f"{room}/{file}", line)])
    for text in table_texts():
        found.add(text)
    return found


def table_texts() -> list[str]:
    """Return labels, help texts, groups, headings and sections of the guide."""
    labels = [text for table in TABLES for item in table for text in _labels(item)]
    columns = [text for one in LIST_COLUMNS.values() for text in (*one.titles, one.word) if text]
    lists = [text for one in KINDS for text in (one.title, one.file.name)]
    codes = [
        text
        for reason in REASONS.values()
        for text in (reason.label, reason.short_label, reason.help)
    ]
    return [*labels, *columns, *lists, *codes, *map(str, Group), *map(str, Scope), *sections()]


def _labels(item: object) -> tuple[str, ...]:
    short = getattr(item, "short_label", "")
    return (item.label, short) if short else (item.label,)  # type: ignore[attr-defined]


def sections() -> list[str]:
    """Return the guide's sections that a source names; «§ 13» is the same in every language."""
    named = {source.paragraph for one in paragraphs() for source in one.sources}
    return sorted(text for text in named if text and not text.startswith("§"))


def main() -> None:
    """Write the template beside the catalogues."""
    target = ROOT / "nir_tui" / "locale" / "nir_tui.pot"
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as file:
        write_po(file, catalogue())


if __name__ == "__main__":
    main()

"""Sentences the rules speak: a Norwegian template and the values that fill it.

The rules hold no language files; whoever shows a sentence may translate its template first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = object


def norwegian_date(day: date | None) -> str:
    """Write a day as `dd.mm.yyyy`; nothing for no day."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}" if day else ""


def norwegian_hours(hours: Decimal | None) -> str:
    """Write hours per week with one decimal and a decimal comma; nothing for no hours."""
    return f"{hours:.1f}".replace(".", ",") if hours is not None else ""


@dataclass(frozen=True, slots=True)
class Message:
    """A template in bokmål and its values: days, numbers, words or other sentences."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Fill the template, after `translate` has had its say on it."""
        shown = {name: _shown(value, translate) for name, value in self.values}
        return translate(self.template).format(**shown)

    def __str__(self) -> str:
        return self.text()


def message(template: str, **values: Value) -> Message:
    """Make a sentence; the name by which translators' tools find the templates."""
    return Message(template, tuple(values.items()))


def cite(source: str) -> str:
    """Mark a source (paragraph, guide section) for the catalogues; whoever shows it translates."""
    return source


def _shown(value: Value, translate: Callable[[str], str]) -> str:
    if isinstance(value, Message):
        return value.text(translate)
    if isinstance(value, date):
        return norwegian_date(value)
    if isinstance(value, Decimal):
        return norwegian_hours(value)
    return str(value)

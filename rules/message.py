"""Messages of the rules: a Norwegian template and the values that fill it.

The rules have no language files. The code that shows a message may translate its template first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = object


def norwegian_date(day: date | None) -> str:
    """Format a day as `dd.mm.yyyy`; None gives an empty text."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}" if day else ""


def norwegian_hours(hours: Decimal | None) -> str:
    """Format hours per week with one decimal and a decimal comma; None gives an empty text."""
    return f"{hours:.1f}".replace(".", ",") if hours is not None else ""


@dataclass(frozen=True, slots=True)
class Message:
    """A template in bokmål and its values: days, numbers, words or other messages."""

    template: str
    values: tuple[tuple[str, Value], ...] = ()

    def text(self, translate: Callable[[str], str] = str) -> str:
        """Translate the template, then fill it in."""
        shown = {name: _shown(value, translate) for name, value in self.values}
        return translate(self.template).format(**shown)

    def __str__(self) -> str:
        return self.text()


def message(template: str, **values: Value) -> Message:
    """Make a message. Translation tools find the templates by the name of this function."""
    return Message(template, tuple(values.items()))


def cite(source: str) -> str:
    """Mark a text, such as the name of a source, for translation when it is shown."""
    return source


def _shown(value: Value, translate: Callable[[str], str]) -> str:
    if isinstance(value, Message):
        return value.text(translate)
    if isinstance(value, date):
        return norwegian_date(value)
    if isinstance(value, Decimal):
        return norwegian_hours(value)
    return str(value)

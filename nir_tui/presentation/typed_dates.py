"""A date as people type it in a form: also without a year, as today, or as days from a proposal."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.errors import Refused
from nir_tui.presentation.date_parsing import not_a_date, parse_date, unknown_day
from rules.findings import Field

_TODAY_WORDS = ("i", "idag", "i dag")
_DAYS = re.compile(r"[+-]\d{1,4}")
_WITHOUT_YEAR = re.compile(r"(?P<day>\d{1,2})[./ ](?P<month>\d{1,2})\.?|(?P<digits>\d{4})")
_SEPARATED = re.compile(r"(\d{1,2})[/ ](\d{1,2})[/ ](\d{4}|\d{2})")
_YEARS_AROUND = 8
"""Years before and after today; a leap day is among them."""
_BEGUN = re.compile(r"[\d./ +-]*|i|id|ida|i |i d|i da")
_SHORTEST = 6
"""Digits of the shortest date with a year."""


@dataclass(frozen=True, slots=True)
class TypedDates:
    """Parses what is typed in a date field.

    `proposed`: the date that the field starts with. `allowed`: the first and last day that the
    rules allow, where they are known.
    """

    today: date
    proposed: date | None = None
    allowed: tuple[date, date] | None = None

    def parse(self, text: str) -> date | None:
        """Parse a date; None for nothing. Raises Refused for text that is no calendar date.

        A date without a year is in the year in which it lies inside the days allowed, the one
        nearest to the proposed date; without such a year, the one nearest to today. `+3` and `-3`
        are days from the proposed date, else from today.
        """
        text = " ".join(text.split()).casefold()
        if text in _TODAY_WORDS:
            return self.today
        if _DAYS.fullmatch(text):
            return self._shifted(text)
        if separated := _SEPARATED.fullmatch(text):
            return parse_date(".".join(separated.groups()))
        if found := _WITHOUT_YEAR.fullmatch(text):
            digits = found["digits"]
            parts = (digits[:2], digits[2:]) if digits else (found["day"], found["month"])
            return self._in_some_year(text, int(parts[0]), int(parts[1]))
        return parse_date(text)

    def is_begun(self, text: str) -> bool:
        """Return whether more typing may make a text a date that is none yet."""
        digits = sum(letter.isdigit() for letter in text)
        return bool(text) and bool(_BEGUN.fullmatch(text.casefold())) and digits < _SHORTEST

    def _shifted(self, text: str) -> date:
        try:
            return (self.proposed or self.today) + timedelta(days=int(text))
        except OverflowError:
            raise Refused([unknown_day(Field.DATE, text)]) from None

    def _in_some_year(self, text: str, day: int, month: int) -> date:
        first, last = self.allowed or (self.today, self.today)
        years = range(
            min(first.year, self.today.year) - _YEARS_AROUND,
            max(last.year, self.today.year) + _YEARS_AROUND + 1,
        )
        found = [one for year in years if (one := _calendar_day(year, month, day))]
        if not found:
            raise Refused([not_a_date(Field.DATE, text)])
        inside = [one for one in found if self.allowed and first <= one <= last]
        target = (self.proposed or self.today) if inside else self.today
        return min(inside or found, key=lambda one: abs(one - target))


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

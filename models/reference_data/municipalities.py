"""Municipalities, counties and districts: names, numbers through time, looking one up."""

import csv
import datetime
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from models.collation import fold, sort_key, typed_ends, without_separators
from models.errors import Refused
from models.tables import DistrictRow, MunicipalityRow, Table, database
from models.tables.base import day_of
from models.tables.bulk_writes import insert_rows
from rules.findings import Field, error
from rules.message import message
from rules.place import Place

_FOLDER = Path(__file__).parent
FIRST_LIST = datetime.date(2020, 1, 1)
"""The table begins here; earlier days are answered with the list of that day."""


class Municipality(NamedTuple):
    """A municipality under one number and name, valid from a day to a day."""

    number: str
    name: str
    county: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    successor: str | None

    def is_valid_on(self, day: datetime.date) -> bool:
        """Whether number and name were in use on a day."""
        return self.valid_from <= day <= (self.valid_to or datetime.date.max)


class Reference:
    """The reference tables in memory, to ask by number or by name."""

    def __init__(self, municipalities: list[Municipality], districts: dict[str, str]) -> None:
        self._all = municipalities
        self.districts = districts
        self._by_number: dict[str, list[Municipality]] = defaultdict(list)
        for municipality in municipalities:
            self._by_number[municipality.number].append(municipality)

    def knows(self, number: str) -> bool:
        """Whether a number is or was a municipality's."""
        return number in self._by_number

    def today(self, number: str) -> str:
        """The number a municipality has today, whichever it had (3024 became 3201 in 2024)."""
        rows = self._by_number.get(number, [])
        successor = rows[-1].successor if rows else None
        return self.today(successor) if successor else number

    def same(self, number: str) -> tuple[str, ...]:
        """Every number the municipality has had: it is found under each of them."""
        today = self.today(number)
        return tuple(sorted({*self._by_today.get(today, ()), number}))

    def name(self, number: str | None) -> str:
        """The name under a number; the number itself where it is unknown."""
        rows = self._by_number.get(number or "", [])
        return rows[-1].name if rows else number or ""

    def district_name(self, number: str | None) -> str:
        """The name of a district; the number itself where it is unknown."""
        return self.districts.get(number or "", number or "")

    def named_on(self, number: str, day: datetime.date) -> tuple[str, str]:
        """County and municipality as they were named on a day; before 2020 the list of 2020.

        A number is looked up under the one the municipality had then, where only one can be meant.
        """
        day = max(day, FIRST_LIST)
        own = self._by_number.get(number, [])
        others = [row for same in self.same(number) for row in self._by_number.get(same, [])]
        then = [row for row in own if row.is_valid_on(day)]
        if not then:
            then = [row for row in others if row.is_valid_on(day)]
            then = then if len(then) == 1 else own[-1:]
        return (then[0].county, then[0].name) if then else ("", number)

    def find_on(self, name: str, county: str, day: datetime.date) -> str | None:
        """The number a municipality had on a day, by its name then; None for none or several.

        The county decides between municipalities of the same name.
        """
        day = max(day, FIRST_LIST)
        wanted = fold(name.strip())
        found = [m for m in self._all if m.is_valid_on(day) and wanted in _names(m)]
        if len(found) > 1:
            found = [m for m in found if fold(m.county) == fold(county.strip())]
        return found[0].number if len(found) == 1 else None

    def has_been_named(self, name: str) -> bool:
        """Whether any municipality has, or has had, a name."""
        wanted = fold(name.strip())
        return any(wanted in _names(municipality) for municipality in self._all)

    def place(self, number: str | None) -> Place | None:
        """A municipality as the rules want to see it."""
        return Place(number, self.name(number), self.today(number)) if number else None

    def find(self, text: str) -> str:
        """Find a municipality by number or name; raise Refused where none or several have it."""
        text = text.strip()
        if self.knows(text):
            return text
        wanted = fold(text)
        for is_named, which in ((str.__eq__, 0), (str.__eq__, 1), (_is_typed, 0), (_is_typed, 1)):
            named = (m for m in self._all if is_named(wanted, _names(m)[which]))
            found = sorted({self.today(m.number) for m in named})
            if found:
                break
        if len(found) == 1:
            return found[0]
        if not found:
            raise Refused([error(Field.CASE, message("Ukjent kommune «{text}»", text=text))])
        text_of = message(
            "Flere kommuner heter «{text}»: skriv nummeret, {numbers}",
            text=text,
            numbers=", ".join(f"{number} {self.name(number)}" for number in found),
        )
        raise Refused([error(Field.CASE, text_of)])

    def find_district(self, text: str) -> str:
        """Find a district by number or name; raise Refused where none or several have it."""
        text = text.strip()
        if text in self.districts:
            return text
        wanted = fold(text)
        for is_named in (str.__eq__, _is_typed):
            found = [n for n, name in self.districts.items() if is_named(wanted, fold(name))]
            if found:
                break
        if len(found) != 1:
            raise Refused([error(Field.CASE, message("Ukjent bydel «{text}»", text=text))])
        return found[0]

    def current(self) -> list[Municipality]:
        """The municipalities of today, by name in Norwegian order."""
        rows = (m for m in self._all if m.valid_to is None)
        return sorted(rows, key=lambda m: (sort_key(m.name), m.number))

    @cached_property
    def _by_today(self) -> dict[str, set[str]]:
        numbers: dict[str, set[str]] = defaultdict(set)
        for number in self._by_number:
            numbers[self.today(number)].add(number)
        return numbers


def _is_typed(typed: str, name: str) -> bool:
    """Whether a name is meant by what is typed without `æ ø å`, or with other hyphens."""
    name = without_separators(name)
    return len(name) in typed_ends(without_separators(typed), name)


def _names(municipality: Municipality) -> tuple[str, str]:
    """With and without what tells it from another of the same name: `Herøy (Nordland)`."""
    name = fold(municipality.name)
    return name, name.split(" (")[0]


def load_reference() -> Reference:
    """Read the reference tables, inside a transaction."""
    row = MunicipalityRow
    columns = (row.number, row.name, row.county, row.valid_from, row.valid_to, row.successor)
    named = row.select(*columns).order_by(row.number, row.valid_from)
    # Read as they are stored: whoever opens a register waits for a thousand of them.
    municipalities = [
        Municipality(number, name, county, day_of(start), day_of(end), successor)
        for number, name, county, start, end, successor in database.execute(named)
    ]
    districts = DistrictRow.select(DistrictRow.number, DistrictRow.name).order_by(
        DistrictRow.number
    )
    return Reference(municipalities, dict(database.execute(districts).fetchall()))


def fill_reference() -> None:
    """Fill the reference tables from the files of the program, inside a transaction."""
    _fill(MunicipalityRow, "municipalities.csv", _MUNICIPALITY_COLUMNS)
    _fill(DistrictRow, "districts.csv", _DISTRICT_COLUMNS)


def _fill(table: type[Table], file_name: str, titles: dict[str, str]) -> None:
    """An empty cell is none."""
    with (_FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        insert_rows(
            table,
            tuple(titles),
            ([row[title] or None for title in titles.values()] for row in rows),
        )


_MUNICIPALITY_COLUMNS = {
    "number": "kommunenummer",
    "name": "navn",
    "county_number": "fylkesnummer",
    "county": "fylke",
    "valid_from": "gyldig_fra",
    "valid_to": "gyldig_til",
    "successor": "etterfolger",
}
_DISTRICT_COLUMNS = {"number": "bydelsnummer", "municipality": "kommunenummer", "name": "navn"}
"""The table's columns by what the program's files call them."""

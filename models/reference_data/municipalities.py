"""Municipalities, counties and districts: their names, their numbers over time, and lookup."""

import csv
import datetime
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from models.collation import fold, sort_key, typed_ends, without_separators
from models.errors import Refused
from models.reference_data.parallel_names import (
    MUNICIPALITY,
    is_same_county,
    name_key,
    name_keys,
    official_names,
)
from models.tables import DistrictRow, MunicipalityRow, Table, database
from models.tables.base import day_of
from models.tables.bulk_writes import insert_rows
from rules.date_limits import EARLIEST
from rules.findings import Field, error
from rules.invisible_characters import tidy
from rules.message import message
from rules.place import Place

_FOLDER = Path(__file__).parent
FIRST_LIST = datetime.date(2020, 1, 1)
"""For earlier days, the names of this day are used."""
_MUNICIPALITY_DIGITS = 4


class Municipality(NamedTuple):
    """A municipality under one number and name, with the first and last day they are valid."""

    number: str
    name: str
    county: str
    valid_from: datetime.date
    valid_to: datetime.date | None
    successors: tuple[str, ...]

    def is_valid_on(self, day: datetime.date) -> bool:
        """Return whether number and name were in use on a day."""
        return self.valid_from <= day <= (self.valid_to or datetime.date.max)


class Reference:
    """The reference tables in memory, for lookup by number or by name."""

    def __init__(self, municipalities: list[Municipality], districts: dict[str, str]) -> None:
        self._all = municipalities
        self.districts = districts
        self._by_number: dict[str, list[Municipality]] = defaultdict(list)
        for municipality in municipalities:
            self._by_number[municipality.number].append(municipality)

    def is_known(self, number: str) -> bool:
        """Return whether a number is, or was, that of a municipality."""
        return number in self._by_number

    def successors(self, number: str) -> tuple[str, ...]:
        """Return today's numbers of what a municipality became; its own if it still has it."""
        rows = self._by_number.get(number, [])
        followed_by = rows[-1].successors if rows else ()
        found = {last for successor in followed_by for last in self.successors(successor)}
        return tuple(sorted(found)) or (number,)

    def current_number(self, number: str) -> str:
        """Return today's number of a municipality, from any it has had (3024 became 3201 in 2024).

        A divided municipality has none today; its last number is returned.
        """
        became = self.successors(number)
        return became[0] if len(became) == 1 else max(self._divided_into[became])

    def all_numbers(self, number: str) -> tuple[str, ...]:
        """Return every number under which a municipality is found: all that it has had.

        Each part of a divided municipality is also found under the divided one's number.
        """
        today = self.current_number(number)
        return tuple(sorted({*self._by_today.get(today, ()), number}))

    def name(self, number: str | None) -> str:
        """Return the name under a number; the number itself if it is unknown."""
        rows = self._by_number.get(number or "", [])
        return rows[-1].name if rows else number or ""

    def district_name(self, number: str | None) -> str:
        """Return the name of a district; the number itself if it is unknown."""
        return self.districts.get(number or "", number or "")

    def districts_of(self, municipality: str | None) -> dict[str, str]:
        """Return the names of a municipality's districts by number; none for no municipality."""
        return {
            number: name
            for number, name in self.districts.items()
            if municipality_of_district(number) == municipality
        }

    def also_known_as(self, number: str) -> str:
        """Return what else a municipality is found by: official name, and other numbers."""
        official = official_names().get((MUNICIPALITY, self.name(number)), "")
        return " ".join((official, *(same for same in self.all_numbers(number) if same != number)))

    def number_named_on(self, number: str, day: datetime.date) -> tuple[str, str]:
        """Return the names of county and municipality on a day; before 2020, by the list of 2020.

        If the number was not in use that day, it is replaced by the one that the municipality had
        then, if only one is possible.
        """
        day = max(day, FIRST_LIST)
        own = self._by_number.get(number, [])
        others = [row for same in self.all_numbers(number) for row in self._by_number.get(same, [])]
        then = [row for row in own if row.is_valid_on(day)]
        if not then:
            then = [row for row in others if row.is_valid_on(day)]
            then = then if len(then) == 1 else own[-1:]
        return (then[0].county, then[0].name) if then else ("", number)

    def find_on(self, name: str, county: str, day: datetime.date) -> str | None:
        """Return the number of a municipality on a day, by its name then; None for none or several.

        Before 2020 the list of 2020 is searched first, then the names of the day itself. The county
        decides between municipalities of the same name, also between those of the two lists.
        """
        otherwise = None
        for asked in dict.fromkeys((max(day, FIRST_LIST), day)):
            found = [m for m in self._named(name) if m.is_valid_on(asked)]
            in_county = self._in_county(found, county)
            if len(in_county) == 1:
                return in_county[0].number
            if len(found) == 1:
                otherwise = otherwise or found[0].number
        return otherwise

    def _in_county(self, found: list[Municipality], county: str) -> list[Municipality]:
        """Return those then in a county; if there are none, those in it at any other time."""
        then = [m for m in found if is_same_county(m.county, county)]
        return then or [
            m
            for m in found
            if any(
                is_same_county(row.county, county)
                for number in self.all_numbers(m.number)
                for row in self._by_number.get(number, ())
            )
        ]

    def has_been_named(self, name: str) -> bool:
        """Return whether any municipality has, or has had, a name."""
        return bool(self._named(name))

    def _named(self, name: str) -> list[Municipality]:
        """Return all that have, or have had, a name, with or without its distinguishing part."""
        key = name_key(name)
        return [*self._by_full_name.get(key, ()), *self._by_short_name.get(key, ())]

    def place(self, number: str | None) -> Place | None:
        """Return a municipality in the form that the rules use."""
        if not number:
            return None
        rows = self._by_number.get(number, [])
        return Place(
            number,
            self.name(number),
            self.current_number(number),
            self.successors(number),
            rows[0].valid_from if rows else None,
            rows[-1].valid_to if rows else None,
        )

    def find(self, text: str) -> str:
        """Find a municipality by number or name; raise Refused if none or several match.

        A name of today takes precedence over a former name of another municipality.
        """
        text = tidy(text)
        if self.is_known(text):
            return text
        key = name_key(text)
        whole = self._by_full_name.get(key, [])
        of_today = [m for m in whole if m.valid_to is None]
        named = of_today or whole or self._by_short_name.get(key, []) or self._typed_as(text)
        found = sorted({self.current_number(m.number) for m in named})
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
        """Find a district by number or name; raise Refused if none or several match."""
        text = tidy(text)
        if text in self.districts:
            return text
        key, typed = name_key(text), fold(text)
        names = self.districts.items()
        found = [number for number, name in names if name_key(name) == key]
        found = found or [number for number, name in names if _is_typed(typed, fold(name))]
        if len(found) == 1:
            return found[0]
        if not found:
            raise Refused([error(Field.CASE, message("Ukjent bydel «{text}»", text=text))])
        text_of = message(
            "Flere bydeler heter «{text}»: skriv nummeret, {numbers}",
            text=text,
            numbers=", ".join(found),
        )
        raise Refused([error(Field.CASE, text_of)])

    def current(self) -> list[Municipality]:
        """Return today's municipalities, sorted by name in Norwegian order."""
        rows = (m for m in self._all if m.valid_to is None)
        return sorted(rows, key=lambda m: (sort_key(m.name), m.number))

    @cached_property
    def _by_today(self) -> dict[str, set[str]]:
        numbers: dict[str, set[str]] = defaultdict(set)
        for number in self._by_number:
            numbers[self.current_number(number)].add(number)
            for part in self.successors(number):
                numbers[part].add(number)
        return numbers

    @cached_property
    def _divided_into(self) -> dict[tuple[str, ...], list[str]]:
        """The numbers of a divided municipality, by the numbers that it became."""
        numbers: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for number in self._by_number:
            became = self.successors(number)
            if len(became) > 1:
                numbers[became].append(number)
        return numbers

    @cached_property
    def _by_full_name(self) -> dict[str, list[Municipality]]:
        """Municipalities by each spelling of their name in the table: `Herøy (Nordland)`."""
        found: dict[str, list[Municipality]] = defaultdict(list)
        for municipality in self._all:
            for key in name_keys(MUNICIPALITY, municipality.name):
                found[key].append(municipality)
        return found

    @cached_property
    def _by_short_name(self) -> dict[str, list[Municipality]]:
        """Municipalities by their name without its distinguishing part: `Herøy`."""
        found: dict[str, list[Municipality]] = defaultdict(list)
        for municipality in self._all:
            short, distinction, _by = municipality.name.partition(" (")
            if distinction:
                found[name_key(short)].append(municipality)
        return found

    def _typed_as(self, text: str) -> list[Municipality]:
        """Return those that a text typed without `æ ø å`, or with other hyphens, can mean."""
        typed = fold(text)
        return next(
            (
                found
                for which in (0, 1)
                for only_today in (True, False)
                if (
                    found := [
                        m
                        for m in self._all
                        if (m.valid_to is None or not only_today)
                        and _is_typed(typed, _names(m)[which])
                    ]
                )
            ),
            [],
        )


def municipality_of_district(number: str) -> str:
    """Return the number of the municipality that a district is in: the first digits of its own."""
    return number[:_MUNICIPALITY_DIGITS]


def _is_typed(typed: str, name: str) -> bool:
    """Return whether a text typed without `æ ø å`, or with other hyphens, can mean a name."""
    name = without_separators(name)
    return len(name) in typed_ends(without_separators(typed), name)


def _names(municipality: Municipality) -> tuple[str, str]:
    """Return the folded name with and without its distinguishing part: `Herøy (Nordland)`."""
    name = fold(municipality.name)
    return name, name.split(" (")[0]


def load_reference() -> Reference:
    """Read the reference tables, inside a transaction."""
    row = MunicipalityRow
    columns = (row.number, row.name, row.county, row.valid_from, row.valid_to, row.successor)
    named = row.select(*columns).order_by(row.number, row.valid_from)
    # Raw tuples, no models: every opening of a register waits for these thousand rows.
    municipalities = [
        Municipality(number, name, county, day_of(start), day_of(end), _several(successors))
        for number, name, county, start, end, successors in database.execute(named)
    ]
    districts = DistrictRow.select(DistrictRow.number, DistrictRow.name).order_by(
        DistrictRow.number
    )
    return Reference(municipalities, dict(database.execute(districts).fetchall()))


def _several(successors: str | None) -> tuple[str, ...]:
    """Split the cell with successors: a divided municipality has several, with commas between."""
    return tuple(successors.split(",")) if successors else ()


def fill_reference() -> None:
    """Fill the reference tables from the program's files, inside a transaction.

    All existing rows are replaced, because an earlier version had fewer.
    """
    _fill(MunicipalityRow, "municipalities.csv", _MUNICIPALITY_COLUMNS)
    _fill(DistrictRow, "districts.csv", _DISTRICT_COLUMNS)


def _fill(table: type[Table], file_name: str, titles: dict[str, str]) -> None:
    """Replace the rows of a table by those of a file.

    An empty cell becomes None; an empty `valid_from`, the earliest day.
    """
    otherwise = {"valid_from": EARLIEST.isoformat()}
    table.delete().execute()
    with (_FOLDER / file_name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        insert_rows(
            table,
            tuple(titles),
            ([row[t] or otherwise.get(name) for name, t in titles.items()] for row in rows),
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
"""The titles in the program's files, by column of the table."""

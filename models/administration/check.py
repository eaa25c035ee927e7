"""Checks of the register: each finding says what is wrong and what to do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from models.cases.case import (
    Case,
    build_case_or_fail,
    first_registration,
    load_context,
    unreadable_case_message,
)
from models.cases.stored_case import StoredCase, stream_stored
from models.errors import Unusable
from models.journal.actor import Actor
from models.journal.hash_chain import broken_line, first_line_back_in_time, history_differs
from models.list_rows.projection import NEVER_EXAMINED, report_row_values
from models.list_rows.reader import stored_rows
from models.list_rows.text_index import (
    ListRowValues,
    count_letters,
    is_found_by_name,
    text_index_is_of,
    text_of,
)
from models.list_rows.writer import as_stored, count_keys
from models.storage.register import Register
from models.storage.register_settings import is_vacuum_pending, search_months, stored_as_of
from models.tables import CountRow, LetterRow, PersonRow
from models.tables.norwegian_time import day_in_norway
from rules.duf_number import format_duf
from rules.law_checked import law_was_checked_long_ago
from rules.message import Message, message
from rules.retention import counted_from
from rules.termination_checks import outside_programme

CountKey = tuple[Any, ...]


@dataclass(slots=True)
class CheckResult:
    """The findings, each with what to do, and reminders, which need not mean anything is wrong."""

    findings: list[Message] = field(default_factory=list)
    reminders: list[Message] = field(default_factory=list)


def check_register(register: Register, actor: Actor, integrity_only: bool = False) -> list[Message]:
    """Return everything found wrong, each with what to do; an empty list if all is well.

    `integrity_only` leaves out terminations that no longer fit their case, and the storage's
    configuration: users correct these, and a copy is whole all the same. Raises NotAllowed for all
    but administrators.
    """
    return examine_register(register, actor, integrity_only).findings


def examine_register(register: Register, actor: Actor, integrity_only: bool = False) -> CheckResult:
    """Return the findings of `check_register`, and the reminders found in the same pass."""
    result = CheckResult()
    found = result.findings
    with register.read():
        register.require_administrator()
        found += [*register.storage.integrity_errors(), *_guards(register)]
        if found:
            return result
        if not integrity_only:
            found += [*register.storage.configuration_warnings(), *_leftovers()]
        found += _journal_as_it_was_written()
        found += _counts_as_rows_say()
        shared = load_context(register)
        is_searched_right = text_index_is_of(stored_rows())
        if not is_searched_right:
            found.append(_SEARCHED_WRONG)
        for stored, row in _cases_with_rows():
            try:
                case = build_case_or_fail(stored, shared)
                found += _case(case, row, is_searched_right)
                if not integrity_only:
                    found += _no_longer_fits(case, actor)
                    result.reminders += _without_retention(case)
            except Unusable as unreadable:
                found += unreadable.messages
            except (ValueError, KeyError, TypeError):
                found.append(unreadable_case_message(stored.person["duf"]))
        if not integrity_only:
            result.reminders += [*_clock_set_back(), *_law_checked_long_ago(actor)]
        return result


def _law_checked_long_ago(actor: Actor) -> Iterator[Message]:
    reminder = law_was_checked_long_ago(day_in_norway(actor.clock()))
    if reminder:
        yield reminder


def _clock_set_back() -> Iterator[Message]:
    """Yield a reminder if the clock was set back; not in a demo register, written in any order."""
    line = first_line_back_in_time() if stored_as_of() is None else None
    if line:
        yield message(
            "Klokka er stilt tilbake: linje {line} i journalen er eldre enn linja før.", line=line
        )


def _without_retention(case: Case) -> Iterator[Message]:
    if counted_from(case.facts, case.terminations, first_registration(case)) is None:
        yield message("{duf}: ingen dag å regne lagringstiden fra", duf=format_duf(case.person.duf))


_SEARCHED_WRONG = message(
    "Søket stemmer ikke med radene i listene. Kjør «nir-tui engine run --all»."
)


def _cases_with_rows() -> Iterator[tuple[StoredCase, ListRowValues | None]]:
    """Yield every case with its list row, or None if it is missing, in order of registration."""
    rows = stored_rows()
    row = next(rows, None)
    for stored in stream_stored():
        number = stored.person["id"]
        is_here = row is not None and row["person"] == number
        yield stored, row if is_here else None
        if is_here:
            row = next(rows, None)


def _case(case: Case, row: ListRowValues | None, is_searched_right: bool) -> Iterator[Message]:
    yield from _one_active(case)
    yield from _row_as_case_says(case, row, is_searched_right)


def _no_longer_fits(case: Case, actor: Actor) -> Iterator[Message]:
    outside = outside_programme(case.facts, actor.as_of)
    if outside:
        yield message(
            "{duf}: {what}. Rediger eller slett avslutningen.",
            duf=format_duf(case.person.duf),
            what=outside,
        )


def count_persons(register: Register) -> int:
    """Return the number of persons in the register."""
    with register.read():
        return int(PersonRow.select().count())


def kept_search_months(register: Register) -> int:
    """Return the number of months that the journal keeps search texts."""
    with register.read():
        return search_months()


def register_version(register: Register) -> str:
    """Return the kind of database that the register is kept in, and its version."""
    with register.read():
        return register.storage.version()


def _guards(register: Register) -> Iterator[Message]:
    """Compare guards by their whole definition: one with the right name may let everything pass."""
    present, expected = register.storage.integrity_triggers(), register.storage.expected_guards()
    for name, definition in expected.items():
        if name not in present:
            yield message("Sperren {name} mangler. Hent inn siste sikkerhetskopi.", name=name)
        elif present[name] != definition:
            yield message("Sperren {name} er endret. Hent inn siste sikkerhetskopi.", name=name)
    for name in present.keys() - expected.keys():
        yield message("Utløseren {name} hører ikke til i registeret. Fjern den.", name=name)


def _leftovers() -> Iterator[Message]:
    if is_vacuum_pending():
        yield message("Slettede personer kan stå igjen i registeret. Kjør «nir-tui purge --yes».")


def _journal_as_it_was_written() -> Iterator[Message]:
    number = broken_line()
    if number is not None:
        yield message(
            "Journalen er endret fra linje {number} på. Sammenlign med siste sikkerhetskopi.",
            number=number,
        )
    if history_differs():
        yield message(
            "Avslutningene er endret uten at journalen vet om det. "
            "Sammenlign med siste sikkerhetskopi."
        )


def _one_active(case: Case) -> Iterator[Message]:
    if sum(not t.deleted for t in case.terminations) > 1:
        yield message(
            "{duf} har flere aktive avslutninger. Hent inn siste sikkerhetskopi.",
            duf=format_duf(case.person.duf),
        )


def _counts_as_rows_say() -> Iterator[Message]:
    """Yield a finding if the counts of the lists differ from their rows."""
    counted = _multiset_checksum((key, 1) for row in stored_rows() for key in count_keys(row))
    letters = count_letters(map(text_of, stored_rows()))
    if counted != _multiset_checksum(_stored_counts(CountRow)) or letters != dict(
        _stored_counts(LetterRow)
    ):
        yield message(
            "Tellingene i listene stemmer ikke med radene. Kjør «nir-tui engine run --all»."
        )


def _stored_counts(table: Any) -> Iterator[tuple[CountKey, int]]:
    stored: Iterator[tuple[Any, ...]] = table.select().tuples().iterator()
    return ((row[:-1], row[-1]) for row in stored if row[-1])


def _multiset_checksum(counts: Iterable[tuple[CountKey, int]]) -> int:
    """Return one checksum of all counts: there may be nearly as many as persons, too many to keep.

    Different counts have the same checksum only by chance, one in 2 to the 128th.
    """
    return sum(count * _key_hash(key) for key, count in counts) % _CHECKSUM_MODULUS


_CHECKSUM_MODULUS = 1 << 128


@lru_cache(maxsize=10_000)
def _key_hash(key: CountKey) -> int:
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=16).digest())


def _examined_on(row: ListRowValues) -> date | None:
    """Return a day on which the row's engine result is valid; None if it was never examined."""
    since, due = date.fromisoformat(row["examined_since"]), date.fromisoformat(row["due"])
    return None if (since, due) == NEVER_EXAMINED else since


def _row_as_case_says(
    case: Case, row: ListRowValues | None, is_searched_right: bool
) -> Iterator[Message]:
    duf = format_duf(case.person.duf)
    if row is None or tuple(row.values()) != as_stored(report_row_values(case, _examined_on(row))):
        yield message(
            "{duf}: raden i listene stemmer ikke med saken. Kjør «nir-tui engine run --all».",
            duf=duf,
        )
    elif not is_searched_right and not is_found_by_name(row):
        yield message("{duf}: søket finner ikke navnet. Kjør «nir-tui engine run --all».", duf=duf)

"""Constraints kept by the database itself: one active termination, history never rewritten."""

from datetime import date
from functools import partial
from typing import Any

import peewee
import pytest

from models.changes.apply_change import apply_change
from models.changes.terminations import EditTermination, RegisterTermination
from tests.case_builder import DUF, World, actor

DAY = date(2024, 11, 1)


@pytest.fixture
def ended(world: World) -> World:
    """One person with an edited termination: one row of history, one active."""
    world.participant(date(2024, 9, 2))
    apply_change(world.register, actor(), DUF, RegisterTermination("helse", DAY), confirmed=True)
    apply_change(world.register, actor(), DUF, EditTermination("ukjent", DAY), confirmed=True)
    return world


def rows(world: World, table: str) -> list[tuple[object, ...]]:
    with world.register.read():
        return world.register.execute(f"SELECT * FROM {table} ORDER BY id")


@pytest.mark.file
def test_the_index_is_unique_where_a_termination_is_active(world: World) -> None:
    with world.register.read():
        rows_found = world.register.execute("SELECT name, sql FROM sqlite_master")
    index = str({str(name): sql for name, sql in rows_found}["one_active_termination"])
    assert "UNIQUE" in index
    assert '("person_id")' in index
    assert "WHERE" in index and '"deleted_at" IS NULL' in index


def test_the_guards_are_there_word_by_word(world: World) -> None:
    with world.register.read():
        storage = world.register.storage
        assert storage.integrity_triggers() == storage.expected_guards()


def test_a_second_active_termination_is_refused_by_the_database(ended: World) -> None:
    before = rows(ended, "termination")
    with pytest.raises(peewee.IntegrityError, match="person_id"):
        ended.sql(
            "INSERT INTO termination (person_id, kind, reason, date, municipality, registered_by,"
            " registered_at) SELECT person_id, kind, reason, date, municipality, registered_by,"
            " registered_at FROM termination WHERE deleted_at IS NULL"
        )
    assert rows(ended, "termination") == before


_of_sqlite = partial(pytest.param, marks=pytest.mark.file)
_of_postgres = partial(pytest.param, marks=pytest.mark.server)
WAYS_AROUND = [
    "UPDATE termination SET reason = 'arbeid'",
    "UPDATE termination SET date = '2024-01-01' WHERE deleted_at IS NULL",
    "UPDATE termination SET tenths_of_hours = 300 WHERE deleted_at IS NULL",
    "UPDATE termination SET deleted_at = NULL, deleted_by = NULL",
    "UPDATE termination SET deleted_by = 'noen' WHERE deleted_at IS NOT NULL",
    "UPDATE termination SET deleted_by = 'noen' WHERE deleted_at IS NULL",
    "UPDATE termination SET deleted_at = '2024-12-09', deleted_by = 'noen', registered_by = 'noen'",
    "UPDATE termination SET id = id + 100",
    _of_sqlite("UPDATE OR REPLACE termination SET reason = 'arbeid'"),
    "DELETE FROM termination",
    "DELETE FROM termination WHERE deleted_at IS NOT NULL",
    _of_sqlite(
        "INSERT OR REPLACE INTO termination (id, person_id, kind, reason, date, municipality,"
        " registered_by, registered_at) SELECT id, person_id, kind, 'arbeid', date, municipality,"
        " registered_by, registered_at FROM termination"
    ),
    _of_sqlite(
        "REPLACE INTO termination (id, person_id, kind, reason, date, municipality, registered_by,"
        " registered_at, deleted_by, deleted_at) SELECT id, person_id, kind, 'arbeid', date,"
        " municipality, registered_by, registered_at, 'noen', '2024' FROM termination"
    ),
    "UPDATE journal SET by = 'noen'",
    _of_sqlite("UPDATE OR REPLACE journal SET id = 1"),
    "DELETE FROM journal",
    _of_sqlite(
        "REPLACE INTO journal (id, at, by, action) SELECT id, at, 'noen', action FROM journal"
    ),
    _of_postgres("TRUNCATE termination"),
    _of_postgres(
        "CREATE TEMP TABLE purge AS SELECT id AS person_id, duf FROM person;"
        " DELETE FROM termination"
    ),
    _of_postgres("TRUNCATE journal"),
    _of_postgres("TRUNCATE person CASCADE"),
    _of_postgres(
        "INSERT INTO termination SELECT id, person_id, kind, 'arbeid', tenths_of_hours, date,"
        " municipality, district, registered_by, registered_at, deleted_by, deleted_at"
        " FROM termination ON CONFLICT (id) DO UPDATE SET reason = excluded.reason"
    ),
    _of_postgres(
        "MERGE INTO termination USING person ON person.id = person_id"
        " WHEN MATCHED THEN UPDATE SET reason = 'arbeid'"
    ),
    "UPDATE termination SET restores = 1, deleted_by = 'x',"
    " deleted_at = '2024-12-09T00:00:00+00:00' WHERE deleted_at IS NULL",
    "DELETE FROM person",
    "UPDATE person SET duf = '123456789012'",
    "UPDATE setting SET value = '2060-01-01' WHERE name = 'as_of'",
    "DELETE FROM setting WHERE name = 'as_of'",
]


@pytest.mark.parametrize("statement", WAYS_AROUND)
def test_history_and_journal_cannot_be_rewritten(ended: World, statement: str) -> None:
    before = {table: rows(ended, table) for table in ("termination", "journal", "person")}
    with pytest.raises(peewee.IntegrityError):
        ended.sql(statement)
    assert {table: rows(ended, table) for table in before} == before


def test_deleting_once_is_the_one_change_there_is(ended: World) -> None:
    ended.sql(
        "UPDATE termination SET deleted_at = '2024-12-09T00:00:00+00:00', deleted_by = 'x'"
        " WHERE deleted_at IS NULL"
    )
    assert ended.case().facts.active is None


@pytest.mark.file
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 2), ("recursive_triggers", 1)],
)
def test_the_database_is_opened_so_that_nothing_is_lost(
    world: World, pragma: str, value: Any
) -> None:
    with world.register.read():
        assert world.register.execute(f"PRAGMA {pragma}") == [(value,)]


def test_writing_takes_the_lock_at_once_reading_never_does(world: World) -> None:
    import threading

    answered: list[object] = []

    def other_reader() -> None:
        with world.register.read():
            answered.append(world.register.execute("SELECT count(*) FROM person")[0][0])

    with world.register.write():
        thread = threading.Thread(target=other_reader)
        thread.start()
        thread.join(timeout=5)
        assert answered == [0]

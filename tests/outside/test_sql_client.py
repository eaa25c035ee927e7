"""A foreign SQL client: forbidden statements are refused; those that get through are found."""

import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import peewee
import pytest

from models.administration.check import check_register
from models.administration.purge import purge
from models.changes.apply_change import apply_change
from models.changes.terminations import EditTermination, RegisterTermination
from nir_tui.cli import main
from tests.case_builder import DUF, World, actor
from tests.registers import without

DAY = date(2024, 11, 1)
OLD = "992400077711"


@pytest.fixture
def ended(world: World) -> World:
    """One person with an edited termination, and one whose fifteen years have passed."""
    world.participant(date(2024, 9, 2))
    apply_change(world.register, actor(), DUF, RegisterTermination("helse", DAY), confirmed=True)
    apply_change(world.register, actor(), DUF, EditTermination("ukjent", DAY), confirmed=True)
    world.participant(date(2009, 3, 1), duf=OLD, as_of=date(2009, 3, 2))
    return world


def findings(world: World) -> list[str]:
    return [str(found) for found in check_register(world.register, actor())]


def outside(world: World, *statements: str) -> None:
    """Execute statements as the sqlite3 program would: with its own pragmas instead of ours."""
    client = sqlite3.connect(world.place)
    try:
        with client:
            for statement in statements:
                client.execute(statement)
    finally:
        client.close()


A_MEASURE = "INSERT INTO measure (person_id, kind) SELECT id, 'norsk' FROM person"
ROW = "person_id, kind, {reason}, tenths_of_hours, date, municipality, district, registered_by"
COLUMNS = ROW.format(reason="reason") + ", registered_at, deleted_by, deleted_at"
LIES = ROW.format(reason="'arbeid'") + ", registered_at, deleted_by, deleted_at"


@pytest.mark.file
@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT OR REPLACE INTO termination (id, {COLUMNS}) SELECT id, {LIES} FROM termination",
        f"INSERT OR REPLACE INTO termination ({COLUMNS}) SELECT {LIES} FROM termination"
        " WHERE deleted_at IS NULL",
        "INSERT OR REPLACE INTO person SELECT * FROM person",
        "UPDATE OR REPLACE person SET duf = '992400077711'",
        "UPDATE OR REPLACE termination SET id = 1",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE id = 1",
        "INSERT OR REPLACE INTO measure (id, person_id, kind) SELECT id, person_id, 'kurs'"
        " FROM measure",
        "INSERT INTO journal (at, by, action) VALUES ('2024-12-09T12:00:00+00:00', 'x', 'y')",
        "INSERT INTO purge SELECT id, duf, '2060-01-01' FROM person",
        "INSERT INTO purge SELECT id, duf, '2024-12-09' FROM person WHERE duf <> '992400077711'",
        "INSERT INTO purge SELECT id, '123456789012', '2024-12-09' FROM person"
        " WHERE duf = '992400077711'",
        "UPDATE setting SET value = '2060-01-01' WHERE name = 'as_of'",
        "INSERT OR REPLACE INTO setting VALUES ('as_of', '2060-01-01')",
        "DELETE FROM setting WHERE name = 'as_of'",
    ],
)
def test_the_database_refuses_it(ended: World, statement: str) -> None:
    with ended.register.write():
        ended.register.execute(A_MEASURE)
    before = findings(ended)
    with pytest.raises(sqlite3.IntegrityError):
        outside(ended, statement)
    assert findings(ended) == before


def test_a_purge_of_somebody_may_not_become_that_of_another(ended: World) -> None:
    with pytest.raises(peewee.IntegrityError), ended.register.write():
        ended.register.execute(
            f"INSERT INTO purge SELECT id, duf, '2024-12-09' FROM person WHERE duf = '{OLD}'"
        )
        ended.register.execute(f"UPDATE purge SET duf = '{DUF}'")


PAST_THE_GUARDS: dict[str, tuple[Callable[[], list[str]], str]] = {
    "a termination rewritten": (
        lambda: [
            without("termination_is_history", "termination"),
            "UPDATE termination SET reason = 'arbeid' WHERE deleted_at IS NULL",
        ],
        "Avslutningene er endret uten at journalen vet om det",
    ),
    "a termination taken out": (
        lambda: [
            without("termination_is_kept", "termination"),
            "DELETE FROM termination WHERE deleted_at IS NOT NULL",
        ],
        "Avslutningene er endret uten at journalen vet om det",
    ),
    "a line emptied": (
        lambda: [
            without("journal_is_history", "journal"),
            "UPDATE journal SET duf = NULL, before = NULL, after = NULL, salt = NULL WHERE id = 2",
        ],
        "Journalen er endret fra linje",
    ),
}


@pytest.mark.parametrize("name", PAST_THE_GUARDS)
def test_what_was_done_behind_the_guards_is_found_when_they_are_back(
    ended: World, name: str
) -> None:
    statements, wanted = PAST_THE_GUARDS[name]
    assert findings(ended) == []
    with ended.register.write():
        kept = ended.register.storage.integrity_triggers()
        [guard] = [word for word in kept if word in statements()[0]]
        for statement in statements():
            ended.register.execute(statement)
        assert guard not in ended.register.storage.integrity_triggers()
    found = findings(ended)
    assert f"Sperren {guard} mangler" in found[0]
    if isinstance(ended.register.storage.database, peewee.SqliteDatabase):
        ended.sql(kept[guard])
        assert any(wanted in one for one in findings(ended))
        # A purge of a different person does not hide it.
        purge(ended.register, actor())
        assert any(wanted in one for one in findings(ended))


@pytest.mark.file
@pytest.mark.parametrize(
    ("statements", "wanted"),
    [
        (
            [
                "DROP TRIGGER journal_is_kept",
                "CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal WHEN 0"
                " BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END",
            ],
            "Sperren journal_is_kept er endret",
        ),
        (
            [
                "DROP INDEX one_active_termination",
                "CREATE INDEX one_active_termination ON termination (person_id)",
            ],
            "Sperren one_active_termination er endret",
        ),
        (
            [
                "CREATE TRIGGER helper AFTER INSERT ON journal BEGIN"
                " UPDATE person SET last_name = 'x'; END"
            ],
            "Utløseren helper hører ikke til",
        ),
    ],
)
def test_a_guard_of_the_same_name_is_no_guard(
    ended: World, statements: list[str], wanted: str
) -> None:
    outside(ended, *statements)
    assert any(wanted in found for found in findings(ended))


def test_the_purge_line_states_what_it_emptied(ended: World) -> None:
    assert [one.duf for one in purge(ended.register, actor())] == [OLD]
    assert findings(ended) == []
    with ended.register.read():
        [(after,)] = ended.register.execute("SELECT after FROM journal WHERE action = 'purge'")
    stated = json.loads(str(after))
    assert stated["persons"] == 1 and stated["lines"] > 0 and len(stated["digest"]) == 64


def test_one_sqlite_library_has_a_register_open() -> None:
    """Python's SQLite would drop the locks of cysqlite's when it closes the file."""
    root = Path(__file__).parents[2]
    importing = {
        str(path.relative_to(root))
        for room in ("models", "nir_tui")
        for path in (root / room).rglob("*.py")
        if any(line.startswith("import sqlite3") for line in path.read_text().splitlines())
    }
    assert importing == {
        # The driver without cysqlite, and a scratch file that no other process opens.
        "models/storage/sqlite_connection.py",
        "models/exchange/importing/staging.py",
    }


NO_REGISTER_OF_OURS = [
    ("INSERT INTO setting VALUES ('search_months', 'abc')", "er «abc», ikke et antall måneder"),
    ("UPDATE setting SET value = '-5' WHERE name LIKE 'start%'", "er «-5», ikke et antall måneder"),
    ("UPDATE person SET born = 'i går'", "saken inneholder noe som ikke kan leses"),
    ("UPDATE measure SET start = X'00FF'", "saken inneholder noe som ikke kan leses"),
    ("UPDATE person SET goal_date = 'tull'", "saken inneholder noe som ikke kan leses"),
]


@pytest.mark.file
@pytest.mark.parametrize(("statement", "wanted"), NO_REGISTER_OF_OURS)
def test_what_no_program_of_ours_wrote_is_said_and_not_crashed_on(
    ended: World, statement: str, wanted: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with ended.register.write():
        ended.register.execute(A_MEASURE)
    outside(ended, statement)
    output = {}
    for word, *more in (["check"], ["person", DUF], ["persons"]):
        status = main(["--register", ended.place, "--user", "4204-MABE", word, *more])
        output[word] = "".join(capsys.readouterr())
        assert status in (0, 1, 5) and "Noe gikk galt" not in output[word], output[word]
    assert wanted in output["check"]

"""Effects of a server's settings on a register: encoding and time limits."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.administration.check import check_register
from models.administration.create import make_register, prepare
from models.errors import Unusable
from models.journal.actor import Actor
from models.storage.postgresql import ServerStorage
from models.storage.register import Register, open_register
from nir_tui.cli import main
from tests.case_builder import TODAY, World, actor, contents
from tests.registers import administering, new_place

pytestmark = pytest.mark.server

OTHER_ENCODINGS = ("LATIN1", "SQL_ASCII")


@pytest.fixture(params=OTHER_ENCODINGS)
def other_encoding(request: pytest.FixtureRequest, world: World) -> Iterator[str]:
    """An empty database whose encoding is not UTF-8."""
    name = f"{world.place.rsplit('/', 1)[1]}_other"
    with administering() as server:
        server.execute(
            f"CREATE DATABASE {name} ENCODING '{request.param}' TEMPLATE template0"
            " LC_COLLATE 'C' LC_CTYPE 'C'"
        )
        yield f"{world.place}_other"
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("kind", [(), ("--demo",), ("--synthetic", "3")], ids=str)
def test_init_refuses_a_database_that_is_not_utf8(
    other_encoding: str, kind: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--register", other_encoding, "--user", "drift", "init", *kind]) == 5
    refusal = capsys.readouterr().err
    assert "ikke tegnkodingen UTF8" in refusal
    assert "createdb --encoding UTF8 --template template0" in refusal
    with administering(other_encoding) as server:
        relations = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        assert server.execute(relations).fetchall() == []


def test_init_takes_a_database_that_is_utf8_and_stores_every_name(tmp_path: Path) -> None:
    place = new_place(tmp_path, "x")
    make_register(place, Actor("x", TODAY, TODAY))
    register = open_register(place)
    world = World(register, place)
    world.participant(date(2024, 9, 2))
    with register.write():
        register.execute("UPDATE person SET last_name = 'NGUYỄN'")
    assert world.case().person.last_name == "NGUYỄN"
    register.close()


def test_check_finds_a_register_that_is_not_in_utf8(tmp_path: Path, world: World) -> None:
    """Earlier versions did not check the encoding."""
    name = f"{world.place.rsplit('/', 1)[1]}_ascii"
    with administering() as server:
        server.execute(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0")
    register = Register(f"{world.place}_ascii", ServerStorage(f"{world.place}_ascii"))
    try:
        register.migrate(lambda: None)
        with register.write():
            prepare()
        [found] = check_register(register, actor())
        assert "tegnkodingen SQL_ASCII" in str(found)
        assert check_register(register, actor(), integrity_only=True) == []
    finally:
        register.close()
        with administering() as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("other_encoding", ["LATIN1"], indirect=True)
def test_a_letter_that_the_database_cannot_store_is_refused_in_words(other_encoding: str) -> None:
    storage = ServerStorage(other_encoding)
    register = Register(other_encoding, storage)
    with pytest.raises(Unusable, match="ikke tegnkodingen UTF8"), register.write():
        register.execute("CREATE TABLE name AS SELECT 'Nguyễn'::text")
    register.close()


def limited(place: str, setting: str) -> Register:
    """Set a limit as the database's administrator would; return the register, opened after it."""
    database = place.rsplit("/", 1)[1]
    with administering() as server:
        server.execute(f"ALTER DATABASE {database} SET {setting}")
    return open_register(place)


def test_a_statement_that_takes_too_long_is_not_reported_as_an_interruption(world: World) -> None:
    world.participant(date(2024, 9, 2))
    before = contents(world.register)
    register = limited(world.place, "statement_timeout = '200ms'")
    with pytest.raises(Unusable, match=r"tok for lang tid \(statement_timeout\)"), register.write():
        register.execute("UPDATE person SET sex = 'M'")
        register.execute("SELECT pg_sleep(5)")
    assert contents(register) == before
    register.close()


@pytest.mark.parametrize("kind", ["read", "write"])
def test_a_transaction_that_rests_too_long_is_ended_in_words(world: World, kind: str) -> None:
    world.participant(date(2024, 9, 2))
    before = contents(world.register)
    register = limited(world.place, "idle_in_transaction_session_timeout = '100ms'")
    with administering() as server:
        pid = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"
        transaction = register.read if kind == "read" else register.write
        with pytest.raises(Unusable, match="idle_in_transaction_session_timeout"), transaction():
            if kind == "write":
                register.execute("UPDATE person SET sex = 'M'")
            [(mine,)] = register.execute("SELECT pg_backend_pid()")
            while server.execute(pid, (mine,)).fetchall() != [(0,)]:
                pass
            register.execute("SELECT 1")
    assert contents(register) == before, "the next transaction has a new connection"
    register.close()


def test_a_session_that_rests_too_long_between_transactions_goes_on(world: World) -> None:
    world.participant(date(2024, 9, 2))
    if server_version(world.place) < 140_000:
        pytest.skip("idle_session_timeout came with PostgreSQL 14")
    register = limited(world.place, "idle_session_timeout = '100ms'")
    with administering() as server, register.connected():
        with register.read():
            [(mine,)] = register.execute("SELECT pg_backend_pid()")
        gone = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"
        while server.execute(gone, (mine,)).fetchall() != [(0,)]:
            pass
        with register.read():
            assert register.execute("SELECT 1") == [(1,)]
    register.close()


def server_version(place: str) -> int:
    with administering(place) as server:
        [(number,)] = server.execute("SHOW server_version_num").fetchall()
    return int(number)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("25P03", "idle_in_transaction_session_timeout"),
        ("25P04", "transaction_timeout"),
        ("57P05", "idle_session_timeout"),
        ("57P01", "Mistet forbindelsen"),
        ("22P05", "UTF8"),
    ],
)
def test_each_code_of_the_server_has_its_sentence(world: World, code: str, says: str) -> None:
    raising = f"DO $$ BEGIN RAISE EXCEPTION 'words' USING ERRCODE = '{code}'; END $$"
    with pytest.raises(Unusable) as refusal, world.register.write():
        world.register.execute(raising)
    assert says in str(refusal.value)
    assert "words" not in str(refusal.value)

"""Faults that only a server has: cut connections, refused connections, lost triggers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from time import sleep

import peewee
import pytest

from models.administration.backup import back_up
from models.administration.check import check_register
from models.administration.create import make_register
from models.administration.journal_view import read_lines
from models.administration.migrate import migrate_register
from models.cases.lookup import read_case
from models.changes.apply_change import apply_change
from models.changes.programme import SetGoal
from models.errors import NotFound, RegisterError, Unusable
from models.journal.actor import Actor
from models.storage.postgresql import ServerStorage
from models.storage.register import create_register, open_register
from nir_tui.cli import main
from rules.code_lists import Goal
from tests.case_builder import DUF, TODAY, World, actor, contents
from tests.registers import administering, new_place
from tests.sessions.keyboard import at_keyboard

pytestmark = pytest.mark.server

CUT = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s"


def hang_up(place: str) -> None:
    """Let the server end every connection to a register."""
    with administering() as server:
        server.execute(CUT, (place.rsplit("/", 1)[1],))


def let_in(place: str, is_open: bool) -> None:
    """Let the server accept or refuse new connections to a register."""
    with administering() as server:
        database = place.rsplit("/", 1)[1]
        server.execute(f"ALTER DATABASE {database} ALLOW_CONNECTIONS {is_open}")


def test_a_connection_cut_between_two_queries_is_reopened(world: World) -> None:
    world.participant(date(2024, 9, 2))
    with world.register.connected():
        before = world.case()
        hang_up(world.place)
        assert world.case() == before
        hang_up(world.place)
        apply_change(world.register, actor(), DUF, SetGoal(Goal.HIGHER_EDUCATION))
    assert world.case().facts.goal is Goal.HIGHER_EDUCATION


def test_a_line_cut_in_the_middle_of_a_change_takes_it_back_and_says_so(world: World) -> None:
    world.participant(date(2024, 9, 2))
    before = contents(world.register)
    with pytest.raises(Unusable, match="Mistet forbindelsen"), world.register.write():
        world.register.execute("UPDATE person SET sex = 'M'")
        hang_up(world.place)
        world.register.execute("UPDATE person SET sex = 'K'")
    assert contents(world.register) == before
    apply_change(world.register, actor(), DUF, SetGoal(Goal.HIGHER_EDUCATION))


async def test_nothing_typed_is_lost_while_the_server_is_away(world: World) -> None:
    world.participant(date(2024, 3, 18))
    async with at_keyboard(world.place, user="ces", duf=DUF) as nir:
        await nir.press("l", "enter")
        await nir.type("helse")
        await nir.press("enter")
        let_in(world.place, False)
        hang_up(world.place)
        await nir.press("ctrl+s", "j")
        nir.sees("Får ikke kontakt med postgresql://", "Helsemessige utfordringer")
        let_in(world.place, True)
        await nir.press("ctrl+s", "j")
        nir.sees("Avslutningen er lagret")
    active = world.case().facts.active
    assert active is not None and active.reason == "helse"


async def test_a_list_is_read_again_when_the_server_is_back(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        let_in(demo_copy, False)
        hang_up(demo_copy)
        await nir.press("a")
        nir.sees("Får ikke kontakt med")
        let_in(demo_copy, True)
        await nir.press("a", "m")
        nir.sees("Viser 1 - 16 av 42 linjer")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        (
            "postgresql://nir@/borte?host=/finnes/ikke",
            "Får ikke kontakt med postgresql://nir@/borte",
        ),
        ("postgresql://ola:hemmelig@127.0.0.1:1/x", "Får ikke kontakt med postgresql://ola@127"),
    ],
)
def test_a_server_that_does_not_answer(address: str, says: str) -> None:
    with pytest.raises(Unusable) as refusal:
        open_register(address)
    assert says in str(refusal.value)
    assert "hemmelig" not in str(refusal.value)


def test_a_database_that_is_not_there_and_one_that_is_empty(world: World, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="lag databasen først"):
        open_register(world.place + "_borte")
    with pytest.raises(NotFound, match="nir-tui init"):
        open_register(new_place(tmp_path, "x"))


def test_a_register_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    place = new_place(tmp_path, "x")
    with pytest.raises(RuntimeError), create_register(place):
        raise RuntimeError("interrupted")
    with pytest.raises(NotFound):
        open_register(place)
    make_register(place, Actor("x", TODAY, TODAY))
    with pytest.raises(RegisterError, match="finnes allerede"), create_register(place):
        pass
    assert migrate_register(place).steps == ()


def test_a_newer_schema_is_refused(world: World) -> None:
    world.sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', now())")
    for attempt in (open_register, migrate_register):
        with pytest.raises(Unusable, match="nyere versjon"):
            attempt(world.place)


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TRIGGER journal_is_history ON journal",
        "ALTER TABLE termination DISABLE TRIGGER termination_is_kept",
        "DROP INDEX one_active_termination",
        "DROP TRIGGER journal_is_never_emptied ON journal",
    ],
)
def test_check_finds_a_guard_that_is_gone_or_switched_off(world: World, damage: str) -> None:
    world.sql(damage)
    [found] = check_register(world.register, actor())
    assert "Sperren" in str(found)


def test_a_backup_is_the_servers_business_and_nothing_is_written_of_it(world: World) -> None:
    with pytest.raises(RegisterError, match="pg_dump"):
        back_up(world.register, actor(), "kopi.db")
    assert [line.action for line in read_lines(world.register)] == []


def test_a_full_server_and_a_door_that_is_shut_are_told_apart(world: World) -> None:
    database = world.place.rsplit("/", 1)[1]
    world.register.close()
    with administering() as server:
        server.execute(f"REVOKE CONNECT ON DATABASE {database} FROM public")
        server.execute(f"DROP ROLE IF EXISTS guest_{database}")
        server.execute(f"CREATE ROLE guest_{database} LOGIN")
        server.execute(f"ALTER DATABASE {database} CONNECTION LIMIT 0")
    guest = world.place.replace("nir@", f"guest_{database}:hemmelig@")
    with pytest.raises(Unusable, match="ikke rett til dette"):
        open_register(guest)
    with administering() as server:
        server.execute(f"GRANT CONNECT ON DATABASE {database} TO public")
    with pytest.raises(Unusable, match="ikke plass til flere forbindelser"):
        open_register(guest)
    with administering() as server:
        server.execute(f"DROP ROLE guest_{database}")


def test_every_line_of_a_session_in_use(world: World) -> None:
    register = open_register(world.place)
    with ExitStack() as threads:
        kept = []
        for _line in range(5):
            pool = threads.enter_context(ThreadPoolExecutor(1))
            kept.append((pool, register.connected()))
            pool.submit(kept[-1][1].__enter__).result()
        with pytest.raises(Unusable, match="opptatt"), register.read():
            pass
        for pool, line in kept:
            pool.submit(line.__exit__, None, None, None).result()
        with register.read():
            assert register.execute("SELECT 1") == [(1,)]
    register.close()


async def test_an_interruption_that_cannot_be_delivered_is_no_crash(demo_copy: str) -> None:
    async with at_keyboard(demo_copy) as nir:
        register = nir.app.session.register
        with register.interruptible("rows"):
            let_in(demo_copy, False)
            register.interrupt("rows")
        let_in(demo_copy, True)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:p@h/db", "postgresql://u@h/db"),
        ("postgres://u:p@h:5433/db?sslmode=require", "postgresql://u@h:5433/db"),
        ("postgresql://u:p@a:5432,b:5433/db", "postgresql://u@a:5432,b:5433/db"),
        ("postgresql://h/db", "postgresql://h/db"),
        ("postgresql://u:p/p@h/db", "postgresql://…"),
        ("postgresql://u:p@p@h:99999/db", "postgresql://u@h:99999/db"),
    ],
)
def test_what_is_shown_of_an_address(address: str, shown: str) -> None:
    assert ServerStorage(address).name == shown


def test_two_who_make_the_same_register(place_for: Callable[[str], str]) -> None:
    place = place_for("x")
    by = Actor("x", TODAY, TODAY)

    def make() -> str:
        try:
            make_register(place, by)
        except RegisterError as refusal:
            return str(refusal)
        return "made"

    with administering(place) as line:
        line.execute("SELECT pg_advisory_lock(6174)")
        with ThreadPoolExecutor(1) as one:
            waiting = one.submit(make)
            sleep(0.5)
            line.execute("CREATE TABLE schema_migration (name text, applied timestamp)")
            line.execute("SELECT pg_advisory_unlock(6174)")
            assert "finnes allerede" in waiting.result()


def test_a_second_writer_waits_and_sees_what_the_first_one_did(world: World) -> None:
    from threading import Thread

    world.participant(date(2024, 9, 2))
    seen: list[object] = []

    def second() -> None:
        with world.register.write():
            seen.append(world.register.execute("SELECT sex FROM person")[0][0])

    with world.register.write():
        thread = Thread(target=second)
        thread.start()
        thread.join(timeout=0.3)
        assert seen == []
        world.register.execute("UPDATE person SET sex = 'M'")
    thread.join()
    assert seen == ["M"]


def test_who_reads_sees_one_state_whatever_is_written_meanwhile(world: World) -> None:
    world.participant(date(2024, 9, 2))
    other = open_register(world.place)
    with world.register.read():
        before = world.register.execute("SELECT goal FROM person")
        with administering(world.place) as server:
            server.execute("UPDATE person SET goal = 'grunnskole'")
        assert world.register.execute("SELECT goal FROM person") == before
    assert read_case(other, DUF).facts.goal is Goal.PRIMARY_SCHOOL
    other.close()


def test_a_database_error_is_told_by_its_code_never_in_its_own_words(world: World) -> None:
    with pytest.raises(Unusable) as refusal, world.register.write():
        world.register.execute("UPDATE person SET settled = 'FORNØYDE, GRANITT'")
    world.participant(date(2024, 9, 2))
    with pytest.raises(Unusable) as refusal, world.register.write():
        world.register.execute("UPDATE person SET settled = 'FORNØYDE, GRANITT'")
    assert "22007" in str(refusal.value)
    assert "GRANITT" not in str(refusal.value)
    with pytest.raises(peewee.IntegrityError), world.register.write():
        world.register.execute("DELETE FROM journal")


def test_no_command_tells_the_password(
    place_for: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    address = place_for("x").replace("nir@", "nir:hemmelig@")
    for words in (["init"], ["init"], ["check"], ["backup", "kopi.db"], ["migrate"]):
        main(["--register", address, "--user", "drift", *words])
    output = capsys.readouterr()
    assert "Laget postgresql://nir@" in output.err
    assert "hemmelig" not in output.out + output.err

"""Opening, creating and refusing registers; the acting user and the current day."""

import sqlite3
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.administration.check import check_register
from models.administration.migrate import migrate_register
from models.errors import NotFound, Refused, RegisterError, Unusable
from models.journal.actor import actor_for
from models.storage.register import create_register, open_register
from models.storage.sqlite_connection import wal_is_safe
from tests.case_builder import World, actor

NOON = datetime(2026, 11, 23, 11, 30, 5, tzinfo=UTC)


def test_a_register_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nir-tui init"):
        open_register(str(tmp_path / "none.db"))


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\0"])
def test_what_is_no_register_is_refused_untouched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(Unusable):
        open_register(str(path))
    with pytest.raises(Unusable):
        migrate_register(str(path))
    assert path.read_bytes() == content


@pytest.mark.file
def test_a_full_disk_is_told_as_one_and_not_as_a_damaged_register(world: World) -> None:
    """SQLite has then rolled back by itself and refuses a second rollback."""
    register = world.register
    with register.connected():
        [(pages,)] = register.storage.database.execute_sql("PRAGMA page_count").fetchall()
        register.storage.database.execute_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(Unusable, match="Disken er full; ingenting er endret"), register.write():
            register.execute("CREATE TABLE filling (x)")
            for _ in range(100):
                register.execute("INSERT INTO filling VALUES (zeroblob(4000))")
    assert check_register(register, actor()) == []


def test_looking_changes_nothing_in_a_file_of_somebody_elses(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    for attempt in (open_register, migrate_register):
        with pytest.raises(Unusable):
            attempt(str(path))
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["other.db"]


def test_an_address_is_not_taken_for_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    address = "mysql://u:secret@h/db"
    with pytest.raises(Unusable, match="postgresql://vert/database"), create_register(address):
        pass
    for attempt in (open_register, migrate_register):
        with pytest.raises(Unusable):
            attempt(address)
    assert list(tmp_path.iterdir()) == []


def test_creating_an_existing_register_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with pytest.raises(RegisterError, match="finnes allerede"), create_register(str(path)):
        path.write_text("somebody was first")
    assert path.read_text() == "somebody was first"


def test_on_a_day_that_stands_still_nothing_looks_older_than_what_was_before(world: World) -> None:
    from models.journal.actions import JournalAction
    from models.journal.writer import append_entry

    evening, morning = NOON.replace(hour=20), NOON.replace(hour=8)
    with world.register.write():
        append_entry(
            actor_for(world.register, "x", clock=lambda: evening), JournalAction.BACKUP, None
        )
    later = actor_for(world.register, "x", clock=lambda: morning)
    assert later.now() == datetime(2024, 12, 9, 20, 30, 5, tzinfo=UTC)


@pytest.mark.file
def test_a_newer_schema_is_refused(empty_place: str) -> None:
    with sqlite3.connect(empty_place) as other:
        other.execute("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', 'now')")
    other.close()
    with pytest.raises(Unusable, match="nyere versjon"):
        open_register(empty_place)
    with pytest.raises(Unusable, match="nyere versjon"):
        migrate_register(empty_place)


def test_migrating_what_is_up_to_date_does_nothing(empty_place: str) -> None:
    assert migrate_register(empty_place).steps == ()


def test_a_register_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with pytest.raises(RuntimeError), create_register(str(path)):
        raise RuntimeError("interrupted")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.file
def test_it_never_touches_what_exists_and_only_its_owner_reads_it(empty_place: str) -> None:
    before = Path(empty_place).read_bytes()
    with pytest.raises(RegisterError, match="finnes allerede"), create_register(empty_place):
        pass
    assert Path(empty_place).read_bytes() == before
    assert stat.S_IMODE(Path(empty_place).stat().st_mode) == 0o600


def test_today_is_the_registers_own_day_where_it_has_one(world: World) -> None:
    actor = actor_for(world.register, "x", clock=lambda: NOON)
    assert actor.as_of == actor.register_date == date(2024, 12, 9)
    assert actor.now() == datetime(2024, 12, 9, 11, 30, 5, tzinfo=UTC)
    other = actor_for(world.register, "x", date(2025, 1, 1), clock=lambda: NOON)
    assert (other.as_of, other.register_date) == (date(2025, 1, 1), date(2024, 12, 9))


def test_else_the_clocks(world: World) -> None:
    world.sql("DELETE FROM setting WHERE name = 'as_of'")
    actor = actor_for(world.register, "x", clock=lambda: NOON)
    assert actor.as_of == NOON.date()
    assert actor.now() == NOON


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 54, 0), True),
        ((3, 51, 3), True),
        ((3, 51, 2), False),
        ((3, 50, 7), True),
        ((3, 50, 6), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 40, 1), False),
    ],
)
def test_wal_only_where_several_writers_cannot_corrupt_it(
    version: tuple[int, ...], safe: bool
) -> None:
    assert wal_is_safe(version) is safe


def test_municipalities_by_number_and_name(world: World) -> None:
    names = world.register.reference
    assert names.find("Kristiansand") == names.find("kristiansand") == names.find("4204") == "4204"
    assert names.find("3024") == "3024"
    assert names.find("Bærum") == "3201"
    assert (names.current_number("3024"), names.all_numbers("3201")) == (
        "3201",
        ("0219", "3024", "3201"),
    )
    assert names.number_named_on("3024", date(2022, 9, 14))[0] == "Viken"
    assert names.number_named_on("3201", date(2024, 9, 14))[0] == "Akershus"
    assert names.number_named_on("3024", date(2019, 1, 1))[0] == "Viken"
    assert names.find_district("Grünerløkka") == "030102"
    with pytest.raises(Refused, match="3114 Våler \\(Østfold\\), 3419 Våler \\(Innlandet\\)"):
        names.find("Våler")
    with pytest.raises(Refused, match="Ukjent kommune «Utopia»"):
        names.find("Utopia")

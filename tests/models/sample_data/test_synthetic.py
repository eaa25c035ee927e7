"""Synthetic registers have the wanted shares and every code, and depend only on seed and day."""

import re
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import models.sample_data.synthetic
from models.administration.check import check_register
from models.engine.run import run_engine
from models.journal.actor import Actor, actor_for
from models.sample_data.names import Names
from models.sample_data.synthetic import make_synthetic_register
from models.storage.register import Register, open_register
from models.storage.sqlite import FileStorage
from rules.code_lists import DecisionKind, EventKind, Goal, Law, MeasureKind
from rules.reasons import REASONS
from tests.case_builder import contents
from tests.registers import new_place

DAY = date(2026, 11, 24)
COUNT = 6000
NAMES = Path(models.sample_data.synthetic.__file__).with_name("names.txt")


def somebody(today: date = DAY) -> Actor:
    moment = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return Actor("ces", today, today, lambda: moment)


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Register:
    place = new_place(tmp_path_factory.mktemp("synthetic"), "register.db")
    make_synthetic_register(place, somebody(), COUNT, seed=7, stands_still=True)
    return open_register(place)


def one(register: Register, sql: str) -> float:
    with register.read():
        [(value,)] = register.execute(sql)
    return float(str(value))


def share_of(condition: str, rows: str) -> str:
    return f"SELECT avg(CASE WHEN {condition} THEN 1.0 ELSE 0 END) FROM {rows}"


SHARES = [
    ("ended", share_of("reason IS NOT NULL", "report_row"), 0.84, 0.92),
    (
        "terminations that need correction",
        share_of("status = 'needs-correction'", "report_row WHERE reason IS NOT NULL"),
        0.13,
        0.17,
    ),
    (
        "cases extended",
        "SELECT count(DISTINCT person_id) * 1.0 / (SELECT count(*) FROM person) FROM decision"
        " WHERE kind = 'utvidet-deltakelse'",
        0.085,
        0.115,
    ),
    (
        "on leave at some time",
        "SELECT count(DISTINCT person_id) * 1.0 / (SELECT count(*) FROM person) FROM decision"
        " WHERE kind = 'permisjon'",
        0.04,
        0.06,
    ),
    (
        "terminations deleted or edited",
        share_of("deleted_at IS NOT NULL", "termination"),
        0.045,
        0.075,
    ),
    (
        "the largest municipality",
        "SELECT max(n) * 1.0 / sum(n) FROM"
        " (SELECT count(*) AS n FROM person GROUP BY municipality) AS places",
        0.10,
        0.14,
    ),
]


@pytest.mark.parametrize(("what", "sql", "least", "most"), SHARES)
def test_the_shares(synthetic: Register, what: str, sql: str, least: float, most: float) -> None:
    assert least <= one(synthetic, sql) <= most, what


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("report_row", "reason", set(REASONS)),
        ("person", "law", set(map(str, Law))),
        ("person", "goal", set(map(str, Goal))),
        ("decision", "kind", set(map(str, DecisionKind))),
        ("measure", "kind", set(map(str, MeasureKind))),
        ("event", "kind", set(map(str, EventKind))),
    ],
)
def test_everything_there_is(
    synthetic: Register, table: str, column: str, expected: set[str]
) -> None:
    with synthetic.read():
        found = synthetic.execute(
            f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
        )
    assert {value for (value,) in found} == expected


def test_the_engine_has_nothing_to_add_and_check_nothing_to_find(synthetic: Register) -> None:
    actor = actor_for(synthetic, "ces")
    assert actor.as_of == DAY
    run = run_engine(synthetic, actor, dry_run=True, every=True)
    assert (run.examined, run.changes) == (COUNT, [])
    assert run_engine(synthetic, actor, dry_run=True).examined == 0
    assert check_register(synthetic, actor) == []


def test_nothing_in_it_is_later_than_its_day(synthetic: Register) -> None:
    latest = (
        "SELECT max(moment) FROM (SELECT registered_at AS moment FROM termination"
        " UNION ALL SELECT deleted_at FROM termination) AS moments"
    )
    with synthetic.read():
        [(moment,)] = synthetic.execute(latest)
    assert str(moment)[:10] <= DAY.isoformat()
    assert one(synthetic, "SELECT count(*) FROM termination WHERE deleted_at < registered_at") == 0


@pytest.mark.file
def test_more_than_is_sorted_in_memory_at_once_makes_the_same_register(
    place_for: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Above a number of rows, a register in a file keeps its indexes while rows are written."""
    made = []
    for name, most in (("at-once", 100_000), ("bit-by-bit", 400)):
        monkeypatch.setattr(FileStorage, "most_rows_to_index", most)
        place = place_for(name)
        make_synthetic_register(place, somebody(), 1300, seed=3, stands_still=True)
        with closing(open_register(place)) as register:
            with register.read():
                names = register.storage.integrity_triggers()
            made.append((contents(register), names))
            assert check_register(register, somebody()) == []
    assert made[0] == made[1]


def test_the_same_seed_and_day_give_the_same_register(place_for: Callable[[str], str]) -> None:
    made = []
    for number, (seed, today) in enumerate([(3, DAY), (3, DAY), (4, DAY), (3, date(2025, 5, 5))]):
        place = place_for(f"{number}.db")
        make_synthetic_register(place, somebody(today), 300, seed, stands_still=True)
        register = open_register(place)
        made.append(contents(register))
        register.close()
    assert made[0] == made[1]
    assert made[0]["person"] != made[2]["person"]
    assert made[0]["person"] != made[3]["person"]


@pytest.mark.parametrize("today", [date(2019, 6, 3), date(2021, 3, 1), date(2024, 12, 9)])
def test_any_day_will_do(place_for: Callable[[str], str], today: date) -> None:
    place = place_for("early.db")
    make_synthetic_register(place, somebody(today), 400, seed=1, stands_still=True)
    register = open_register(place)
    assert run_engine(register, somebody(today), dry_run=True, every=True).changes == []
    register.close()


def test_the_name_lists_are_large_enough_and_not_too_large() -> None:
    names = Names(NAMES)
    given = {n for title, of in names._lists.items() if "families" not in title for n in of}
    families = {n for title, of in names._lists.items() if "families" in title for n in of}
    assert len(given) >= 3000
    assert len(families) >= 6000
    assert NAMES.stat().st_size <= 300_000
    assert all(name.isprintable() and name == name.strip() for name in given | families)
    readme = NAMES.with_name("README.md").read_text(encoding="utf-8")
    assert re.search("MIT", readme)


def test_a_thousand_persons_hardly_ever_share_a_name(synthetic: Register) -> None:
    distinct = one(synthetic, "SELECT count(DISTINCT search_name) FROM person")
    assert distinct > 0.95 * COUNT

"""An action that cannot be journalled is not carried out, and shows nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import peewee
import pytest

from models.access import Role
from models.administration.backup import back_up
from models.administration.disclosure import disclose
from models.administration.journal_view import record_journal_read
from models.administration.purge import purge
from models.administration.users import add_user
from models.cases.case import load_context
from models.cases.lookup import look_up, look_up_for_certificate
from models.cases.past import look_up_known
from models.cases.stored_case import load_stored
from models.changes.apply_change import apply_change
from models.changes.case_batch import CaseBatch
from models.changes.case_update import CaseUpdate
from models.changes.programme import SetGoal
from models.changes.terminations import RegisterTermination
from models.engine.run import run_engine
from models.exchange.exporting.bundle import export_bundle
from models.exchange.exporting.download import FileFormat, download_list
from models.exchange.importing.compare_report import compare_report
from models.exchange.importing.run import import_paths
from models.list_filter import ListFilter
from models.lists.search_journal import write_search
from models.lists.sort_order import Order
from rules.code_lists import Goal
from tests.case_builder import DUF, World, actor, contents
from tests.models.exchange.files import ANNA, bundle, nir_report, person
from tests.registers import on_a_server

Do = Callable[[World, Path], object]
LATER = actor(today=date(2040, 1, 1))

ACTIONS: dict[str, Do] = {
    "look": lambda w, _p: look_up(w.register, actor(), DUF),
    "certificate": lambda w, _p: look_up_for_certificate(w.register, actor(), DUF),
    "disclosure": lambda w, _p: disclose(w.register, actor(), DUF),
    "known": lambda w, _p: look_up_known(w.register, actor(), DUF, date(2024, 1, 1)),
    "search": lambda w, _p: write_search(w.register, actor(), ListFilter(search="skog")),
    "journal": lambda w, _p: record_journal_read(w.register, actor()),
    "termination": lambda w, _p: apply_change(
        w.register, actor(), DUF, RegisterTermination("ukjent", date(2023, 8, 1)), confirmed=True
    ),
    "goal": lambda w, _p: apply_change(w.register, actor(), DUF, SetGoal(Goal.PRIMARY_SCHOOL)),
    "engine": lambda w, _p: run_engine(w.register, LATER),
    "import": lambda w, p: import_paths(w.register, actor(), [bundle(p, persons=[person(ANNA)])]),
    "compare": lambda w, p: compare_report(w.register, actor(), nir_report(p / "nir.csv")),
    "export": lambda w, p: export_bundle(w.register, actor(), str(p / "ut")),
    "download": lambda w, p: download_list(
        w.register, actor(), ListFilter(), Order(), FileFormat.CSV, str(p / "ut.csv"), ""
    ),
    "backup": lambda w, p: back_up(w.register, actor(), str(p / "kopi.db")),
    "user": lambda w, _p: add_user(w.register, actor(), "ny", Role.ADMINISTRATOR),
    "purge": lambda w, _p: purge(w.register, actor()),
}


_FULL = ["CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'full'); END"]
_FULL_ON_A_SERVER = [
    "CREATE FUNCTION is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " RAISE EXCEPTION 'full' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER is_full BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION is_full()",
]


ONLY_OF_FILES = {"backup": pytest.mark.file}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=ONLY_OF_FILES.get(name, ())) for name in ACTIONS]
)
def test_without_its_line_nothing_happens(world: World, tmp_path: Path, name: str) -> None:
    world.participant(date(2023, 3, 1))
    world.participant(date(2009, 3, 1), duf="992400066602", as_of=date(2009, 3, 2))
    folder = tmp_path / "filer"
    folder.mkdir()
    for statement in _FULL_ON_A_SERVER if on_a_server() else _FULL:
        world.sql(statement)
    before = contents(world.register)
    with pytest.raises(peewee.DatabaseError, match="full"):
        ACTIONS[name](world, folder)
    assert contents(world.register) == before
    assert [path.name for path in folder.iterdir() if path.name.startswith(("ut", "kopi"))] == []


def test_a_change_of_history_without_its_line_is_taken_back(world: World) -> None:
    world.participant(date(2023, 3, 1))
    apply_change(
        world.register,
        actor(),
        DUF,
        RegisterTermination("ukjent", date(2023, 8, 1)),
        confirmed=True,
    )
    before = contents(world.register)
    with (
        pytest.raises(AssertionError, match="without a line in the journal"),
        world.register.write(),
    ):
        stored = load_stored([DUF])[DUF]
        update = CaseUpdate(stored)
        update.close_active("4204-MABE", update.moment_after(""))
        batch = CaseBatch(actor(), load_context(world.register), is_journalled=False)
        batch.add(update)
        batch.write()
    assert contents(world.register) == before

"""Access rights are checked at each use: they may be withdrawn after the user signed in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.access import Access, Role
from models.administration.journal_view import read_lines
from models.administration.users import add_user, disable_user, list_users, sign_in
from models.cases.lookup import look_up, read_case
from models.changes.apply_change import apply_change
from models.changes.terminations import RegisterTermination
from models.errors import NotAllowed, NotFound, Refused
from models.exchange.exporting.bundle import export_bundle
from models.exchange.exporting.download import FileFormat, download_list
from models.exchange.importing.run import import_paths
from models.list_filter import ListFilter, all_persons
from models.lists.counts import (
    count_deadlines,
    count_list,
    counts_by_reason,
    is_slow_to_count,
    termination_years,
)
from models.lists.pages import list_dufs, list_page
from models.lists.person_search import find_persons
from models.lists.sort_order import Order
from models.storage.register import Register, open_register
from tests.case_builder import OTHER, OWN, TODAY, World, actor

READER = Access(Role.READER, "4204")
CASE_WORKER = Access(Role.CASE_WORKER, "4204")
NATIONAL = Access(Role.NATIONAL_READER)


def test_rights_are_those_of_now_not_those_of_the_log_in(two: World) -> None:
    """An administrator withdraws them, and the open session loses them at once."""
    register, day = two.register, date(2023, 8, 1)
    add_user(register, actor("ces"), "ny-sjef", Role.ADMINISTRATOR)
    add_user(register, actor("ces"), "4204-MABE", Role.CASE_WORKER, "4204")
    session, boss = open_register(two.place), open_register(two.place)
    sign_in(session, "4204-MABE")
    sign_in(boss, "ny-sjef")
    for role, place in ((Role.READER, "4204"), (Role.CASE_WORKER, "4601")):
        add_user(register, actor("ces"), "4204-MABE", role, place)
        with pytest.raises((NotAllowed, NotFound)):
            apply_change(session, actor(), OWN, RegisterTermination("ukjent", day), confirmed=True)
    assert list_dufs(session, all_persons(), Order("name"), TODAY) != [OWN]
    add_user(register, actor("ces"), "ny-sjef", Role.NATIONAL_READER)
    with pytest.raises(NotAllowed):
        add_user(boss, actor("ny-sjef"), "venn", Role.ADMINISTRATOR)
    disable_user(register, actor("ces"), "4204-MABE")
    with pytest.raises(NotAllowed, match="ikke bruker"):
        look_up(session, actor("4204-MABE"), OTHER)
    with pytest.raises(NotAllowed, match="ikke bruker"):
        count_list(session, ListFilter(), TODAY)
    for opened in (session, boss):
        opened.close()


def _download(register: Register) -> None:
    who, by_name = actor("4204-MABE"), Order("name")
    download_list(register, who, ListFilter(), by_name, FileFormat.CSV, "liste.csv", "")


@pytest.mark.parametrize(
    "look",
    [
        lambda register: list_page(register, ListFilter(), Order("name"), TODAY),
        lambda register: list_dufs(register, ListFilter(), Order("name"), TODAY),
        lambda register: find_persons(register, "hans", TODAY),
        lambda register: count_list(register, ListFilter(), TODAY),
        lambda register: is_slow_to_count(register, ListFilter(name="hans"), TODAY),
        lambda register: count_deadlines(register, ListFilter(), TODAY, 30),
        lambda register: termination_years(register, None),
        lambda register: counts_by_reason(register, ListFilter(), TODAY),
        lambda register: _download(register),
        lambda register: read_case(register, OWN),
        lambda register: read_lines(register, OWN),
    ],
)
def test_who_is_disabled_sees_nothing_more_in_the_session_that_is_open(
    two: World, look: Callable[[Register], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    add_user(two.register, actor("ces"), "4204-MABE", Role.CASE_WORKER, "4204")
    session = open_register(two.place)
    sign_in(session, "4204-MABE")
    disable_user(two.register, actor("ces"), "4204-MABE")
    with pytest.raises(NotAllowed, match="ikke bruker"):
        look(session)
    session.close()
    assert not list(tmp_path.glob("liste*"))


def test_an_import_is_refused_if_the_user_is_no_longer_administrator(
    two: World, tmp_path: Path
) -> None:
    register, bundle = two.register, tmp_path / "bundle"
    add_user(register, actor("ces"), "ny-sjef", Role.ADMINISTRATOR)
    export_bundle(register, actor("ces"), str(bundle))
    persons = bundle / "persons.csv"
    output = persons.read_text(encoding="utf-8")
    persons.write_text(output.replace("NY", "GAMMEL"), encoding="utf-8")
    boss = open_register(two.place)
    sign_in(boss, "ny-sjef")
    before = two.sql("SELECT * FROM person")

    def demote(done: int, total: int) -> None:
        if boss.access.is_administrator and "ny-sjef" not in demoted:
            demoted.append("ny-sjef")
            add_user(two.register, actor("ces"), "ny-sjef", Role.NATIONAL_READER)

    demoted: list[str] = []
    with pytest.raises(NotAllowed, match="administratorer"):
        import_paths(boss, actor("ny-sjef"), [str(bundle)], progress=demote)
    boss.close()
    assert demoted
    assert two.sql("SELECT * FROM person") == before
    lines = read_lines(two.register)
    assert not [line.action for line in lines if line.action.startswith("import")]


def test_a_user_is_disabled_and_given_a_role_at_once_or_not_at_all(two: World) -> None:
    register = two.register
    sign_in(register, "ces")
    add_user(register, actor("ces"), "ny", Role.READER, "4204", disabled=True)
    assert [user.disabled for user in list_users(register) if user.id == "ny"] == [True]
    assert read_lines(register)[0].action == "user.disable"
    before = len(read_lines(register))
    with pytest.raises(Refused, match="siste administratoren"):
        add_user(register, actor("ces"), "ces", Role.ADMINISTRATOR, disabled=True)
    assert len(read_lines(register)) == before

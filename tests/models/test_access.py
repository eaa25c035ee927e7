"""Access rights, enforced where cases are loaded and lists are read."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from models.access import Access, Role
from models.administration.journal_view import read_lines
from models.administration.purge import purge
from models.administration.users import add_user, disable_user, list_users, sign_in
from models.cases.lookup import look_up, read_case
from models.changes.apply_change import apply_change, case_to_change
from models.changes.programme import AnnulDecision, SetGoal
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.engine.run import run_engine
from models.errors import NotAllowed, NotFound, Refused
from models.exchange.exporting.bundle import export_bundle
from models.exchange.importing.run import import_paths
from models.list_filter import ListFilter, all_persons
from models.lists.counts import count_list, counts_by_reason, termination_years
from models.lists.list_reader import ListReader
from models.lists.pages import list_dufs, list_page
from models.lists.person_search import find_persons
from models.lists.sort_order import Order
from models.storage.register import Register, open_register
from rules.code_lists import DecisionKind, EventKind, Goal
from tests.case_builder import OTHER, OWN, TODAY, World, actor

READER = Access(Role.READER, "4204")
CASE_WORKER = Access(Role.CASE_WORKER, "4204")
NATIONAL = Access(Role.NATIONAL_READER)


@pytest.mark.parametrize("access", [READER, CASE_WORKER])
def test_what_one_may_not_see_does_not_exist(two: World, access: Access) -> None:
    register = two.register
    register.access = access
    assert read_case(register, OWN).person.duf == OWN
    with pytest.raises(NotFound) as hidden:
        read_case(register, OTHER)
    with pytest.raises(NotFound) as unknown:
        read_case(register, "992400099905")
    words = [
        str(e.value).replace(*ids)
        for e, ids in ((hidden, ("9924 000888 04", "X")), (unknown, ("9924 000999 05", "X")))
    ]
    assert words[0] == words[1]
    assert [found.duf for found in find_persons(register, "9924", TODAY)] == [OWN]
    assert find_persons(register, "by", TODAY) == []


@pytest.mark.parametrize("access", [READER, CASE_WORKER])
def test_every_list_ends_at_the_border(demo: Register, access: Access) -> None:
    register = open_register(demo.location)
    every = ListFilter(municipality="4204")
    mine, of_mine = list_dufs(register, every, Order(), TODAY), count_list(register, every, TODAY)
    years = termination_years(register, every.law)
    register.access = access
    assert list_dufs(register, ListFilter(), Order(), TODAY) == mine
    counts = count_list(register, ListFilter(), TODAY)
    assert (counts.total, counts.matching) == (of_mine.matching, of_mine.matching)
    for searched in ListFilter(search="a"), ListFilter(name="a", needs_correction=True):
        found = {line.duf for line in list_page(register, searched, Order("name"), TODAY)}
        assert found <= set(mine)
        assert count_list(register, searched, TODAY).matching == len(found)
    for elsewhere in ListFilter(municipality="4601"), ListFilter(municipality="0301"):
        assert list_page(register, elsewhere, Order(), TODAY) == []
        assert count_list(register, elsewhere, TODAY).matching == 0
        assert counts_by_reason(register, elsewhere, TODAY) == []
    people = list_page(register, all_persons(), Order("name"), TODAY)
    assert {line.municipality for line in people} == {"4204"}
    others = {line.duf for line in people} - set(mine)
    reader = ListReader(register, ListFilter(), Order(), TODAY)
    assert reader.still_listed([*mine, *others]) == set(mine)
    assert set(termination_years(register, every.law)) <= set(years)
    register.close()


def test_a_district_sees_its_own(demo: Register) -> None:
    register = open_register(demo.location)
    oslo = list_page(register, ListFilter(municipality="0301"), Order(), TODAY)
    district = next(line.ended_district for line in oslo if line.ended_district)
    expected = {line.duf for line in oslo if line.ended_district == district}
    register.access = Access(Role.READER, "0301", district)
    assert set(list_dufs(register, ListFilter(), Order(), TODAY)) == expected
    counts = count_list(register, ListFilter(), TODAY)
    assert counts.total == counts.matching == len(expected)
    assert list_page(register, ListFilter(district="030199"), Order(), TODAY) == []
    register.close()


def test_a_case_of_another_district_does_not_exist(two: World) -> None:
    """Neither does a case of the same municipality whose district is unknown."""
    register = two.register
    two.sql("UPDATE person SET municipality = '0301', district = '030101' WHERE duf = ?", OWN)
    for district, of_other in (("030102", "'030101'"), ("030101", "'030102'"), ("030101", "NULL")):
        two.sql(
            f"UPDATE person SET municipality = '0301', district = {of_other} WHERE duf = ?", OTHER
        )
        register.access = Access(Role.CASE_WORKER, "0301", district)
        hidden = OTHER if district == "030101" else OWN
        with pytest.raises(NotFound):
            read_case(register, hidden)
        with pytest.raises(NotFound):
            apply_change(register, actor(), hidden, RegisterTermination("ukjent", date(2024, 8, 1)))
        register.access = Access(Role.CASE_WORKER, "0301")
        assert read_case(register, hidden).person.duf == hidden


def test_who_only_looks_changes_nothing(two: World) -> None:
    for access in (READER, NATIONAL):
        two.register.access = access
        with pytest.raises(NotAllowed, match="kan ikke endre"):
            apply_change(
                two.register,
                actor(),
                OWN,
                RegisterTermination("ukjent", date(2023, 8, 1)),
                confirmed=True,
            )
    two.register.access = CASE_WORKER
    day = date(2023, 8, 1)
    apply_change(two.register, actor(), OWN, RegisterTermination("ukjent", day), confirmed=True)
    with pytest.raises(NotFound):
        apply_change(
            two.register, actor(), OTHER, RegisterTermination("ukjent", day), confirmed=True
        )


def test_after_a_move_the_case_is_the_new_municipalitys_and_the_termination_the_old_ones(
    two: World,
) -> None:
    """Domain, «Municipality»: the old one may change terminations it registered, nothing else."""
    register, old_one, new_one = two.register, CASE_WORKER, Access(Role.CASE_WORKER, "4601")
    register.access = old_one
    apply_change(
        register, actor(), OWN, RegisterTermination("ukjent", date(2023, 8, 1)), confirmed=True
    )
    two.sql("UPDATE person SET municipality = '4601' WHERE duf = ?", OWN)
    takes_part = read_case(register, OWN).decisions[0].id or 0
    of_the_case: tuple[Callable[[], object], ...] = (
        lambda: apply_change(register, actor(), OWN, SetGoal(Goal.PRIMARY_SCHOOL)),
        lambda: two.decide(DecisionKind.LEAVE, date(2023, 4, 3), date(2023, 5, 5), OWN),
        lambda: two.measure(date(2023, 4, 3), None, OWN),
        lambda: apply_change(register, actor(), OWN, AnnulDecision(takes_part)),
        lambda: apply_change(
            register, actor(), OWN, RegisterTermination("helse", date(2023, 8, 2))
        ),
        lambda: case_to_change(register, actor(), OWN),
    )
    for refused in of_the_case:
        with pytest.raises(NotAllowed, match="følges opp av Bergen"):
            refused()
    case_to_change(register, actor(), OWN, of_termination=True)
    edited = apply_change(
        register, actor(), OWN, EditTermination("helse", date(2023, 8, 1)), confirmed=True
    )
    assert edited.facts.active and edited.facts.active.municipality == "4204"
    register.access = new_one
    two.measure(date(2023, 4, 3), None, OWN)
    register.access = old_one
    after = apply_change(register, actor(), OWN, DeleteTermination())
    assert after.facts.active is not None and after.facts.active.municipality == "4601"


def test_the_old_municipality_still_sees_whom_it_followed_up(two: World) -> None:
    """It finds them by DUF number, even if its own termination is deleted or never existed."""
    register, moved = two.register, "992400099905"
    two.participant(date(2023, 3, 1), duf=moved, municipality="4601")
    two.event(EventKind.MOVED, date(2023, 6, 1), moved, "4204", "4601")
    apply_change(
        register, actor(), OWN, RegisterTermination("ukjent", date(2023, 8, 1)), confirmed=True
    )
    two.sql("UPDATE person SET municipality = '4601' WHERE duf = ?", OWN)
    register.access = CASE_WORKER
    apply_change(register, actor(), OWN, DeleteTermination())
    for theirs in (OWN, moved):
        assert read_case(register, theirs).person.municipality == "4601"
        assert [line.duf for line in find_persons(register, theirs, TODAY)] == [theirs]
        with pytest.raises(NotAllowed, match="følges opp av Bergen"):
            case_to_change(register, actor(), theirs, of_termination=True)
    assert find_persons(register, OTHER, TODAY) == []


def test_after_a_move_the_registering_municipality_may_change_its_termination(
    two: World,
) -> None:
    register = two.register
    two.event(EventKind.MOVED, date(2023, 9, 1), OWN, "4204", "4601")
    two.sql("UPDATE person SET municipality = '4601' WHERE duf = ?", OWN)
    register.access = Access(Role.CASE_WORKER, "4601")
    apply_change(
        register, actor(), OWN, RegisterTermination("ukjent", date(2023, 8, 1)), confirmed=True
    )
    register.access = CASE_WORKER
    with pytest.raises(NotAllowed, match="følges opp av Bergen"):
        apply_change(
            register, actor(), OWN, EditTermination("helse", date(2023, 8, 1)), confirmed=True
        )


def test_what_the_engine_computed_is_not_the_old_municipalitys_to_change(two: World) -> None:
    register = two.register
    two.person("992400099905", municipality="4204", settled=date(2021, 1, 8))
    run_engine(register, actor())
    two.sql("UPDATE person SET municipality = '4601' WHERE duf = '992400099905'")
    register.access = CASE_WORKER
    seen = read_case(register, "992400099905").facts.active
    assert seen is not None and seen.by_engine
    with pytest.raises(NotAllowed, match="følges opp av Bergen"):
        case_to_change(register, actor(), "992400099905", of_termination=True)


def test_another_day_than_today_is_for_administrators(two: World) -> None:
    from dataclasses import replace

    two.register.access = CASE_WORKER
    other_day = replace(actor(), as_of=date(2024, 12, 20))
    with pytest.raises(NotAllowed, match="annen dag"):
        apply_change(two.register, other_day, OWN, RegisterTermination("ukjent", date(2024, 12, 1)))


@pytest.mark.parametrize("access", [READER, CASE_WORKER, NATIONAL])
def test_the_register_itself_is_for_administrators(
    two: World, tmp_path: Path, access: Access
) -> None:
    register = two.register
    register.access = access
    for forbidden in (
        lambda: run_engine(register, actor(), dry_run=True),
        lambda: export_bundle(register, actor(), str(tmp_path / "out")),
        lambda: import_paths(register, actor(), [str(tmp_path)]),
        lambda: purge(register, actor()),
        lambda: list_users(register),
        lambda: add_user(register, actor(), "x", Role.ADMINISTRATOR),
        lambda: disable_user(register, actor(), "x"),
        lambda: read_lines(register),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_a_register_is_personal_until_somebody_is_added(two: World) -> None:
    register = two.register
    sign_in(register, "hvem-som-helst")
    assert register.access.is_administrator
    sign_in(register, "ces")
    add_user(register, actor("ces"), "4204-MABE", Role.CASE_WORKER, "4204")
    assert [(u.id, u.role) for u in list_users(register)] == [
        ("4204-MABE", Role.CASE_WORKER),
        ("ces", Role.ADMINISTRATOR),
    ]
    with pytest.raises(NotAllowed, match="ikke bruker"):
        sign_in(register, "hvem-som-helst")
    sign_in(register, "4204-MABE")
    assert register.access == CASE_WORKER
    sign_in(register, "ces")
    with pytest.raises(Refused, match="siste administratoren"):
        disable_user(register, actor("ces"), "ces")
    disable_user(register, actor("ces"), "4204-MABE")
    with pytest.raises(NotAllowed):
        sign_in(register, "4204-MABE")


@pytest.mark.parametrize(
    ("user", "role", "municipality", "district", "why"),
    [
        ("", Role.ADMINISTRATOR, None, None, "kan ikke være en bruker"),
        ("a b", Role.ADMINISTRATOR, None, None, "kan ikke være en bruker"),
        ("Regelmotor", Role.ADMINISTRATOR, None, None, "registerets eget navn"),
        ("REGELMOTOR", Role.ADMINISTRATOR, None, None, "registerets eget navn"),
        ("x", Role.READER, None, None, "må ha en kommune"),
        ("x", Role.NATIONAL_READER, "0301", "030101", "hele landet"),
        ("x", Role.READER, "4204", "030101", "ingen bydel"),
    ],
)
def test_users_that_cannot_be(
    world: World, user: str, role: Role, municipality: str, district: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        add_user(world.register, actor(), user, role, municipality, district)


def test_looks_are_written_and_so_are_those_that_were_refused(two: World) -> None:
    look_up(two.register, actor(), OWN)
    two.register.access = READER
    with pytest.raises(NotFound):
        look_up(two.register, actor("4204-LESE"), OTHER)
    with pytest.raises(NotFound):
        look_up(two.register, actor("4204-LESE"), "992400099905")
    two.register.access = Access()
    unknown, newest, before = read_lines(two.register)[:3]
    assert (unknown.action, unknown.duf, unknown.by) == ("refused", None, "4204-LESE")
    assert (newest.action, newest.duf, newest.by) == ("refused", OTHER, "4204-LESE")
    assert (before.action, before.duf) == ("person.look", OWN)

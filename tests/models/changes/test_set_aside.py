"""A person is set aside in one's own work list until a day."""

from datetime import date, timedelta

import pytest

from models.access import Access, Role
from models.administration.journal_view import read_lines
from models.administration.purge import purge
from models.changes.apply_change import apply_change
from models.changes.set_aside import clear_set_aside, set_aside
from models.changes.terminations import RegisterTermination
from models.changes.undo import plan_undo
from models.errors import NotAllowed, Refused, UnknownPerson
from models.list_rows.projection import rebuild_report_rows
from models.lists.set_asides import SetAside, set_asides
from models.tables import SetAsideRow
from rules.code_lists import WaitingFor
from tests.case_builder import DUF, TODAY, World, actor

PASSED = date(2024, 3, 18)
UNTIL = date(2025, 2, 1)


def asides(world: World, as_of: date = TODAY) -> list[SetAside]:
    return set_asides(world.register, as_of)


def test_it_ends_on_its_day(world: World) -> None:
    world.participant(PASSED)
    set_aside(world.register, actor(), DUF, UNTIL, WaitingFor.NAV)
    assert asides(world) == [SetAside(DUF, UNTIL, WaitingFor.NAV, "4204-MABE")]
    with world.register.read():
        assert [row.at for row in SetAsideRow.select()] == [actor().now()]
    assert asides(world, UNTIL - timedelta(1)) and not asides(world, UNTIL)
    newest = read_lines(world.register, DUF)[0]
    assert (newest.action, newest.after) == (
        "set-aside.add",
        {"until": "2025-02-01", "because": "nav"},
    )


def test_each_user_has_their_own_and_takes_out_their_own(world: World) -> None:
    world.participant(PASSED)
    set_aside(world.register, actor(), DUF, UNTIL, None)
    set_aside(world.register, actor("4204-ANNE"), DUF, UNTIL, WaitingFor.INSIDE)
    set_aside(world.register, actor(), DUF, date(2025, 1, 10), WaitingFor.SCHOOL)
    assert [(one.by, one.until) for one in asides(world)] == [
        ("4204-ANNE", UNTIL),
        ("4204-MABE", date(2025, 1, 10)),
    ]
    clear_set_aside(world.register, actor(), DUF)
    assert [one.by for one in asides(world)] == ["4204-ANNE"]
    with pytest.raises(Refused, match="ikke satt personen til side"):
        clear_set_aside(world.register, actor(), DUF)


def test_it_ends_when_the_person_no_longer_needs_correction(world: World) -> None:
    world.participant(PASSED)
    set_aside(world.register, actor(), DUF, UNTIL, None)
    registered = RegisterTermination("ukjent", date(2024, 9, 18))
    apply_change(world.register, actor(), DUF, registered, confirmed=True)
    assert asides(world) == []
    with pytest.raises(Refused, match="må ikke rettes"):
        set_aside(world.register, actor(), DUF, UNTIL, None)
    _case, undo = plan_undo(world.register, actor(), DUF)
    apply_change(world.register, actor(), DUF, undo, confirmed=True)
    assert asides(world) == []


def test_it_ends_for_those_who_need_no_correction_when_all_rows_are_written_at_once(
    world: World,
) -> None:
    world.participant(PASSED)
    set_aside(world.register, actor(), DUF, UNTIL, None)
    with world.register.write():
        rebuild_report_rows(world.register, TODAY)
    assert len(asides(world)) == 1
    with world.register.write():
        kept = SetAsideRow.get()
    registered = RegisterTermination("ukjent", date(2024, 9, 18))
    apply_change(world.register, actor(), DUF, registered, confirmed=True)
    with world.register.write():
        kept.save(force_insert=True)
        rebuild_report_rows(world.register, TODAY)
        assert not SetAsideRow.select().exists()


@pytest.mark.parametrize("until", [None, TODAY, TODAY + timedelta(366)])
def test_the_day_is_after_today_and_at_most_a_year_ahead(world: World, until: date | None) -> None:
    world.participant(PASSED)
    with pytest.raises(Refused):
        set_aside(world.register, actor(), DUF, until, None)
    set_aside(world.register, actor(), DUF, TODAY + timedelta(365), None)


def test_it_does_not_stand_in_the_way_of_an_undo(world: World) -> None:
    world.participant(PASSED)
    set_aside(world.register, actor("4204-ANNE"), DUF, UNTIL, None)
    _case, undo = plan_undo(world.register, actor(), DUF)
    assert undo.undone.action == "decision.add"


def test_a_reader_and_another_municipality_may_not(world: World) -> None:
    world.participant(PASSED)
    set_aside(world.register, actor(), DUF, UNTIL, None)
    world.register.access = Access(Role.READER, "4204")
    with pytest.raises(NotAllowed):
        set_aside(world.register, actor(), DUF, UNTIL, None)
    assert asides(world)
    world.register.access = Access(Role.CASE_WORKER, "0301")
    with pytest.raises(UnknownPerson):
        set_aside(world.register, actor(), DUF, UNTIL, None)
    assert asides(world) == []


def test_it_is_erased_with_the_person(world: World) -> None:
    world.participant(date(2009, 3, 1), as_of=date(2012, 5, 1))
    long_ago = actor(today=date(2012, 6, 1))
    set_aside(world.register, long_ago, DUF, date(2012, 9, 1), None)
    purge(world.register, actor())
    assert world.sql("SELECT count(*) FROM set_aside") == [(0,)]

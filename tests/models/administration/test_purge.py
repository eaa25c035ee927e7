"""Erasure after fifteen years and never before; the journal's chain remains intact."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import peewee
import pytest

from models.administration.check import check_register
from models.administration.journal_view import read_lines
from models.administration.purge import expired, purge
from models.cases.lookup import look_up
from models.changes.apply_change import apply_change
from models.changes.session_memory import SessionMemory, keep_memory, kept_memory
from models.changes.terminations import RegisterTermination
from models.journal.hash_chain import broken_line
from models.journal.writer import write_refused
from models.list_filter import ListFilter, all_persons
from models.lists.counts import count_list
from models.lists.person_search import find_persons
from models.lists.search_journal import write_search
from rules.code_lists import (
    Category,
    Completeness,
    DecisionKind,
    EventKind,
    Goal,
    Law,
    MeasureKind,
    TerminationKind,
)
from rules.facts import CaseFacts, Decision, Event, Measure, Termination
from rules.retention import counted_from, retention
from tests.case_builder import TABLES, World, actor
from tests.registers import on_a_server, without

OLD, NEW = "992400077703", "992400088804"
START = date(2009, 3, 1)
LAST = date(2024, 3, 1)
AFTER = date(2024, 3, 2)


def facts(**given: Any) -> CaseFacts:
    return CaseFacts(Law.INTEGRERINGSLOVEN, Category.RIGHT, **given)


def participation(start: date) -> Decision:
    return Decision(DecisionKind.PARTICIPATION, start, start)


def termination(day: date, registered: date) -> Termination:
    moment = datetime.combine(registered, time(12), UTC)
    return Termination(TerminationKind.ORDINARY, "ukjent", day, "4204-DEMO", moment)


ENDED = termination(date(2010, 6, 1), date(2010, 7, 15))
REJECTED = Decision(DecisionKind.REJECTION, date(2006, 1, 1))
MEASURE = Measure(next(iter(MeasureKind)), date(2009, 1, 5))


@pytest.mark.parametrize(
    ("case", "history", "day"),
    [
        # Integreringsforskriften §§ 60-61: the earlier of programme start and first measure.
        (facts(decisions=(participation(START),)), (), START),
        (facts(decisions=(participation(START),), measures=(MEASURE,)), (), MEASURE.start),
        # Without either: the day of settlement.
        (facts(settled=date(2008, 5, 1)), (ENDED,), date(2008, 5, 1)),
        (facts(settled=date(2008, 5, 1), decisions=(participation(START),)), (), START),
        # A person known from a report: the termination.
        (facts(known=Completeness.REPORT), (ENDED,), ENDED.date),
        # The start deadline minus the months it allows (§ 8).
        (facts(stored_start_deadline=date(2011, 2, 28)), (ENDED,), date(2009, 2, 28)),
        # § 60 fjerde ledd: the earliest known day, for persons who never took part.
        (facts(), (ENDED,), ENDED.date),
        (facts(), (termination(date(2010, 6, 1), date(2010, 2, 3)),), date(2010, 2, 3)),
        (facts(events=(Event(EventKind.MOVED, date(2007, 1, 1)),)), (ENDED,), date(2007, 1, 1)),
        (
            facts(decisions=(Decision(DecisionKind.REJECTION, date(2006, 1, 1)),)),
            (),
            date(2006, 1, 1),
        ),
        # An annulled decision does not count.
        (facts(decisions=(replace(participation(START), annulled=True),)), (), None),
        (facts(), (), None),
    ],
)
@pytest.mark.law("integreringsforskriften § 60")
def test_what_the_years_are_counted_from(
    case: CaseFacts, history: tuple[Termination, ...], day: date | None
) -> None:
    registered = min((t.registered_at.date() for t in history), default=None)
    counted = counted_from(case, history, registered)
    assert (counted[0] if counted else None) == day


def kept_until(case: CaseFacts) -> date | None:
    kept = retention(case, (), None, AFTER)
    return kept.kept_until if kept else None


def test_fifteen_years_to_the_day() -> None:
    assert kept_until(facts(decisions=(participation(START),))) == LAST
    assert kept_until(facts(settled=date(2024, 2, 29))) == date(2039, 2, 28)


def test_nobody_is_erased_before_the_deadline_or_while_a_later_programme_counts() -> None:
    """The register's own choice: domain.md, Retention."""
    old = facts(settled=date(2005, 1, 1), goal=next(iter(Goal)))
    late = replace(old, measures=(MEASURE,), decisions=(participation(date(2023, 12, 1)),))
    assert kept_until(late) == date(2024, 6, 1), "the completion deadline"
    again = replace(old, decisions=(participation(START), participation(date(2020, 1, 1))))
    assert kept_until(again) == date(2035, 1, 1)


@pytest.fixture
def old_and_new(world: World) -> World:
    world.participant(START, duf=OLD, as_of=START)
    day = actor(today=date(2009, 6, 1))
    apply_change(world.register, day, OLD, RegisterTermination("ukjent", day.as_of), confirmed=True)
    world.participant(date(2024, 3, 1), duf=NEW, name="NY, BY")
    look_up(world.register, actor(), OLD)
    for text in (OLD, "skog", "ny by"):
        write_search(world.register, actor(), ListFilter(search=text))
    for asked in (f"goal {OLD} x", "report --name 'Stille, Skog'", "sh"):
        write_refused(world.register, actor(), "ssh-session", asked=asked)
    place = SessionMemory({}, OLD, "STILLE, SKOG", True, 1, 2, 0, START)
    keep_memory(world.register, actor(), place)
    assert kept_memory(world.register, actor()) == place
    return world


@pytest.mark.law("integreringsforskriften § 61")
def test_nobody_is_erased_before_their_day(old_and_new: World) -> None:
    register = old_and_new.register
    assert expired(register, actor(today=LAST)) == []
    assert [one.duf for one in expired(register, actor(today=AFTER))] == [OLD]


def test_erased_is_erased_and_the_chain_stays(old_and_new: World) -> None:
    register = old_and_new.register
    lines = len(read_lines(register))
    assert [one.duf for one in purge(register, actor(today=AFTER))] == [OLD]
    assert len(read_lines(register)) == lines + 1
    assert find_persons(register, OLD, AFTER) == []
    assert count_list(register, all_persons(), AFTER).total == 1
    assert kept_memory(register, actor()) is None
    with register.read():
        for table in TABLES:
            assert OLD not in str(register.execute(f'SELECT * FROM "{table}"')), table
        searches = str(register.execute("SELECT after FROM journal"))
        assert '"ny by"' in searches and '"skog"' not in searches
        assert '"sh"' in searches and "Stille" not in searches
        assert broken_line() is None
    assert check_register(register, actor()) == []
    register.close()
    if not on_a_server():
        assert OLD.encode() not in Path(old_and_new.place).read_bytes()
    assert purge(register, actor(today=AFTER)) == []


def test_a_leap_day_has_its_fifteen_years_too(world: World) -> None:
    world.participant(date(2008, 2, 29), duf=NEW, as_of=date(2008, 3, 1))
    assert purge(world.register, actor(today=date(2023, 2, 28))) == []
    assert len(purge(world.register, actor(today=date(2023, 3, 1)))) == 1


@pytest.mark.parametrize(
    ("since", "own", "before", "may_go"),
    [
        (None, "2010-01-01", None, True),
        (None, "2024-12-09", None, False),
        ("2024-12-10", "2010-01-01", "2024-12-09", False),
        ("2024-12-09", "2010-01-01", "2024-12-09", True),
        ("2024-12-10", "2024-12-09", "2010-01-01", True),
        ("2024-12-09", "2024-12-09", "2010-01-01", False),
    ],
)
def test_the_database_asks_for_the_completion_deadline_of_the_day(
    old_and_new: World, since: str | None, own: str, before: str | None, may_go: bool
) -> None:
    old_and_new.sql("DELETE FROM other_deadline")
    sql = "UPDATE report_row SET completion_deadline = ?, deadline_since = ? WHERE duf = ?"
    old_and_new.sql(sql, own, since, OLD)
    if since:
        old_and_new.sql(
            "INSERT INTO other_deadline (person_id, since, until, completion_deadline, duf,"
            " municipality, is_awaited) SELECT person_id, '0001-01-01', ?, ?, duf, municipality,"
            " FALSE FROM report_row WHERE duf = ?",
            *(since, before, OLD),
        )
    attempt = "INSERT INTO purge SELECT id, duf, '2024-12-09' FROM person WHERE duf = ?"
    if may_go:
        old_and_new.sql(attempt, OLD)
        return
    with pytest.raises(peewee.IntegrityError, match="fifteen years"):
        old_and_new.sql(attempt, OLD)


@pytest.mark.parametrize(
    "attempt",
    [
        "DELETE FROM person",
        "DELETE FROM termination",
        "DELETE FROM measure",
        "DELETE FROM journal",
        "DELETE FROM register_user",
        "UPDATE journal SET duf = NULL, before = NULL, after = NULL, salt = NULL",
        "UPDATE journal SET \"by\" = 'en-annen'",
        "UPDATE journal SET chain = ''",
        pytest.param(
            "INSERT OR REPLACE INTO journal SELECT id, at, 'x', action, duf, before, after, salt,"
            " digest, chain, history FROM journal",
            marks=pytest.mark.file,
        ),
        "INSERT INTO purge SELECT id, duf, '2024-03-01' FROM person",
        "INSERT INTO purge SELECT id, duf, NULL FROM person",
        "UPDATE termination SET reason = 'dod'",
    ],
)
def test_every_other_way_is_closed(old_and_new: World, attempt: str) -> None:
    register = old_and_new.register
    with pytest.raises(peewee.IntegrityError), register.write():
        if "measure" in attempt or "user" in attempt:
            register.execute(
                "INSERT INTO measure (person_id, kind) SELECT id, 'norsk' FROM person LIMIT 1"
            )
            register.execute(
                "INSERT INTO register_user VALUES ('x', 'reader', '4204', NULL, false)"
            )
        register.execute(attempt)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET after = '{}' WHERE id = 2",
        "UPDATE journal SET \"by\" = 'en-annen' WHERE id = 2",
        "UPDATE journal SET at = '2020-01-01T00:00:00+00:00' WHERE id = 2",
        "UPDATE journal SET salt = NULL WHERE id = 2",
        "DELETE FROM journal WHERE id = 2",
    ],
)
def test_a_journal_that_was_changed_behind_the_triggers_is_found(
    old_and_new: World, change: str
) -> None:
    register = old_and_new.register
    with register.write():
        assert broken_line() is None
        for trigger in ("journal_is_history", "journal_is_kept"):
            register.execute(without(trigger, "journal"))
        register.execute(change)
        assert broken_line() in (2, 3)

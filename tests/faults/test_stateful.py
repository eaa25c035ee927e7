"""Two users, the engine, imports and time act in any order; the register agrees with a model.

The model uses no database and none of the rules: it takes terminations from the second reading.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from models.administration.check import check_register
from models.cases.case import Case
from models.cases.lookup import read_case
from models.changes.apply_change import apply_change
from models.changes.change import CaseChange
from models.changes.programme import AddDecision, AnnulDecision, SetGoal
from models.changes.terminations import DeleteTermination, EditTermination, RegisterTermination
from models.engine.run import run_engine
from models.errors import ChangedMeanwhile, Refused
from models.exchange.importing.run import import_paths
from models.journal.actor import Actor
from models.list_filter import Subject, all_persons
from models.lists.counts import count_list
from models.sample_data.demo.people import NewPerson, add_person
from models.storage.register import Register, open_register
from rules.code_lists import ENGINE, Category, DecisionKind, Goal, Law
from rules.facts import Decision
from tests.case_builder import actor
from tests.hypothesis_profiles import examples
from tests.models.exchange.files import bundle, person
from tests.registers import drop_databases_since, empty_copy, made
from tests.rules.second_reading import PlainCase, PlainDecision, computed_termination

USERS = ("4204-KARI", "4204-OLA")
DUFS = ("992400000001", "992400000002", "992400000003")
BEGINNING = date(2024, 6, 3)
SETTLED = date(2024, 1, 8)

users, dufs = st.sampled_from(USERS), st.sampled_from(DUFS)
days = st.dates(date(2024, 1, 8), date(2027, 12, 31))
goals = st.sampled_from(list(Goal))
reasons = st.sampled_from(["helse", "ukjent", "annet"])


@dataclass
class PlainPerson:
    """A person in the model; `seen_by` holds the users who have seen the newest version."""

    goal: str | None = None
    decisions: list[PlainDecision] = field(default_factory=list)
    active: tuple[str, date, str] | None = None
    history: int = 0
    seen_by: set[str] = field(default_factory=set)

    def answered(self, today: date) -> bool:
        """Apply the engine's termination to the model; return whether it changed anything."""
        if self.active and self.active[2] != ENGINE:
            return False
        law = str(Law.INTEGRERINGSLOVEN)
        case = PlainCase(law, self.goal, tuple(self.decisions), (), None, None, SETTLED)
        computed = computed_termination(case, today)
        answer = (*computed, ENGINE) if computed else None
        if answer == self.active:
            return False
        self.history += answer is not None
        self.active = answer
        return True


Do = Callable[[Register, Actor, int | None], Case]


def _saving(duf: str, change: CaseChange) -> Do:
    return lambda register, by, expected_version: apply_change(
        register, by, duf, change, confirmed=True, expected_version=expected_version
    )


class TwoUsers(RuleBasedStateMachine):
    """Two users change three persons while days pass and files are imported."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = made()
        self.folder = tempfile.TemporaryDirectory()
        place = empty_copy(Path(self.folder.name), "register.db")
        self.register: Register = open_register(place)
        self.today = BEGINNING
        self.persons: dict[str, PlainPerson] = {}
        self.versions: dict[tuple[str, str], int] = {}
        for duf in DUFS[:2]:
            self._add(duf)

    def _add(self, duf: str) -> None:
        with self.register.write():
            new = NewPerson(
                *(duf, "STILLE", "SKOG", "K", date(1990, 5, 14), Law.INTEGRERINGSLOVEN),
                Category.RIGHT,
                "4204",
                settled=SETTLED,
            )
            add_person(self.register, new)
        self.persons[duf] = PlainPerson()

    def by(self, user: str) -> Actor:
        return actor(user, self.today)

    def _change(
        self,
        user: str,
        duf: str,
        do: Do,
        output: Callable[[PlainPerson], bool],
    ) -> None:
        """Change a person with `do` from the version last seen; `output` changes the model.

        A change that the rules refuse changes nothing. A user who has not seen the newest version
        gets `ChangedMeanwhile`.
        """
        if duf not in self.persons:
            return
        known = self.persons[duf]
        expected_version = self.versions.get((user, duf))
        try:
            case = do(self.register, self.by(user), expected_version)
        except ChangedMeanwhile:
            assert expected_version is not None and user not in known.seen_by
            return
        except Refused:
            assert expected_version is None or user in known.seen_by
            return
        assert expected_version is None or user in known.seen_by, (
            "saved over what they had not seen"
        )
        if output(known):
            known.answered(self.today)
            known.seen_by = set()
        known.seen_by.add(user)
        self.versions[user, duf] = case.person.version

    @rule(user=users, duf=dufs)
    def look(self, user: str, duf: str) -> None:
        if duf in self.persons:
            self.versions[user, duf] = read_case(self.register, duf).person.version
            self.persons[duf].seen_by.add(user)

    @rule(user=users, duf=dufs, reason=reasons, day=days)
    def end(self, user: str, duf: str, reason: str, day: date) -> None:
        def output(known: PlainPerson) -> bool:
            assert known.active is None or known.active[2] == ENGINE, "one at a time"
            known.active = (reason, day, user)
            known.history += 1
            return True

        self._change(user, duf, _saving(duf, RegisterTermination(reason, day)), output)

    @rule(user=users, duf=dufs, reason=reasons, day=days)
    def correct(self, user: str, duf: str, reason: str, day: date) -> None:
        def output(known: PlainPerson) -> bool:
            assert known.active is not None
            if known.active[:2] == (reason, day):
                return False
            known.active = (reason, day, user)
            known.history += 1
            return True

        self._change(user, duf, _saving(duf, EditTermination(reason, day)), output)

    @rule(user=users, duf=dufs)
    def take_back(self, user: str, duf: str) -> None:
        def output(known: PlainPerson) -> bool:
            assert known.active is not None and known.active[2] != ENGINE
            known.active = None
            return True

        self._change(
            user,
            duf,
            _saving(duf, DeleteTermination()),
            output,
        )

    @rule(user=users, duf=dufs, goal=goals)
    def choose_goal(self, user: str, duf: str, goal: Goal) -> None:
        def output(known: PlainPerson) -> bool:
            is_another = known.goal != str(goal)
            known.goal = str(goal)
            return is_another

        self._change(
            user,
            duf,
            _saving(duf, SetGoal(goal)),
            output,
        )

    @rule(
        user=users,
        duf=dufs,
        kind=st.sampled_from(list(DecisionKind)),
        start=days,
        length=st.integers(0, 400),
    )
    def decide(self, user: str, duf: str, kind: DecisionKind, start: date, length: int) -> None:
        end = start + timedelta(days=length)
        period = (start, end) if kind.has_period else (None, None)
        decision = Decision(kind, start, *period)

        def output(known: PlainPerson) -> bool:
            known.decisions.append(PlainDecision(str(kind), False, start, *period))
            return True

        self._change(
            user,
            duf,
            _saving(duf, AddDecision(decision)),
            output,
        )

    @rule(user=users, duf=dufs, which=st.integers(0, 5))
    def annul(self, user: str, duf: str, which: int) -> None:
        if duf not in self.persons:
            return
        stored = sorted(read_case(self.register, duf).decisions, key=lambda d: d.id or 0)
        if which >= len(stored):
            return
        number = stored[which].id or 0

        def output(known: PlainPerson) -> bool:
            old = known.decisions[which]
            known.decisions[which] = PlainDecision(old.kind, True, old.date, old.start, old.end)
            return True

        self._change(
            user,
            duf,
            _saving(duf, AnnulDecision(number)),
            output,
        )

    @rule(user=users, every=st.booleans())
    def run_the_engine(self, user: str, every: bool) -> None:
        report = run_engine(self.register, self.by(user), every=every)
        changed = 0
        for known in self.persons.values():
            if known.answered(self.today):
                known.seen_by = set()
                changed += 1
        assert report.examined - report.unchanged == changed

    @rule(days_on=st.integers(-200, 400))
    def time_passes(self, days_on: int) -> None:
        self.today = max(BEGINNING, min(self.today + timedelta(days=days_on), date(2029, 1, 1)))

    @rule(user=users, duf=dufs, goal=goals, start=days)
    def a_file_comes_in(self, user: str, duf: str, goal: Goal, start: date) -> None:
        folder = Path(self.folder.name) / f"file-{len(list(Path(self.folder.name).iterdir()))}"
        row = person(duf, goal=str(goal), goal_date="")
        takes_part = f"{duf};deltakelse;fattet;{start};{start};"
        path = bundle(folder, persons=[row], decisions=[takes_part])
        report = import_paths(self.register, self.by(user), [path])
        known = self.persons.setdefault(duf, PlainPerson())
        known.goal = str(goal)
        decisions = [PlainDecision("deltakelse", False, start, start, None)]
        if report.counts["persons.unchanged"]:
            assert decisions == known.decisions
            return
        known.decisions = decisions
        known.answered(self.today)
        known.seen_by = set()

    @invariant()
    def the_register_is_what_the_model_says(self) -> None:
        ended = 0
        for duf, known in self.persons.items():
            case = read_case(self.register, duf)
            active = case.facts.active
            found = (active.reason, active.date, active.registered_by) if active else None
            assert found == known.active
            assert len(case.terminations) == known.history
            assert case.facts.goal == (Goal(known.goal) if known.goal else None)
            assert len(case.decisions) == len(known.decisions)
            ended += found is not None
        persons = all_persons()
        assert count_list(self.register, persons, self.today).total == len(self.persons)
        report = type(persons)(Subject.ENDED, None)
        assert count_list(self.register, report, self.today).total == ended

    def teardown(self) -> None:
        try:
            found = check_register(self.register, self.by(USERS[0]), integrity_only=True)
            assert found == []
        finally:
            self.register.close()
            self.folder.cleanup()
            drop_databases_since(self.kept)


# Hypothesis creates the base class at run time, hence the ignored types.
class TestTwoUsers(TwoUsers.TestCase):  # type: ignore[misc, valid-type]
    """The state machine as a test case for pytest."""

    pytestmark = pytest.mark.register
    settings = settings(
        max_examples=examples(60),
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

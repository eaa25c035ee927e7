"""The rule engine over the whole register: one transaction, repeatable, stoppable."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from models.actor import Actor
from models.bulk import update_rows
from models.case import Case, load_case, stream_cases, stream_cases_of, surroundings
from models.changes import answer_by_engine
from models.database import Register
from models.errors import Stopped
from models.journal import write_line
from models.report_row import rebuild_report_rows, refresh_report_row
from models.tables import PersonRow, ReportRow
from rules.due import standstill
from rules.engine import Computation, Reconciliation, compute, reconcile
from rules.sentence import Sentence

Progress = Callable[[int, int], None]
ShallStop = Callable[[], bool]

_ADD, _WITHDRAW = "add", "withdraw"


@dataclass(frozen=True, slots=True)
class EngineChange:
    """What the engine does, or would do, with one person's termination."""

    duf: str
    name: str
    action: str
    reason: str
    date: datetime.date
    because: Sentence | None


@dataclass(slots=True)
class EngineReport:
    """What an engine run came to; the changes themselves only of a trial."""

    as_of: str
    dry_run: bool
    examined: int = 0
    added: Counter[str] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    changes: list[EngineChange] = field(default_factory=list)

    def count(self, steps: Reconciliation) -> None:
        """Count one person's outcome."""
        self.examined += 1
        self.unchanged += not steps
        if steps.add:
            self.added[steps.add.reason] += 1
        if steps.withdraw:
            self.withdrawn[steps.withdraw.reason] += 1


def run_engine(
    register: Register,
    actor: Actor,
    dry_run: bool = False,
    progress: Progress | None = None,
    shall_stop: ShallStop | None = None,
    every: bool = False,
) -> EngineReport:
    """Run the engine as of the actor's day, over the cases that time can have changed.

    `every`: over every case, and what is made of the cases for the lists is made anew too. Both
    leave the same register. All of it or nothing: raises Stopped where `shall_stop` says so, and
    then nothing was done. A dry run writes nothing and lists every change.
    """
    with register.read() if dry_run else register.write():
        report = EngineReport(actor.as_of.isoformat(), dry_run)
        shared = surroundings(register)
        due = None if every else _due(actor.as_of)
        total = PersonRow.select().count() if due is None else len(due)
        unchanged: list[tuple[str, str, int]] = []
        for case in stream_cases(shared) if due is None else stream_cases_of(due, shared):
            if shall_stop and shall_stop():
                raise Stopped
            computation = compute(case.facts, actor.as_of)
            steps = reconcile(computation, case.facts.active)
            report.count(steps)
            if dry_run:
                report.changes.extend(_told(case, steps, computation))
            elif steps:
                answer_by_engine(actor, case, steps, shared)
            elif not every:
                since, until = standstill(case.facts, actor.as_of)
                unchanged.append((since.isoformat(), until.isoformat(), case.person.id))
            if progress:
                progress(report.examined, total)
        if not dry_run:
            _keep_days(register, actor, unchanged, every)
            write_line(actor, "engine.run", None, None, _summary(report))
        return report


def _due(as_of: datetime.date) -> list[int]:
    """The persons whose day has come, or who were last looked at under a later day."""
    # Two questions, each to an index of its own: together they would read every row.
    found: set[int] = set()
    for is_due in (ReportRow.due <= as_of, ReportRow.examined_since > as_of):
        query = ReportRow.select(ReportRow.person).where(is_due)
        found.update(number for (number,) in query.tuples().iterator())
    return sorted(found)


def _keep_days(
    register: Register, actor: Actor, unchanged: list[tuple[str, str, int]], every: bool
) -> None:
    """Note for whom nothing changed until when; after a run over every case, for everybody."""
    if every:
        rebuild_report_rows(register, actor.as_of)
        return
    update_rows(ReportRow, ("examined_since", "due"), unchanged, key="person")


def run_engine_for(register: Register, actor: Actor, duf: str) -> None:
    """Run the engine over one case, as a nightly run would come by it."""
    with register.write():
        shared = surroundings(register)
        case = load_case(duf, shared)
        steps = reconcile(compute(case.facts, actor.as_of), case.facts.active)
        if steps:
            answer_by_engine(actor, case, steps, shared)
        else:
            refresh_report_row(case, actor.as_of)


def explain(register: Register, actor: Actor, duf: str) -> tuple[Case, Computation]:
    """Why the engine computes what it does for one person. Raises NotFound."""
    with register.read():
        case = load_case(duf, surroundings(register))
    return case, compute(case.facts, actor.as_of)


def _told(case: Case, steps: Reconciliation, computation: Computation) -> Iterator[EngineChange]:
    if steps.withdraw:
        yield EngineChange(
            case.person.duf,
            case.person.name,
            _WITHDRAW,
            steps.withdraw.reason,
            steps.withdraw.date,
            None,
        )
    if steps.add:
        because = next(
            g.because
            for g in computation.grounds
            if g.holds and (g.reason, g.date) == (steps.add.reason, steps.add.date)
        )
        yield EngineChange(
            case.person.duf,
            case.person.name,
            _ADD,
            steps.add.reason,
            steps.add.date,
            because,
        )


def _summary(report: EngineReport) -> dict[str, object]:
    return {
        "run_as_of": report.as_of,
        "examined": report.examined,
        "added": sum(report.added.values()),
        "withdrawn": sum(report.withdrawn.values()),
    }

"""Runs the rule engine over the register, in one transaction that can be repeated and stopped."""

import datetime
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from models.cases.case import (
    Case,
    LoadContext,
    build_case,
    build_case_or_fail,
    load_case,
    load_context,
)
from models.cases.stored_case import StoredCase, load_stored, stream_stored_of
from models.changes.case_batch import CaseBatch
from models.changes.case_update import CaseUpdate
from models.engine.parallel_scan import ScanResult, examine
from models.errors import Stopped
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.search_retention import forget_old_searches
from models.journal.writer import append_entry
from models.list_rows.bulk_rebuild import rebuild_counts, rows_in_bulk
from models.list_rows.projection import report_row_values
from models.list_rows.text_index import rebuild_letter_counts, rebuild_text_index
from models.list_rows.writer import write_report_rows
from models.storage.register import Register
from models.tables import PersonRow, ReportRow
from models.tables.bulk_writes import update_rows
from rules.change_dates import valid_interval
from rules.code_lists import ENGINE
from rules.engine import Computation, Computed, Reconciliation, compute, decide
from rules.explanation import Explanation, explain_case
from rules.facts import Termination
from rules.findings import Field, Finding, warning
from rules.message import Message, message

Progress = Callable[[int, int], None]
ShallStop = Callable[[], bool]

_BATCH_SIZE = 500
_MANY = 5_000
"""Changed rows from which indexes are rebuilt, if they are also a fifth of all rows."""


@dataclass(frozen=True, slots=True)
class EngineChange:
    """What the engine does, or would do, with one person's termination.

    One of `withdrawn` and `added` may be None. `because` is the reason for the new result.
    """

    duf: str
    name: str
    withdrawn: Computed | None
    added: Computed | None
    because: Message

    @property
    def moved_from(self) -> datetime.date | None:
        """The old date of a termination whose date alone changes; else None."""
        old, new = self.withdrawn, self.added
        return old.date if old and new and old.reason == new.reason else None


@dataclass(slots=True)
class EngineReport:
    """The counts of an engine run, and the changes themselves after a dry run.

    `moved` counts those of `added` that replace one with the same reason on another date.
    """

    as_of: str
    dry_run: bool
    examined: int = 0
    added: Counter[str] = field(default_factory=Counter)
    withdrawn: Counter[str] = field(default_factory=Counter)
    moved: Counter[str] = field(default_factory=Counter)
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
            if steps.add and steps.add.reason == steps.withdraw.reason:
                self.moved[steps.add.reason] += 1


def other_day_warning(actor: Actor) -> Finding | None:
    """Return the warning before a run as of another day than the register date; else None."""
    if actor.as_of == actor.register_date:
        return None
    text = message(
        "Regelmotoren kjøres per {day}, ikke per i dag, {own}: avslutninger datert fram til da "
        "blir registrert nå",
        day=actor.as_of,
        own=actor.register_date,
    )
    return warning(Field.DATE, text)


def run_engine(
    register: Register,
    actor: Actor,
    dry_run: bool = False,
    progress: Progress | None = None,
    shall_stop: ShallStop | None = None,
    every: bool = False,
) -> EngineReport:
    """Run the engine as of the actor's day, over the cases that time can have changed.

    `every`: over every case, and list rows, counts and text index are rebuilt too. The resulting
    register is the same either way. Raises Stopped if `shall_stop` returns True; then nothing is
    changed. A dry run writes nothing and lists every change.
    """
    heard = _ProgressReporter(progress, shall_stop)
    with register.read() if dry_run else register.write():
        register.require_administrator()
        report = EngineReport(actor.as_of.isoformat(), dry_run)
        shared = load_context(register)
        found = ScanResult()
        if every:
            tell = heard.for_total(PersonRow.select().count())
            found = examine(register, actor.as_of, tell, alone=dry_run)
        numbers = found.differing if every else _due(actor.as_of)
        report.examined = report.unchanged = max(0, found.looked_at - len(numbers))
        is_bulk = every and len(numbers) >= max(_MANY, report.unchanged // 4)
        if every and not dry_run and not is_bulk:
            _rebuild_derived(found)
        with rows_in_bulk() if is_bulk and not dry_run else nullcontext():
            run = _Run(actor, shared, every)
            tell = heard.for_total(found.looked_at + len(numbers))
            for done, stored in enumerate(stream_stored_of(numbers), found.looked_at + 1):
                case = build_case_or_fail(stored, shared)
                steps = decide(case.facts, actor.as_of)
                report.count(steps)
                if not dry_run:
                    run.carry_out(stored, case, steps)
                elif steps:
                    report.changes.append(_change(case, steps, actor.as_of))
                tell(done)
            run.write()
        if not dry_run:
            append_entry(actor, JournalAction.ENGINE_RUN, None, None, _summary(report))
            forget_old_searches(actor)
        return report


@dataclass(frozen=True, slots=True)
class _ProgressReporter:
    """The callbacks for the progress of a run, and for stopping it."""

    progress: Progress | None
    shall_stop: ShallStop | None

    def for_total(self, total: int) -> Callable[[int], None]:
        """Return a function to call with how many of a total are done. It may raise Stopped."""

        def report(done: int) -> None:
            if self.shall_stop and self.shall_stop():
                raise Stopped
            if self.progress:
                self.progress(done, total)

        return report


def _rebuild_derived(found: ScanResult) -> None:
    """Rebuild the counts, letter counts and text index from the list rows."""
    rebuild_counts()
    rebuild_letter_counts(found.letters)
    rebuild_text_index()


class _Run:
    """The writes of a run, collected and written some hundred cases at a time."""

    def __init__(self, actor: Actor, shared: LoadContext, rows_anew: bool) -> None:
        self._as_of, self._rows_anew = actor.as_of, rows_anew
        self._batch = CaseBatch(actor, shared, deleted_by=ENGINE)
        self._rows: list[dict[str, Any]] = []
        self._days: list[tuple[str, str, int]] = []
        self._waiting = 0

    def carry_out(self, stored: StoredCase, case: Case, steps: Reconciliation) -> None:
        """Apply the engine's steps. Without steps, rebuild the list row, or set its days only."""
        if steps:
            self._batch.apply_engine(CaseUpdate(stored), case, steps)
        elif self._rows_anew:
            self._rows.append(report_row_values(case, self._as_of))
        else:
            since, until = valid_interval(case.facts, self._as_of)
            self._days.append((since.isoformat(), until.isoformat(), case.person.id))
        self._waiting += 1
        if self._waiting == _BATCH_SIZE:
            self.write()

    def write(self) -> None:
        """Write what waits, inside a transaction."""
        self._batch.write()
        write_report_rows(self._rows)
        update_rows(ReportRow, ("examined_since", "due"), self._days, key="person")
        self._rows, self._days, self._waiting = [], [], 0


def _due(as_of: datetime.date) -> list[int]:
    """Return the persons whose due day has come, or that were examined as of a later day."""
    # Two queries, each with its own index: one query with OR would read every row.
    found: set[int] = set()
    for is_due in (ReportRow.due <= as_of, ReportRow.examined_since > as_of):
        query = ReportRow.select(ReportRow.person).where(is_due)
        found.update(number for (number,) in query.tuples().iterator())
    return sorted(found)


def run_engine_for(register: Register, actor: Actor, duf: str) -> None:
    """Run the engine over one case as a nightly run does; for the demo register."""
    with register.write():
        shared = load_context(register)
        stored = load_stored([duf])[duf]
        case = build_case(stored, shared)
        run = _Run(actor, shared, rows_anew=False)
        run.carry_out(stored, case, decide(case.facts, actor.as_of))
        run.write()


def explain(register: Register, actor: Actor, duf: str) -> tuple[Case, Explanation]:
    """Return a person's case, and why the engine computes what it does. Raises NotFound."""
    with register.read():
        case = load_case(duf, load_context(register))
    return case, explain_case(case.facts, actor.as_of)


def _change(case: Case, steps: Reconciliation, as_of: datetime.date) -> EngineChange:
    old = steps.withdraw
    return EngineChange(
        case.person.duf,
        case.person.name,
        Computed(old.reason, old.date) if old else None,
        steps.add,
        _because(compute(case.facts, as_of), old),
    )


def _because(computation: Computation, old: Termination | None) -> Message:
    """Return why the deciding ground holds; without one, why the withdrawn one no longer does."""
    if computation.deciding:
        return computation.deciding.because
    grounds = [g for g in computation.grounds if old and g.reason == old.reason]
    # A case may have several grounds with one reason, such as two moves: take the nearest in time.
    grounds.sort(key=lambda g: abs((g.date - old.date).days) if g.date and old else 0)
    return grounds[0].because if grounds else message("grunnen holder ikke lenger")


def _summary(report: EngineReport) -> dict[str, object]:
    return {
        "run_as_of": report.as_of,
        "examined": report.examined,
        "added": sum(report.added.values()),
        "withdrawn": sum(report.withdrawn.values()),
        "moved": sum(report.moved.values()),
    }

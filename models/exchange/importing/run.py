"""An import: files are read and checked, then merged in one transaction, all or nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from models.cases.case import Case, load_context
from models.cases.stored_case import StoredCase, load_stored
from models.changes.case_batch import CaseBatch
from models.errors import Stopped
from models.exchange.importing.merge_bundle import MergeResult, merge
from models.exchange.importing.merge_nir_report import merge_report
from models.exchange.importing.problems import BadFile, Problems
from models.exchange.importing.read_bundle import stage_bundle
from models.exchange.importing.read_nir_report import TABLE, StagedReport, stage_report
from models.exchange.importing.source import BundleSource, open_source
from models.exchange.importing.staging import StagedCase, Staging
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from models.journal.writer import append_entry
from models.list_rows.bulk_rebuild import rows_in_bulk
from models.storage.register import Register
from models.tables import PersonRow
from models.tables.base import day_of
from rules.code_lists import DecisionKind, DecisionResult, Law
from rules.deadlines import completion_deadline
from rules.duf_number import format_duf
from rules.message import Message, message

ImportProgress = Callable[[int, int], None]
"""Called with the number done and the total, which is 0 while files are read."""

_MOST_NOTICES = 100
_MANY = 5_000
"""Persons from which list rows are written in bulk, if most of them must be new."""


_MOST_PERSONS = 500
"""Persons that a dry run names; the counts are of all."""


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """A person whom an import changes; `counts` are those of the report, of this person alone."""

    duf: str
    name: str
    is_new: bool
    counts: Counter[str]


@dataclass(slots=True)
class ImportReport:
    """The outcome of an import or of a dry run.

    `persons`: after a dry run the first of those who would be changed, in the order of the files.
    """

    dry_run: bool
    persons: list[ImportedPerson] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    notices: list[Message] = field(default_factory=list)
    more_notices: int = 0

    @property
    def changes(self) -> bool:
        """Whether anything was changed."""
        return any(
            count
            for name, count in self.counts.items()
            if name not in ("persons.unchanged", "persons.skipped")
        )

    def name(self, result: MergeResult) -> None:
        """Keep a person who would be changed, in a dry run and while there is room."""
        if self.dry_run and len(self.persons) < _MOST_PERSONS:
            person = result.update.stored.person
            name = f"{person['first_name']}, {person['last_name']}"
            is_new = result.update.is_new
            self.persons.append(ImportedPerson(person["duf"], name, is_new, +result.counts))

    def notice(self, message: Message) -> None:
        """Keep a notice while there is room."""
        if len(self.notices) < _MOST_NOTICES:
            self.notices.append(message)
        else:
            self.more_notices += 1


class _TakenBack(Exception):
    """Raised at the end of a dry run, to roll back what it wrote."""


def import_paths(
    register: Register,
    actor: Actor,
    paths: Sequence[str],
    law: Law | None = None,
    dry_run: bool = False,
    progress: ImportProgress | None = None,
    shall_stop: Callable[[], bool] | None = None,
) -> ImportReport:
    """Import bundles and NIR reports in order; the engine decides for every person touched.

    Raises ImportRefused with all problems, NotFound or Stopped; then nothing is changed. A dry run
    does the same and rolls it back.
    """
    register.require_administrator()
    several = len(paths) > 1
    run = _Run(register, actor, ImportReport(dry_run), several, progress, shall_stop)
    try:
        for path in paths:
            run.stage(Path(path), law)
        with register.write():
            register.require_administrator()
            run.merge_all()
            if dry_run:
                raise _TakenBack
            names = [Path(path).name for path in paths]
            append_entry(
                actor, JournalAction.IMPORT, None, None, {"files": names, **run.report.counts}
            )
    except _TakenBack:
        pass
    finally:
        run.close()
    return run.report


class _Run:
    def __init__(
        self,
        register: Register,
        actor: Actor,
        report: ImportReport,
        several: bool,
        progress: ImportProgress | None,
        shall_stop: Callable[[], bool] | None,
    ) -> None:
        self.report = report
        self._register, self._actor = register, actor
        self._progress, self._shall_stop = progress, shall_stop
        self._several = several
        self._problems = Problems()
        self._staged: list[Staging | StagedReport] = []
        self._rows = 0

    def stage(self, path: Path, law: Law | None) -> None:
        """Read a path; its problems are kept for `merge_all`."""
        reference = self._register.reference
        try:
            source = open_source(path)
            if isinstance(source, BundleSource):
                with self._problems.inside(self._name_of(path)):
                    staging = stage_bundle(source, reference, self._problems, self._rows_read)
                staging.bundle = self._name_of(path)
                self._staged.append(staging)
                return
            report = stage_report(source.file, reference, law, self._problems, self._rows_read)
        except BadFile as bad:
            self._problems.add(*bad.problems)
            return
        self._staged.append(report)
        for notice in report.notices:
            self.report.notice(notice)

    def _name_of(self, path: Path) -> str:
        """Return the bundle's name for error messages; empty if there is only one path."""
        return str(path) if self._several else ""

    def _rows_read(self, count: int) -> None:
        self._rows += count
        self._tell(self._rows, 0)

    def _tell(self, done: int, total: int) -> None:
        if self._shall_stop and self._shall_stop():
            raise Stopped
        if self._progress:
            self._progress(done, total)

    def merge_all(self) -> None:
        """Merge what was read, inside a transaction. Raises ImportRefused if there are problems."""
        done, total = 0, sum(_staging(staged).count() for staged in self._staged)
        # A path that cannot be read may be the one that has the persons of another.
        is_uncertain = bool(self._problems.count) and self._several
        are_most = total >= max(_MANY, 2 * PersonRow.select().count())
        with rows_in_bulk() if are_most else nullcontext():
            for staged in self._staged:
                merging = _Merging(
                    self._register,
                    self._actor,
                    staged,
                    self.report,
                    self._problems,
                    is_uncertain,
                )
                with self._problems.inside(_staging(staged).bundle):
                    for batch in _staging(staged).batches():
                        merging.merge_batch(batch)
                        done += len(batch)
                        self._tell(done, total)
                self.report.counts.update(merging.engine_counts())
            self._problems.refuse()

    def close(self) -> None:
        """Close the staging databases."""
        for staged in self._staged:
            _staging(staged).close()


def _staging(staged: Staging | StagedReport) -> Staging:
    return staged.staging if isinstance(staged, StagedReport) else staged


class _Merging:
    """The merge of one source, some hundred persons at a time."""

    def __init__(
        self,
        register: Register,
        actor: Actor,
        staged: Staging | StagedReport,
        report: ImportReport,
        problems: Problems,
        may_lack_persons: bool,
    ) -> None:
        self._staged, self._report, self._problems = staged, report, problems
        self._actor, self._reference = actor, register.reference
        shared = load_context(register)
        self._batch = CaseBatch(actor, shared)
        self._bad = _staging(staged).bad_dufs()
        self._now = actor.now().isoformat(timespec="seconds")
        self._may_lack_persons = may_lack_persons or _staging(staged).lacks_persons

    def merge_batch(self, batch: dict[str, StagedCase]) -> None:
        """Merge some persons. After the first problem nothing more is written."""
        stored = load_stored(list(batch))
        for duf, staged in batch.items():
            if duf in self._bad or self._may_be_in_unread_file(staged, stored.get(duf)):
                continue
            result = self._merge(duf, staged, stored.get(duf))
            self._problems.add(*result.problems)
            self._report.counts.update(result.counts)
            if result.touched and not self._problems.count:
                self._report.name(result)
                case = self._batch.add(result.update)
                decisions = self._problems.place("decisions.csv")
                for notice in _beyond_the_cap(case, staged, decisions, self._actor):
                    self._report.notice(notice)
        if not self._problems.count:
            self._batch.write()

    def _may_be_in_unread_file(self, staged: StagedCase, stored: StoredCase | None) -> bool:
        """Whether a person is unknown, perhaps only because a file could not be read."""
        is_known = staged.person is not None or stored is not None
        return self._may_lack_persons and not is_known and TABLE not in staged.rows

    def _merge(self, duf: str, staged: StagedCase, stored: StoredCase | None) -> MergeResult:
        user, now = self._actor.user, self._now
        if isinstance(self._staged, StagedReport):
            row, reference = staged.rows[TABLE][0], self._reference
            law, name = self._staged.law, self._staged.name
            return merge_report(name, row, stored, law, reference, user, now)
        return merge(duf, staged, stored, self._staged.missing, user, now)

    def engine_counts(self) -> dict[str, int]:
        """What the engine did on the way."""
        batch = self._batch
        return {
            "engine.added": batch.added_by_engine,
            "engine.withdrawn": batch.withdrawn_by_engine,
        }


def _beyond_the_cap(case: Case, staged: StagedCase, file: str, actor: Actor) -> Iterator[Message]:
    """Yield a notice of each extension past the legal limit, which is imported nevertheless."""
    extensions = [
        row
        for row in staged.rows.get("decision", ())
        if row["kind"] == DecisionKind.EXTENSION and row["result"] == DecisionResult.MADE
    ]
    if not extensions:
        return
    deadline = completion_deadline(case.facts, actor.as_of)
    for row in extensions:
        decided = day_of(row["date"] or row["from"])
        latest = deadline.latest_extension(decided or actor.as_of) if deadline else None
        if latest and row["to"] > latest.isoformat():
            yield message(
                "{file}, rad {row}, {duf}: utvidelse til {end} går ut over lengste frist "
                "{latest}; fristen stopper der",
                file=file,
                row=row["row"],
                duf=format_duf(case.person.duf),
                end=row["to"],
                latest=latest,
            )

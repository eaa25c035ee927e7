"""Problems in imported files: where they are, what was found, and what was expected."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from models.errors import RegisterError
from rules.message import Message, message

MOST_SHOWN = 100
_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. Rows are counted from 1, which is the title row."""

    file: str
    expected: Message
    row: int | None = None
    column: str | None = None
    value: str | None = None

    @property
    def message(self) -> Message:
        """The message, such as `persons.csv, rad 3, born: «31.02.2024» – en dag som finnes`."""
        where = message("{file}", file=self.file)
        if self.row is not None:
            where = message("{file}, rad {row}", file=self.file, row=self.row)
        if self.row is not None and self.column is not None:
            where = message(
                "{file}, rad {row}, {column}", file=self.file, row=self.row, column=self.column
            )
        if self.value is None:
            return message("{where}: {expected}", where=where, expected=self.expected)
        value = self.value[:_LONGEST_VALUE] + ("…" if len(self.value) > _LONGEST_VALUE else "")
        return message(
            "{where}: «{value}» – {expected}", where=where, value=value, expected=self.expected
        )


class BadFile(Exception):
    """A file that cannot be read any further; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(str(problem.message) for problem in problems))
        self.problems = problems


class ImportRefused(RegisterError):
    """The import was refused for the problems found. Nothing was changed."""

    def __init__(self, problems: "Problems") -> None:
        self.count = problems.count
        shown = [problem.message for problem in problems.shown]
        if problems.count > len(shown):
            shown.append(message("… og {count} feil til", count=problems.count - len(shown)))
        super().__init__(*shown)


@dataclass(slots=True)
class Problems:
    """Counts all problems, and keeps the first `MOST_SHOWN`."""

    shown: list[Problem] = field(default_factory=list)
    count: int = 0
    _bundle: str = ""

    @contextmanager
    def inside(self, bundle: str) -> Iterator[None]:
        """Name the bundle of problems added meanwhile: every bundle has the same file names."""
        self._bundle = bundle
        try:
            yield
        finally:
            self._bundle = ""

    def add(self, *problems: Problem) -> None:
        """Count problems, and keep them while there is room."""
        self.count += len(problems)
        kept = problems[: MOST_SHOWN - len(self.shown)]
        self.shown += [replace(problem, file=self.place(problem.file)) for problem in kept]

    def place(self, file: str) -> str:
        """Return a file name, preceded by its bundle if one is set."""
        return f"{self._bundle}/{file}" if self._bundle else file

    def refuse(self) -> None:
        """Raise ImportRefused if there are problems."""
        if self.count:
            raise ImportRefused(self)

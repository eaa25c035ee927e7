"""A change of one case as a value: what the rules say of it, what it leads to, what it writes."""

from abc import ABC, abstractmethod
from datetime import date
from typing import ClassVar

from models.cases.case import Case
from models.changes.case_update import CaseUpdate
from models.journal.actions import JournalAction
from models.journal.actor import Actor
from rules.consequences import consequences_of_change
from rules.facts import CaseFacts
from rules.findings import Finding
from rules.message import Message


class CaseChange(ABC):
    """A change of any case. Subclasses are frozen dataclasses of what the change needs.

    `action` is the journal's verb.
    """

    __slots__ = ()

    action: ClassVar[JournalAction]

    @property
    def of_termination(self) -> bool:
        """Whether it concerns only the active termination, which its municipality may change."""
        return False

    @abstractmethod
    def findings(self, case: Case, as_of: date) -> tuple[Finding, ...]:
        """Return what the rules say: errors refuse the change, warnings ask for a confirmation."""

    def is_done(self, case: Case, as_of: date) -> bool:
        """Return whether the case already is as the change would make it."""
        return False

    @abstractmethod
    def facts_after(self, case: Case, as_of: date) -> CaseFacts:
        """Return the facts after the change, before the engine computes."""

    @abstractmethod
    def write(self, update: CaseUpdate, case: Case, actor: Actor, moment: str) -> None:
        """Edit the rows of the case and add the journal's lines; `moment` is as it is stored."""

    def consequences(self, case: Case, as_of: date) -> tuple[Message, ...]:
        """Return what the change leads to, in words: nothing where it changes nothing."""
        if self.is_done(case, as_of):
            return ()
        return consequences_of_change(case.facts, self.facts_after(case, as_of), as_of)

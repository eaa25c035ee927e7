"""What can go wrong in words for a person: each error says what, where and what to do."""

from collections.abc import Iterable

from rules.findings import Finding
from rules.message import Message, message


class RegisterError(Exception):
    """Something a person has to know; `sentences` say it."""

    def __init__(self, *messages: Message) -> None:
        super().__init__(*messages)
        self.messages = messages

    def __str__(self) -> str:
        return "; ".join(map(str, self.messages))


class Refused(RegisterError):
    """The rules say no, or ask for a confirmation that was not given. Nothing was changed."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(*(finding.text for finding in self.findings))


class ChangedMeanwhile(RegisterError):
    """Somebody else changed the case since it was read. Nothing was changed."""


class NotAllowed(RegisterError):
    """The user may not do that, or is no user of the register. Nothing was changed."""

    is_journalled = False
    """Whether the attempt is in the journal already, with the number that was tried."""


class NotFound(RegisterError):
    """No such person, decision, measure or register."""


class UnknownPerson(NotFound):
    """No such person, or none whom the user sees: they cannot tell which."""


class Unusable(RegisterError):
    """The register cannot be used: damaged, locked too long, of a newer schema."""


class Stopped(RegisterError):
    """Somebody stopped a long run; everything it had begun was rolled back."""

    def __init__(self) -> None:
        super().__init__(message("Stoppet. Ingenting er endret."))

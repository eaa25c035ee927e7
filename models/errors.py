"""Errors with messages for the user: each says what is wrong, where, and what to do."""

import errno
from collections.abc import Iterable

from rules.findings import Finding
from rules.message import Message, message

_OF_THE_SYSTEM = {
    errno.ENOENT: message("finnes ikke"),
    errno.EEXIST: message("finnes fra før"),
    errno.EACCES: message("du har ikke tilgang"),
    errno.EPERM: message("du har ikke tilgang"),
    errno.EISDIR: message("er en mappe"),
    errno.ENOTDIR: message("en del av stien er ikke en mappe"),
    errno.ENOTEMPTY: message("mappa er ikke tom"),
    errno.ENAMETOOLONG: message("navnet er for langt"),
    errno.ELOOP: message("for mange lenker peker på hverandre"),
    errno.ENOSPC: message("det er ikke plass igjen på disken"),
    errno.EDQUOT: message("diskkvoten er brukt opp"),
    errno.EFBIG: message("filen blir for stor"),
    errno.EROFS: message("det kan bare leses derfra, ikke skrives"),
    errno.EIO: message("disken svikter"),
    errno.EBUSY: message("er i bruk"),
    errno.ETXTBSY: message("er i bruk"),
    errno.EBADF: message("strømmen er lukket"),
    errno.EPIPE: message("mottakeren har lukket strømmen"),
    errno.EMFILE: message("for mange filer er åpne"),
    errno.ENFILE: message("for mange filer er åpne"),
    errno.ENOMEM: message("det er ikke nok minne"),
    errno.EINVAL: message("navnet eller filen kan ikke brukes"),
    errno.ENXIO: message("enheten finnes ikke"),
    errno.ENODEV: message("enheten finnes ikke"),
    errno.EXDEV: message("ligger på en annen disk"),
    errno.ESTALE: message("nettverksmappa er koblet fra"),
    errno.ETIMEDOUT: message("svarte ikke i tide"),
}


def os_error_message(error: OSError) -> Message:
    """Return why the system refused, to follow what was tried; unknown reasons by their number."""
    number = error.errno
    if number is None:
        return message("kan ikke brukes")
    return _OF_THE_SYSTEM.get(number) or message("systemet svarte med feil {number}", number=number)


class RegisterError(Exception):
    """An error that the user must know about; `messages` describe it."""

    def __init__(self, *messages: Message) -> None:
        super().__init__(*messages)
        self.messages = messages

    def __str__(self) -> str:
        return "; ".join(map(str, self.messages))


class Refused(RegisterError):
    """The rules forbid it, or require a confirmation that was not given. Nothing was changed."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(*(finding.text for finding in self.findings))


class ChangedMeanwhile(RegisterError):
    """Somebody else changed the case since it was read. Nothing was changed."""


class NotAllowed(RegisterError):
    """The user may not do that, or is no user of the register. Nothing was changed."""

    is_journalled = False
    """Whether the attempt is already in the journal, with the DUF number that was tried."""


class NotFound(RegisterError):
    """No such person, decision, measure or register."""


class UnknownPerson(NotFound):
    """No such person, or one that the user may not see: the user cannot tell which."""


class Unusable(RegisterError):
    """The register cannot be used: damaged, locked too long, unreachable, of another schema."""


class UnknownCode(Unusable):
    """A stored code that this version does not know: a newer one wrote it, or it is damaged."""

    def __init__(self, code: str, duf: str = "") -> None:
        """`duf` is the number of the person whose case has it, as it is shown; "" if unknown."""
        self.code = code
        text = message(
            "{whose}koden «{code}» er ukjent for denne versjonen. Oppgrader nir-tui; er det nyest,"
            " hent inn siste sikkerhetskopi.",
            whose=f"{duf}: " if duf else "",
            code=code,
        )
        super().__init__(text)


class Stopped(RegisterError):
    """Somebody stopped a long run; everything it had begun was rolled back."""

    def __init__(self) -> None:
        super().__init__(message("Stoppet. Ingenting er endret."))

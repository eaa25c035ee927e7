"""The expected version of a case: a change is refused if the case changed since the user looked."""

from models.cases.case import Case
from models.errors import ChangedMeanwhile
from models.journal.actions import JournalAction
from models.journal.reader import newest_change
from models.tables.norwegian_time import in_norway
from rules.message import Message, message


def require_expected_version(case: Case, expected: int | None) -> None:
    """Raise ChangedMeanwhile if a case is not at the version that the user looked at; None: any.

    Inside the transaction that loaded the case.
    """
    if expected is not None and expected != case.person.version:
        raise ChangedMeanwhile(changed_meanwhile(case.person.duf))


_CHANGES: dict[str, Message] = {
    JournalAction.TERMINATION_ADD: message("ny avslutning"),
    JournalAction.TERMINATION_EDIT: message("avslutningen er redigert"),
    JournalAction.TERMINATION_DELETE: message("avslutningen er slettet"),
    JournalAction.DECISION_ADD: message("nytt vedtak"),
    JournalAction.DECISION_EDIT: message("et vedtak er redigert"),
    JournalAction.DECISION_ANNUL: message("et vedtak er opphevet"),
    JournalAction.MEASURE_ADD: message("nytt tiltak"),
    JournalAction.MEASURE_EDIT: message("et tiltak er redigert"),
    JournalAction.MEASURE_DELETE: message("et tiltak er slettet"),
    JournalAction.GOAL_SET: message("sluttmålet"),
    JournalAction.ENGINE_ADD: message("regelmotoren avsluttet"),
    JournalAction.ENGINE_WITHDRAW: message("regelmotoren trakk tilbake"),
    JournalAction.IMPORT_PERSON: message("hentet inn fra fil"),
    JournalAction.UNDO: message("en endring er angret"),
}
"""What a journal entry says was done, for the user who came second."""


def change_label(action: str) -> Message:
    """Return what a journal entry with an action says was done."""
    return _CHANGES.get(action, message("saken"))


def changed_meanwhile(duf: str) -> Message:
    """Say who changed a case last, when, and what was done; inside a transaction."""
    line = newest_change(duf)
    if line is None:
        return message("Saken er endret siden du åpnet den")
    at = in_norway(line.at)
    return message(
        "{by} endret saken {day} kl. {time}, etter at du åpnet den: {what}",
        by=line.by,
        what=change_label(line.action),
        day=at.date(),
        time=f"{at:%H:%M}",
    )

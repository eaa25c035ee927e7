"""The actions that the journal records."""

from enum import StrEnum


class JournalAction(StrEnum):
    """The verb of a journal entry, as it is stored: the journal covers it with its hash chain.

    An entry of another version of this program may have a verb that is not here.
    """

    PERSON_LOOK = "person.look"
    PERSON_COPY = "person.copy"
    PERSON_DISCLOSURE = "person.disclosure"
    PERSON_CERTIFICATE = "person.certificate"
    JOURNAL_READ = "journal.read"
    REFUSED = "refused"
    SESSION_BEGIN = "session.begin"
    LIST_SEARCH = "list.search"
    LIST_DOWNLOAD = "list.download"
    TERMINATION_ADD = "termination.add"
    TERMINATION_EDIT = "termination.edit"
    TERMINATION_DELETE = "termination.delete"
    DECISION_ADD = "decision.add"
    DECISION_EDIT = "decision.edit"
    DECISION_ANNUL = "decision.annul"
    MEASURE_ADD = "measure.add"
    MEASURE_EDIT = "measure.edit"
    MEASURE_DELETE = "measure.delete"
    GOAL_SET = "goal.set"
    UNDO = "undo"
    SET_ASIDE_ADD = "set-aside.add"
    SET_ASIDE_CLEAR = "set-aside.clear"
    ENGINE_ADD = "engine.add"
    ENGINE_WITHDRAW = "engine.withdraw"
    ENGINE_RUN = "engine.run"
    IMPORT = "import"
    COMPARE = "compare"
    IMPORT_PERSON = "import.person"
    BACKUP = "backup"
    EXPORT = "export"
    REGISTER_INIT = "register.init"
    USER_ADD = "user.add"
    USER_DISABLE = "user.disable"
    PURGE = "purge"
    JOURNAL_FORGET = "journal.forget"
    REGISTER_MIGRATE = "register.migrate"
    REGISTER_RESTORE = "register.restore"

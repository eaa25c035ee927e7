"""The names of the journal's actions and fields on the screen."""

import re
from datetime import date

from models.access import Role
from models.journal.actions import JournalAction
from models.journal.reader import JournalEntry
from nir_tui.presentation.i18n import _, marked
from rules.code_lists import (
    CasePart,
    Category,
    Completeness,
    DecisionKind,
    DecisionResult,
    Goal,
    Law,
    MeasureKind,
    Status,
    TerminationKind,
    WaitingFor,
)
from rules.message import norwegian_date
from rules.reasons import REASONS

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

JOURNAL_ACTION_LABELS: dict[str, str] = {
    JournalAction.PERSON_LOOK: marked("så på saken"),
    JournalAction.PERSON_COPY: marked("kopierte DUF"),
    JournalAction.PERSON_DISCLOSURE: marked("ga innsyn"),
    JournalAction.PERSON_CERTIFICATE: marked("laget deltakerbevis"),
    JournalAction.JOURNAL_READ: marked("leste journalen"),
    JournalAction.REFUSED: marked("ble avvist"),
    JournalAction.SESSION_BEGIN: marked("logget inn"),
    JournalAction.LIST_SEARCH: marked("søkte"),
    JournalAction.LIST_DOWNLOAD: marked("lastet ned liste"),
    JournalAction.TERMINATION_ADD: marked("la til avslutning"),
    JournalAction.TERMINATION_EDIT: marked("redigerte avslutning"),
    JournalAction.TERMINATION_DELETE: marked("slettet avslutning"),
    JournalAction.DECISION_ADD: marked("la til vedtak"),
    JournalAction.DECISION_EDIT: marked("redigerte vedtak"),
    JournalAction.DECISION_ANNUL: marked("opphevet vedtak"),
    JournalAction.MEASURE_ADD: marked("la til tiltak"),
    JournalAction.MEASURE_EDIT: marked("redigerte tiltak"),
    JournalAction.MEASURE_DELETE: marked("slettet tiltak"),
    JournalAction.GOAL_SET: marked("satte sluttmål"),
    JournalAction.UNDO: marked("angret"),
    JournalAction.SET_ASIDE_ADD: marked("satte til side"),
    JournalAction.SET_ASIDE_CLEAR: marked("tok fram igjen"),
    JournalAction.ENGINE_ADD: marked("regelmotor avsluttet"),
    JournalAction.ENGINE_WITHDRAW: marked("regelmotor trakk tilbake"),
    JournalAction.ENGINE_RUN: marked("kjørte regelmotoren"),
    JournalAction.IMPORT: marked("hentet inn filer"),
    JournalAction.COMPARE: marked("sammenlignet en NIR-rapport"),
    JournalAction.IMPORT_PERSON: marked("hentet inn saken"),
    JournalAction.BACKUP: marked("tok sikkerhetskopi"),
    JournalAction.EXPORT: marked("skrev ut en pakke"),
    JournalAction.REGISTER_INIT: marked("laget registeret"),
    JournalAction.USER_ADD: marked("ga tilgang"),
    JournalAction.USER_DISABLE: marked("sperret tilgang"),
    JournalAction.PURGE: marked("slettet etter 15 år"),
    JournalAction.JOURNAL_FORGET: marked("tømte gamle søk"),
    JournalAction.REGISTER_MIGRATE: marked("oppgraderte registeret"),
    JournalAction.REGISTER_RESTORE: marked("hentet tilbake en kopi"),
}


FIELD_LABELS = {
    "kind": marked("type"),
    "result": marked("resultat"),
    "date": marked("dato"),
    "from": marked("fra"),
    "to": marked("til"),
    "reason": marked("årsak"),
    "hours": marked("timer"),
    "goal": marked("sluttmål"),
    "goal_date": marked("sluttmål fra"),
    "known": marked("kjent"),
    "decisions": marked("vedtak"),
    "measures": marked("tiltak"),
    "events": marked("hendelser"),
    "terminations": marked("avslutninger"),
    "first_name": marked("fornavn"),
    "last_name": marked("etternavn"),
    "sex": marked("kjønn"),
    "born": marked("født"),
    "category": marked("kategori"),
    "category_ended": marked("ute av kategori"),
    "settled": marked("bosatt"),
    "start_deadline": marked("frist for oppstart"),
    "reported_deadline": marked("oppgitt frist"),
    "reported_age": marked("oppgitt alder"),
    "new": marked("ny person"),
    "municipality": marked("kommune"),
    "district": marked("bydel"),
    "registered_by": marked("registrert av"),
    "user": marked("bruker"),
    "role": marked("rolle"),
    "disabled": marked("sperret"),
    "list": marked("liste"),
    "law": marked("lov"),
    "search": marked("søk"),
    "name": marked("navn"),
    "duf": marked("DUF"),
    "categories": marked("kategorier"),
    "years": marked("år"),
    "reasons": marked("årsaker"),
    "statuses": marked("statuser"),
    "needs_correction": marked("må rettes"),
    "deadline_within": marked("frist innen dager"),
    "with_parts": marked("med"),
    "without_parts": marked("uten"),
    "format": marked("format"),
    "known_at": marked("slik det var kjent"),
    "until": marked("til dag"),
    "because": marked("venter på"),
    "files": marked("filer"),
    "read": marked("lest"),
    "same": marked("like"),
    "only-in-file": marked("bare i filen"),
    "only-here": marked("bare her"),
    "differs": marked("ulike"),
    "by": marked("av"),
    "action": marked("handling"),
    "asked": marked("kommando"),
    "command": marked("kommando"),
    "persons": marked("personer"),
    "examined": marked("undersøkt"),
    "added": marked("lagt til"),
    "withdrawn": marked("trukket tilbake"),
    "moved": marked("bare med ny dato"),
    "run_as_of": marked("per"),
    "as_of": marked("arbeidet per"),
    "register_date": marked("registerets dag"),
    "synthetic": marked("oppdiktede"),
    "seed": marked("frø"),
}
"""The names of an entry's fields; one that is missing here is shown by its own name."""

HIDDEN_FIELDS = frozenset(
    ("id", "registered_at", "deleted_by", "deleted_at", "subject", "version", "undoes", "restores")
)
_WORDS: dict[str, str] = {
    str(word): word.label
    for words in (
        *(Law, Category, Goal, DecisionKind, DecisionResult, MeasureKind),
        *(TerminationKind, Status, Completeness, Role, WaitingFor, CasePart),
    )
    for word in words
} | {code: reason.label for code, reason in REASONS.items()}


def action_label(line: JournalEntry) -> str:
    """Return the label of an entry's action; the journal's own word if it has none."""
    return _(JOURNAL_ACTION_LABELS.get(line.action, line.action))


def change_summary(line: JournalEntry) -> str:
    """Return what changed, field by field: from what to what, or what was added or deleted."""
    before, after = line.before or {}, line.after or {}
    texts = []
    for name in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(name), after.get(name)
        if old != new and name not in HIDDEN_FIELDS:
            value = value_shown(new if after else old)
            if before and after:
                value = _("fra {old} til {new}").format(old=_some(old), new=_some(new))
            texts.append(f"{_(FIELD_LABELS.get(name, name))}: {value}")
    return " · ".join(texts)


def _some(value: object) -> str:
    """Return a value in a sentence: none is said in words."""
    shown = value_shown(value)
    return _("ingen") if shown == "-" else shown


def value_shown(value: object) -> str:
    """Return a value of an entry as the screens show it; `-` for none."""
    if value in (None, "", []):
        return "-"
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, dict):
        return " ".join(
            value_shown(part) for name, part in value.items() if name not in HIDDEN_FIELDS
        )
    if isinstance(value, list):
        return ", ".join(map(value_shown, value))
    if isinstance(value, float):
        return str(value).replace(".", ",")
    text = str(value)
    if _DAY.fullmatch(text):
        return norwegian_date(date.fromisoformat(text))
    return _(_WORDS[text]) if text in _WORDS else text

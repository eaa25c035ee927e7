"""What the journal's actions are called on the screen."""

from models.journal import Line
from nir_tui.language import _, marked

ACTIONS = {
    "person.look": marked("så på saken"),
    "person.copy": marked("kopierte DUF"),
    "journal.read": marked("leste journalen"),
    "refused": marked("ble avvist"),
    "session.begin": marked("logget inn"),
    "list.search": marked("søkte"),
    "list.download": marked("lastet ned liste"),
    "termination.add": marked("la til avslutning"),
    "termination.edit": marked("redigerte avslutning"),
    "termination.delete": marked("slettet avslutning"),
    "decision.add": marked("la til vedtak"),
    "decision.edit": marked("redigerte vedtak"),
    "decision.annul": marked("opphevet vedtak"),
    "measure.add": marked("la til tiltak"),
    "measure.edit": marked("redigerte tiltak"),
    "measure.delete": marked("slettet tiltak"),
    "goal.set": marked("satte sluttmål"),
    "engine.add": marked("motoren avsluttet"),
    "engine.withdraw": marked("motoren trakk tilbake"),
    "engine.run": marked("kjørte regelmotoren"),
    "import": marked("hentet inn filer"),
    "import.person": marked("hentet inn saken"),
    "backup": marked("tok sikkerhetskopi"),
    "export": marked("skrev ut registeret"),
    "register.init": marked("laget registeret"),
    "user.add": marked("ga tilgang"),
    "user.disable": marked("sperret tilgang"),
    "purge": marked("slettet etter 15 år"),
}


def action_words(line: Line) -> str:
    """What was done, in words; the journal's own word where there are none."""
    return _(ACTIONS.get(line.action, line.action))


def change_words(line: Line) -> str:
    """Field by field, before and after."""
    before, after = line.before or {}, line.after or {}
    told = []
    for name in [*before, *(name for name in after if name not in before)]:
        old, new = before.get(name), after.get(name)
        if old != new:
            both = f"{_shown(old)} -> {_shown(new)}" if before else _shown(new)
            told.append(f"{name}: {both}")
    return " · ".join(told)


def _shown(value: object) -> str:
    return "-" if value in (None, "", []) else str(value)

"""`codes`: the termination codes with group, help text and permitted registrars."""

from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    add_json,
    print_json,
    print_line,
)
from nir_tui.presentation.i18n import _, marked
from rules.code_lists import Hours
from rules.reasons import REASONS

_HOURS = {
    Hours.REQUIRED: marked("Antall timer arbeid per uke må fylles ut"),
    Hours.OPTIONAL: marked("Antall timer arbeid per uke kan fylles ut"),
    Hours.NONE: marked("Uten antall timer arbeid per uke"),
}


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    add_json(add_command(commands, "codes", _codes, _("avslutningskodene med veiledning")))


def _codes(context: Context) -> int:
    if context.options.json:
        print_json(
            [
                {
                    "code": reason.code,
                    "label": reason.label,
                    "group": str(reason.group),
                    "help": reason.help,
                    "municipality": reason.municipality,
                    "engine": reason.engine,
                    "hours": str(reason.hours),
                    "needs_correction": reason.may_need_correction,
                }
                for reason in REASONS.values()
            ]
        )
        return 0
    for reason in REASONS.values():
        who = (
            _("kommunen") if reason.municipality else "",
            _("regelmotor") if reason.engine else "",
        )
        print_line(f"{reason.code:<24}", _(reason.label))
        group = _("Måloppnåelse: {group}").format(group=_(reason.group))
        users = _("Brukes av {who}").format(who=_(" og ").join(filter(None, who)))
        print_line(" " * 24, f"{group}. {users}")
        print_line(" " * 24, _(reason.help))
        print_line(" " * 24, _(_HOURS[reason.hours]))
        if reason.aliases:
            aliases = "; ".join(reason.aliases)
            print_line(" " * 24, _("Skrives også: {texts}").format(texts=aliases))
    return 0

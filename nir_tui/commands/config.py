"""`config`: the configuration in force and its origins, the defaults, the faults of the file."""

import json
from collections.abc import Iterator
from pathlib import Path

from models.errors import RegisterError
from nir_tui.actions import ACTIONS, BY_ID
from nir_tui.commands.context import (
    Context,
    Subcommands,
    add_command,
    print_line,
    print_stderr,
)
from nir_tui.commands.settings_in_force import InForce, settings_in_force
from nir_tui.presentation.i18n import _, render
from nir_tui.session.config import config_file, read_config
from nir_tui.session.config_faults import faults_of_file
from nir_tui.session.keymap import resolve_keys
from nir_tui.session.settings import KEYS, SETTINGS
from rules.message import message


def add_commands(commands: Subcommands) -> None:
    """Add the command to the parser."""
    config = add_command(commands, "config", _config, _("innstillingene som gjelder, og hvorfra"))
    what = config.add_mutually_exclusive_group()
    what.add_argument("--defaults", action="store_true", help=_("standardene, som TOML"))
    what.add_argument("--check", action="store_true", help=_("hva som er galt i fila"))
    what.add_argument("--path", action="store_true", help=_("hvor fila er"))


def _config(context: Context) -> int:
    options = context.options
    if options.defaults:
        _print(_defaults())
        return 0
    if options.path:
        print_line(str(_file()))
        return 0
    if options.check:
        return _check(_file())
    _print(_in_force(context))
    return 0


def _file() -> Path:
    """Return the path of the file. Raises RegisterError for a user without a home folder."""
    path = config_file()
    if path is None:
        raise RegisterError(message("Du har ingen hjemmemappe, og dermed ingen konfigurasjonsfil"))
    return path


def _check(path: Path) -> int:
    faults = faults_of_file(path)
    for fault in faults:
        print_line(render(fault.in_file(path)))
    if not faults:
        print_stderr(_("Ingen feil i {path}").format(path=path))
    return 1 if faults else 0


def _defaults() -> Iterator[str]:
    """Yield the defaults: a file of them changes nothing."""
    for setting in SETTINGS.values():
        yield f"# {_(setting.help)}"
        yield f"{setting.name} = {_toml(setting.default)}"
        yield ""
    yield "# " + _("Tastene til hver handling; en liste gir flere, [] ingen")
    yield f"[{KEYS}]"
    for action in ACTIONS:
        yield _with_comment(f"{_toml(action.id)} = {_toml_keys(action.keys)}", _(action.title))


def _in_force(context: Context) -> Iterator[str]:
    path = config_file()
    if path is not None:
        yield f"# {path}"
    for one in settings_in_force(context):
        yield _with_comment(f"{one.name} = {_toml(one.value)}", _origin(one))
    config, _faults = read_config(path)
    changed = resolve_keys(config.keys).keys
    yield ""
    yield f"[{KEYS}]"
    for action_id in (name for name in BY_ID if name in changed):
        line = config.lines.get(f"{KEYS}.{action_id}")
        origin = _from_file(line) if line else _("tasten er gitt til en annen handling")
        yield _with_comment(f"{_toml(action_id)} = {_toml_keys(changed[action_id])}", origin)
    yield "# " + _("De andre tastene: standard; se config --defaults")


def _origin(one: InForce) -> str:
    origin = _from_file(one.line) if one.line else _(one.origin)
    return f"{origin} ({one.note})" if one.note else origin


def _from_file(line: int) -> str:
    return _("konfigurasjonsfila, linje {line}").format(line=line)


def _with_comment(line: str, comment: str) -> str:
    return f"{line:<44} # {comment}"


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print_line(line)


def _toml(value: str | int | bool) -> str:
    """Return a value as TOML: a text as JSON has it, with DEL escaped too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml_keys(keys: str) -> str:
    """Return keys as TOML: one as a text, none or several as a list."""
    listed = [key for key in keys.split(",") if key]
    if len(listed) == 1:
        return _toml(listed[0])
    return "[" + ", ".join(map(_toml, listed)) + "]"

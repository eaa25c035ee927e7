"""All faults of the configuration file: those of its values and those of its keys."""

from pathlib import Path

from nir_tui.session.config import ConfigFault, config_file, read_config
from nir_tui.session.settings import KEYS
from rules.message import Message


def faults_of_file(path: Path) -> list[ConfigFault]:
    """Return the faults of a configuration file, in the order of its lines."""
    _config, faults = read_config(path)
    return sorted((*faults, *_of_keys(path)), key=lambda fault: fault.line)


def _of_keys(path: Path, only_ignored: bool = False) -> list[ConfigFault]:
    config, _faults = read_config(path)
    if not config.keys:
        return []
    # The actions are imported only for a file that gives keys to them.
    from nir_tui.session.keymap import resolve_keys

    return [
        ConfigFault(config.lines.get(f"{KEYS}.{fault.action_id}", 0), fault.action_id, fault.meant)
        for fault in resolve_keys(config.keys).faults
        if fault.is_ignored or not only_ignored
    ]


def warnings_of_file() -> list[Message]:
    """Return a line about each entry of the configuration file that has no effect.

    Faults that stop a command are not among them.
    """
    path = config_file()
    if path is None:
        return []
    _config, faults = read_config(path)
    ignored = [fault for fault in faults if not fault.stops]
    return [fault.in_file(path) for fault in (*ignored, *_of_keys(path, only_ignored=True))]

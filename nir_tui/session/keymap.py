"""The keys in force: the program's own, with those that a user gives to actions by their id."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from nir_tui.actions import ACTIONS, BY_ID, Action, Scope, display_keys
from rules.message import Message, message

_RESERVED = frozenset(
    (
        *("j", "k", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"),
        *("tab", "shift+tab", "backspace", "delete"),
    )
)
_KEY = re.compile(r"[^\s\x00-\x1f\x7f]+")


class KeyFault(NamedTuple):
    """What is wrong with the keys of an action.

    `is_ignored`: the entry has no effect. Else it has, and another action pays for it.
    """

    action_id: str
    meant: Message
    is_ignored: bool = True


class Keymap(NamedTuple):
    """The keys of each action whose keys are not its own, by id; and the faults of what was given.

    Keys have commas between them; "" is no key.
    """

    keys: dict[str, str]
    faults: tuple[KeyFault, ...]


def resolve_keys(given: Mapping[str, str]) -> Keymap:
    """Return the keys in force under the keys that a user gives, by action id.

    A key that a user gives to an action is taken from every other action of the same screen: from
    the program's own, and from those that come after it among the given ones.
    """
    faults: list[KeyFault] = []
    valid: dict[str, list[str]] = {}
    for action_id, keys in given.items():
        if action_id not in BY_ID:
            faults.append(KeyFault(action_id, message("ukjent handling; se docs/keys.md")))
            continue
        wanted = [key.strip() for key in keys.split(",") if key.strip()]
        wrong = [key for key in wanted if not _may_be_given(key, BY_ID[action_id])]
        faults += [
            KeyFault(action_id, message("«{key}» kan ikke være tast for dette", key=key))
            for key in wrong
        ]
        if not wrong:
            valid[action_id] = wanted
    changed = {action_id: ",".join(keys) for action_id, keys in valid.items()}
    order = [*valid, *(action.id for action in ACTIONS if action.id not in valid)]
    for place, action_id in enumerate(order):
        action = BY_ID[action_id]
        own = valid.get(action_id, action.keys.split(","))
        takers = {
            shown: giver
            for giver in reversed(list(valid)[: min(place, len(valid))])
            if share_a_screen(BY_ID[giver], action)
            for shown in display_keys(",".join(valid[giver]))
        }
        left = [key for key in own if not takers.keys() & {*display_keys(key)}]
        if len(left) == len(own):
            continue
        changed[action_id] = ",".join(left)
        if not left:
            faults += [_without_key(key, takers, action_id) for key in display_keys(",".join(own))]
    return Keymap(changed, tuple(faults))


def _may_be_given(key: str, action: Action) -> bool:
    """Return whether a key may be given: none that moves, and no letter where letters are text."""
    if key in action.keys.split(","):
        return True
    is_text = len(key) == 1 and action.where in (Scope.FORM, Scope.READING)
    return bool(_KEY.fullmatch(key)) and key not in _RESERVED and not is_text


def share_a_screen(one: Action, other: Action) -> bool:
    """Return whether two actions have their keys on the same screen."""
    return one.where is other.where or Scope.EVERYWHERE in (one.where, other.where)


def _without_key(shown: str, takers: Mapping[str, str], action_id: str) -> KeyFault:
    meant = message(
        "«{key}» er tasten til {other}, som da ikke har noen; gi den en annen, eller []",
        key=shown,
        other=action_id,
    )
    return KeyFault(takers[shown], meant, is_ignored=False)

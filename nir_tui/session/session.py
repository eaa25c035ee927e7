"""A session: the open register, the acting user, and the user's municipality."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.administration.users import sign_in
from models.errors import NotAllowed
from models.journal.actions import JournalAction
from models.journal.actor import Actor, actor_for
from models.journal.writer import write_refused
from models.storage.register import Register, open_register
from nir_tui.session.config import Config
from nir_tui.session.corrections import Corrections
from nir_tui.session.locations import downloads_folder, own_municipality_number
from nir_tui.session.ssh_downloads import folder_name, remove_old_downloads

if TYPE_CHECKING:
    from models.cases.case import Case
    from models.changes.change import CaseChange
    from models.changes.same_for_several import PersonOutcome
    from models.changes.terminations import RegisterTermination


class SavedChange(NamedTuple):
    """A change that the session saved, and the version of the case that it made.

    Changes saved together have the same number, counted from 1, and are undone together.
    """

    duf: str
    version: int
    change: "CaseChange"
    together: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """The context of every screen and command; `downloads` is the proposed folder for files.

    `who` is the actor at the start of the session: use `actor` instead. `over_ssh`: the user is on
    another machine, and must not reach the files of this one.
    """

    register: Register
    who: Actor
    downloads: Path = Path()
    over_ssh: bool = False
    idle_minutes: int = 30
    changes: list[SavedChange] = field(default_factory=list)
    corrections: Corrections = field(default_factory=Corrections)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The columns that the user has chosen, by the name of the list."""
    read_choices: set[str] = field(default_factory=set)
    """Which of the user's choices have been read."""
    undone: list[SavedChange] = field(default_factory=list)
    """The changes of this session that were taken back, or that can no longer be."""
    visited: dict[str, str] = field(default_factory=dict)
    """The names of the persons visited, by DUF number, the last one last."""

    @property
    def actor(self) -> Actor:
        """The acting user, with the current date."""
        return self.who.on_current_day()

    def save(self, case: "Case", change: "CaseChange", confirmed: bool) -> "Case":
        """Carry out a change of the case the user looked at; remember it, so that it can be undone.

        Raises what `apply_change` raises.
        """
        from models.changes.apply_change import apply_change
        from models.changes.undo import Undo

        before = case.person
        after = apply_change(
            self.register,
            self.actor,
            before.duf,
            change,
            confirmed=confirmed,
            expected_version=before.version,
        )
        self.note_correction(before.duf, case, after)
        if isinstance(change, Undo):
            undone = (before.duf, change.version)
            self.forget([one for one in self.changes if (one.duf, one.version) == undone])
        elif after.person.version != before.version:
            self.changes.append(SavedChange(before.duf, after.person.version, change))
        return after

    def note_correction(self, duf: str, before: "Case | None", after: "Case") -> None:
        """Count a person who needed correction before a change and not after; None: did need it."""
        from rules.engine import needs_correction

        needed = before is None or needs_correction(before.facts)
        self.corrections.note(duf, needed, needs_correction(after.facts), self.actor.as_of)

    @property
    def corrected_today(self) -> int:
        """How many persons the user has corrected today, in earlier sessions too."""
        return self.corrections.count(self.actor.as_of)

    def remember_together(self, saved: "list[PersonOutcome]") -> None:
        """Remember registrations made for several persons, so that one undo takes all back."""
        number = 1 + max((one.together for one in self.changes), default=0)
        for one in saved:
            if one.change is not None and one.version is not None:
                self.corrections.note(one.duf, one.needed, False, self.actor.as_of)
                self.changes.append(SavedChange(one.duf, one.version, one.change, number, one.name))

    @property
    def last_changes(self) -> list[SavedChange]:
        """The last change, or all that were saved together with it; the first one first."""
        if not self.changes:
            return []
        last = self.changes[-1]
        if not last.together:
            return [last]
        return [one for one in self.changes if one.together == last.together]

    def forget(self, undone: list[SavedChange]) -> None:
        """Forget changes that were undone, or that can no longer be."""
        self.undone.extend(undone)
        for one in undone:
            self.changes.remove(one)

    @property
    def last_registration(self) -> "RegisterTermination | None":
        """The last registration of this session that still stands."""
        if not self.changes:
            return None
        from models.changes.terminations import DeleteTermination, RegisterTermination

        deleted: set[str] = set()
        for saved in reversed(self.changes):
            if isinstance(saved.change, RegisterTermination) and saved.duf not in deleted:
                return saved.change
            if isinstance(saved.change, DeleteTermination):
                deleted.add(saved.duf)
        return None

    @property
    def used_reasons(self) -> list[str]:
        """The reasons registered in this session, the last one first, each once."""
        found = (getattr(saved.change, "reason", None) for saved in reversed(self.changes))
        return list(dict.fromkeys(reason for reason in found if reason))

    def visit(self, duf: str, name: str) -> None:
        """Remember a person as the one visited last."""
        self.visited.pop(duf, None)
        self.visited[duf] = name

    @property
    def own_municipality(self) -> str | None:
        """The number of the user's municipality; None if it is unknown to the register."""
        access = self.register.access
        number = access.municipality or own_municipality_number(self.actor.user)
        return number if number and self.register.reference.is_known(number) else None


def open_session(
    location: str,
    user: str,
    config: Config,
    as_of: date | None = None,
    over_ssh: bool = False,
) -> Session:
    """Open a register for a user. Raises NotFound, Unusable, NotAllowed."""
    register = open_register(location)
    with register.connected():
        actor = actor_for(register, user, as_of)
        try:
            sign_in(register, user, only_users=over_ssh)
        except NotAllowed:
            write_refused(register, actor, JournalAction.SESSION_BEGIN)
            raise
    folder = downloads_folder(config)
    if over_ssh:
        # A folder for each user: nobody sees or takes another user's file, or its name.
        folder /= folder_name(user)
        with suppress(OSError):
            folder.mkdir(mode=0o700)
        remove_old_downloads(folder)
    return Session(register, actor, folder, over_ssh, config.idle_minutes)

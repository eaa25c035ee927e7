"""Opens the screens of those who look after the register, from wherever one is."""

from textual.app import App

from nir_tui.screens.common.base import BaseScreen
from rules.code_lists import Law


class AdministrationActions(App[None], inherit_bindings=False):
    """What the application can open for the engine, imports, users and the journal."""

    def do_engine(self) -> None:
        """What the rule engine would change."""
        from nir_tui.screens.administration.engine import EngineScreen

        self.push_screen(EngineScreen())

    def do_import(self) -> None:
        """Bring a bundle or a NIR report in, after a look at what it would change."""
        from nir_tui.screens.administration.import_form import ImportForm
        from nir_tui.screens.administration.import_preview import ImportScreen

        below = self.screen

        def say_it(said: str | None) -> None:
            if said and isinstance(below, BaseScreen):
                below.show_status(said)

        def look(answer: tuple[str, Law | None] | None) -> None:
            if answer is not None:
                self.push_screen(ImportScreen(*answer), say_it)

        self.push_screen(ImportForm(), look)

    def do_users(self) -> None:
        """Who may use the register."""
        from nir_tui.screens.administration.users import UsersScreen

        self.push_screen(UsersScreen())

    def do_journal(self) -> None:
        """Who did what."""
        from nir_tui.screens.administration.journal import JournalScreen

        self.push_screen(JournalScreen())

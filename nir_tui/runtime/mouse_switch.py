"""Turns the terminal's reports of the mouse on and off while the program runs.

Without them the terminal's own selecting works. Textual decides once, at the start.
"""

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver


class MouseSwitchApp(App[None], inherit_bindings=False):
    """An application whose mouse can be switched; `has_mouse` says how it begins."""

    has_mouse = True

    def switch_mouse(self, on: bool) -> None:
        """Ask the terminal to report the mouse, or to leave it to the user, from now on."""
        self.has_mouse = on
        driver = self._driver
        if not isinstance(driver, LinuxDriver):
            return
        # The driver's methods do nothing while its own switch is off.
        driver._mouse = True
        if on:
            driver._enable_mouse_support()
        else:
            driver._disable_mouse_support()
        driver._mouse = on

"""The themes: calm, accent only where action is due.

Contrast is at least 4.5:1 in dark and light, which paint a ground of their own. The other two are
drawn on the terminal's ground: `terminal` in its 16 colours, `high-contrast` in its text colour,
with pairs of at least 7:1 for the cursor and for what is selected.
"""

from textual.theme import Theme

DARK = Theme(
    name="nir-dark",
    primary="#6ea8dc",
    secondary="#9aa7b4",
    accent="#f2b84b",
    foreground="#e4e7ea",
    background="#12161b",
    surface="#12161b",
    panel="#1d242c",
    warning="#f2b84b",
    error="#ff8f85",
    success="#8fd19e",
    dark=True,
    variables={
        "text-muted": "#a9b4bf",
        "text-disabled": "#8593a1",
        "block-cursor-background": "#2c5f91",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#26323e",
        "block-cursor-blurred-foreground": "#e4e7ea",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#2c5f91",
        "input-selection-foreground": "#ffffff",
    },
)
LIGHT = Theme(
    name="nir-light",
    primary="#1f5a96",
    secondary="#4f5a65",
    accent="#8f4700",
    foreground="#1b1f24",
    background="#fbfbf9",
    surface="#fbfbf9",
    panel="#e9ecef",
    warning="#8f4700",
    error="#a61b12",
    success="#1d6b33",
    dark=False,
    variables={
        "text-muted": "#4f5a65",
        "text-disabled": "#5c656e",
        "block-cursor-background": "#1f5a96",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": "#d5dde5",
        "block-cursor-blurred-foreground": "#1b1f24",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#1f5a96",
        "input-selection-foreground": "#ffffff",
    },
)
_ON_THE_TERMINALS_GROUND = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "border-blurred": "ansi_default",
    "text-muted": "ansi_default",
    "block-cursor-background": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-text-style": "bold",
    "block-cursor-blurred-background": "ansi_default",
    "block-cursor-blurred-foreground": "ansi_default",
    "block-cursor-blurred-text-style": "underline",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "scrollbar-background": "ansi_default",
}
TERMINAL = Theme(
    name="nir-terminal",
    primary="ansi_blue",
    secondary="ansi_cyan",
    # Of the sixteen, red and magenta can be read on black and on white.
    accent="ansi_magenta",
    warning="ansi_magenta",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    ansi=True,
    variables=_ON_THE_TERMINALS_GROUND,
)
HIGH_CONTRAST = Theme(
    name="nir-high-contrast",
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    ansi=True,
    variables={
        **_ON_THE_TERMINALS_GROUND,
        "text-disabled": "ansi_default",
        "block-cursor-background": "#ffd700",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "input-selection-background": "#ffd700",
        "input-selection-foreground": "#000000",
        "scrollbar": "#ffd700",
    },
)
OURS = {"dark": DARK, "light": LIGHT, "terminal": TERMINAL, "high-contrast": HIGH_CONTRAST}
"""The themes by their name in the configuration file."""

_FEW_COLOURS = "standard"
"""Rich's name for a terminal of 8 or 16 colours."""


def shown_theme(name: str, no_color: bool, color_system: str | None) -> str:
    """Return the theme to show for the one wanted, both by name; the first one is ours.

    Without colours, and for dark and light on a terminal with 16, it is the terminal's own: its
    nearest colours may be the same for a text and its ground.
    """
    is_painted = name in ("dark", "light")
    if no_color or (is_painted and color_system == _FEW_COLOURS):
        return TERMINAL.name
    return OURS[name].name


def other(shown: str) -> str:
    """Return the name in the configuration of the theme to switch to: light from dark, else dark.

    `shown` is the name of the theme itself.
    """
    return "light" if shown == DARK.name else "dark"


OWN_GROUND, REVERSED_CURSOR = "own-ground", "reversed-cursor"
"""Classes of the application: on the terminal's ground; the cursor in its colours exchanged."""


def classes(shown: str) -> dict[str, bool]:
    """Return which classes the application has under a theme, by the theme's own name."""
    return {
        OWN_GROUND: shown not in (DARK.name, LIGHT.name),
        REVERSED_CURSOR: shown == TERMINAL.name,
    }


def rich_colour(variable: str) -> str:
    """Return a colour of a theme as Rich names it; "" for the terminal's own text colour."""
    return "" if variable == "ansi_default" else variable.removeprefix("ansi_")

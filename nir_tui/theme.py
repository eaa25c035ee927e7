"""The theme, dark and light: calm, contrast at least 4.5:1, accent only where action is due."""

from textual.theme import Theme

WITHOUT_COLOUR = "ansi-dark"
"""The terminal's own colours: the theme that Textual wants under NO_COLOR."""

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
        "text-disabled": "#666f78",
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
OURS = {"dark": DARK, "light": LIGHT}
"""The themes by their name in the configuration file."""


def first(name: str, no_color: bool) -> str:
    """Return the first theme, by its name in the configuration; without colours, none of ours."""
    return WITHOUT_COLOUR if no_color else OURS[name].name


def other(shown: str) -> str:
    """Return the theme that is not shown."""
    return LIGHT.name if shown == DARK.name else DARK.name

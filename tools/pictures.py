"""Makes the documentation's screenshots and key page with the program itself: `make pictures`."""

import asyncio
import re
import tempfile
from pathlib import Path

from models.sample_data.demo import make_demo_register
from nir_tui.actions import ACTIONS, Scope, display_keys
from tests.sessions.keyboard import at_keyboard

DOCS = Path(__file__).parent.parent / "docs"
PICTURES: dict[str, list[str]] = {
    "report": ["down"] * 5,
    "person": ["down"] * 5 + ["enter"],
    "termination": ["down"] * 5 + ["enter", "l", "enter", "a", "r", "b"],
}


def key_page() -> str:
    """Return the page of keys, made from the registry of actions."""
    lines = [
        "# Keys",
        "",
        "Made from the registry of actions (`nir_tui/actions.py`) by `make pictures`; a test fails",
        "when it is stale. Keys are remapped by id in the configuration file. `config --check`",
        "says if a key cannot be used, or leaves another action without one:",
        "",
        "```toml",
        "[keys]",
        '"report.correct" = "q"',
        '"report.open" = ["enter", "o"]',
        "```",
    ]
    for where in Scope:
        rows = [action for action in ACTIONS if action.where is where]
        lines += ["", f"## {where}", "", "| key | does | help | id |", "|---|---|---|---|"]
        for action in rows:
            keys = " ".join(f"`{key}`" for key in display_keys(action.keys)) or "palette"
            lines.append(f"| {keys} | {action.title} | {action.help} | `{action.id}` |")
    return "\n".join(lines) + "\n"


async def _draw(register: str) -> None:
    for name, keys in PICTURES.items():
        async with at_keyboard(register) as nir:
            await nir.press(*keys)
            svg = nir.app.export_screenshot(title="nir-tui")
            # Fonts must come from the reader's machine, not from a server.
            svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
            svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
            (DOCS / f"{name}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    """Draw the pictures and write the page of keys."""
    with tempfile.TemporaryDirectory() as folder:
        register = str(Path(folder) / "demo.db")
        make_demo_register(register)
        asyncio.run(_draw(register))
    (DOCS / "keys.md").write_text(key_page(), encoding="utf-8")


if __name__ == "__main__":
    main()

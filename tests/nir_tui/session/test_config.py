"""Settings of the configuration file: the idle limit of a session over SSH and the theme."""

from pathlib import Path

import pytest

from models.errors import RegisterError
from nir_tui.session import config
from nir_tui.theme import OURS


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    monkeypatch.setattr(config, "config_file", lambda: path)
    return path


def test_half_an_hour_where_nothing_is_said(file: Path) -> None:
    assert config.load_config().idle_minutes == 30
    file.write_text('user = "ces"\n')
    assert config.load_config().idle_minutes == 30


def test_what_is_said_counts(file: Path) -> None:
    file.write_text("idle_minutes = 5\n")
    assert config.load_config().idle_minutes == 5


@pytest.mark.parametrize("value", ["0", "-1", "1441", '"5"', "5.0", "true"])
def test_what_cannot_be_is_refused(file: Path, value: str) -> None:
    file.write_text(f"idle_minutes = {value}\n")
    with pytest.raises(RegisterError, match="1 til 1440"):
        config.load_config()


def test_dark_or_light_from_the_start(file: Path) -> None:
    assert config.load_config().theme == "dark"
    file.write_text('theme = "light"\n')
    assert config.load_config().theme == "light"
    assert tuple(OURS) == config.THEMES


@pytest.mark.parametrize("value", ['"lys"', "1", "true", "[]"])
def test_another_theme_is_refused(file: Path, value: str) -> None:
    file.write_text(f"theme = {value}\n")
    with pytest.raises(RegisterError, match="skal være en av: dark, light"):
        config.load_config()

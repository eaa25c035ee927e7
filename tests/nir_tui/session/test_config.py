"""Settings of the configuration file: which values fit, and what is said of those that do not."""

from pathlib import Path

import pytest

from models.errors import RegisterError
from nir_tui.session import config
from nir_tui.session.config_faults import faults_of_file, warnings_of_file
from nir_tui.session.config_lines import lines_of_keys
from nir_tui.session.settings import SETTINGS, THEMES
from nir_tui.theme import OURS


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration file of the user who runs the test; not there at first."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "nir-tui" / "config.toml"
    path.parent.mkdir()
    assert config.config_file() == path
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
    for theme in THEMES:
        file.write_text(f'theme = "{theme}"\n')
        assert config.load_config().theme == theme
    assert tuple(OURS) == THEMES


@pytest.mark.parametrize("value", ['"lys"', "1", "true", "[]", '""'])
def test_another_theme_is_refused(file: Path, value: str) -> None:
    file.write_text(f"theme = {value}\n")
    with pytest.raises(RegisterError, match="skal være en av: dark, light"):
        config.load_config()


@pytest.mark.parametrize("name", ["mouse", "ascii"])
def test_a_switch_is_on_off_or_the_terminals(file: Path, name: str) -> None:
    assert getattr(config.load_config(), name) is None
    for value, read in (("true", True), ("false", False), ('"auto"', None)):
        file.write_text(f"{name} = {value}\n")
        assert getattr(config.load_config(), name) is read
    file.write_text(f'{name} = "ja"\n')
    with pytest.raises(RegisterError, match='skal være true, false eller "auto"'):
        config.load_config()


def test_empty_texts_are_no_settings(file: Path) -> None:
    file.write_text('register = ""\nuser = ""\ndownloads = ""\nlanguage = ""\n')
    read = config.load_config()
    assert (read.register, read.user, read.downloads, read.language) == (None,) * 4


def test_keys_are_a_text_or_a_list_of_texts(file: Path) -> None:
    file.write_text('[keys]\n"report.open" = ["enter", "o"]\nreport.copy = "Y"\nperson.why = []\n')
    keys = config.load_config().keys
    assert keys == {"report.open": "enter,o", "report.copy": "Y", "person.why": ""}


@pytest.mark.parametrize("value", ["1", "true", '["a", 1]', "[[]]"])
def test_keys_of_another_type_stop_with_their_place(file: Path, value: str) -> None:
    file.write_text(f'user = "ces"\n\n[keys]\n"report.open" = {value}\n')
    with pytest.raises(RegisterError) as caught:
        config.load_config()
    meant = "skal være tekst, eller en liste av tekster, som taster"
    assert str(caught.value) == f"{file}:4: report.open: {meant}"


def test_a_wrong_type_is_named_with_file_line_key_and_meaning(file: Path) -> None:
    file.write_text('# om meg\nuser = 7\nlanguage = "da"\nkeys = 1\n')
    with pytest.raises(RegisterError) as caught:
        config.load_config()
    assert str(caught.value).split("; ") == [
        f"{file}:2: user: skal være tekst",
        f"{file}:3: language: skal være en av: nb, nn, en",
        f"{file}:4: keys: skal være en tabell: [keys]",
    ]


def test_what_is_unknown_only_warns(file: Path) -> None:
    file.write_text('teme = "dark"\n[keys]\n"report.tull" = "q"\n"report.correct" = "f"\n')
    assert config.load_config().theme == "dark"
    known = ", ".join([*SETTINGS, "[keys]"])
    warned = [
        f"{file}:1: teme: ukjent innstilling; de som finnes: {known}",
        f"{file}:3: report.tull: ukjent handling; se docs/keys.md",
    ]
    assert list(map(str, warnings_of_file())) == warned
    found = [str(fault.in_file(file)) for fault in faults_of_file(file)]
    assert found[:2] == warned
    assert found[2].startswith(f"{file}:4: report.correct: «f» er tasten til report.filters")


def test_the_line_of_every_way_to_write_a_key() -> None:
    text = (
        'user = "a = b"\n'
        "# theme = 1\n"
        "'theme'=1\n"
        "[ keys ] # mine\n"
        '"report.open" = "o"\n'
        "report . copy = 'y'\n"
        "[keys.person]\n"
        'why = "W"\n'
    )
    assert lines_of_keys(text) == {
        "user": 1,
        "theme": 3,
        "keys": 4,
        "keys.report.open": 5,
        "keys.report.copy": 6,
        "keys.person": 7,
        "keys.person.why": 8,
    }

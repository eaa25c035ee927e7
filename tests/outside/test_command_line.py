"""The command line as shells, file managers and other machines use it, each call a process."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.models.exchange import files
from tests.outside.pty_session import NIR, PtySession
from tests.sessions.keyboard import at_keyboard

pytestmark = pytest.mark.file

GRANITT = "992400002200"
CANNOT_BE_WRITTEN = 5


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str


def call(*words: str, redirected: str = "", environment: dict[str, str] | None = None) -> Answer:
    """Call the program through a shell that closes or redirects streams."""
    done = subprocess.run(
        ["bash", "-c", f'"$0" "$@" {redirected}', NIR, *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "NIR_USER": "4204-DEMO", **(environment or {})},
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr, done.stderr
    assert "Noe gikk galt" not in done.stdout + done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)


ANSWERS = [["codes"], ["--help"], ["--version"], ["report", "--help"], ["person", GRANITT]]


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
@pytest.mark.parametrize(
    ("redirected", "why"),
    [(">/dev/full", "det er ikke plass igjen på disken"), (">&-", "strømmen er lukket")],
)
def test_an_answer_that_cannot_be_written_is_said(
    demo_copy: str, words: Sequence[str], redirected: str, why: str, buffered: str
) -> None:
    environment = {"NIR_REGISTER": demo_copy, "PYTHONUNBUFFERED": buffered}
    answer = call(*words, redirected=redirected, environment=environment)
    assert answer.status == CANNOT_BE_WRITTEN
    assert answer.err.splitlines()[-1] == f"Kan ikke skrive svaret: {why}"


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
@pytest.mark.parametrize("redirected", ["2>&-", "<&-", "2>/dev/full", "<&- 2>&-"])
def test_other_streams_may_be_closed(demo_copy: str, words: Sequence[str], redirected: str) -> None:
    environment = {"NIR_REGISTER": demo_copy}
    answer = call(*words, redirected=redirected, environment=environment)
    assert answer == call(*words, environment=environment) or "2>" in redirected
    assert answer.status == 0 and answer.out and "Merk:" not in answer.out


@pytest.mark.parametrize("redirected", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full"])
def test_a_change_is_made_whatever_streams_there_are(demo_copy: str, redirected: str) -> None:
    words = ("termination", "add", GRANITT, "--reason", "helse", "--date", "2024-09-02", "--yes")
    environment = {"NIR_REGISTER": demo_copy}
    assert call(*words, redirected=redirected, environment=environment).status == 0
    output = json.loads(call("person", GRANITT, "--json", environment=environment).out)
    assert output["terminations"][0]["reason"] == "helse"
    assert call("check", environment=environment).status == 0


@pytest.mark.parametrize("redirected", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_without_streams_there_is_no_terminal(demo_copy: str, redirected: str) -> None:
    assert call(redirected=redirected, environment={"NIR_REGISTER": demo_copy}).status == 2


@pytest.mark.parametrize(
    "words",
    [
        ("person", "9924", "000022", "00", "--json"),
        ("person", "--json", "9924", "000022", "00"),
        ("person", "9924-000022-00", "--json"),
        ("person", "9924", "-", "000022", "-", "00", "--json"),
        ("person", "9924–000022", "00", "--json"),
        ("person", "--json", "--", "9924", "000022", "00"),
    ],
    ids=" ".join,
)
def test_a_number_is_taken_in_words(demo_copy: str, words: Sequence[str]) -> None:
    answer = call("--register", demo_copy, *words)
    assert answer.status == 0
    assert json.loads(answer.out)["duf"] == GRANITT


@pytest.mark.parametrize("duf", [("9924", "000022", "00"), ("9924-000022", "00"), (GRANITT,)])
def test_every_command_of_a_person_takes_it_so(demo_copy: str, duf: Sequence[str]) -> None:
    def output(status: int, *words: str) -> str:
        answer = call("--register", demo_copy, *words)
        assert answer.status == status, answer.err
        return answer.out + answer.err

    output(0, "goal", *duf, "arbeid-uten-vgo")
    decided = ("permisjon", "--from", "2024-05-01", "--to", "2024-05-20", "--yes")
    output(0, "decision", "add", *duf, *decided)
    [leave] = [d for d in _case(demo_copy)["decisions"] if d["kind"] == "permisjon"]
    number = str(leave["id"])
    output(0, "decision", "edit", *duf, number, "--to", "2024-05-21", "--yes")
    [leave] = [d for d in _case(demo_copy)["decisions"] if d["kind"] == "permisjon"]
    assert leave["to"] == "2024-05-21"
    output(0, "decision", "annul", *duf, number, "--yes")
    output(0, "measure", "add", *duf, "norsk", "--from", "2024-05-01")
    measure = str(_case(demo_copy)["measures"][0]["id"])
    output(0, "measure", "edit", "--to", "2024-06-01", *duf, measure)
    output(0, "measure", "delete", *duf, measure)
    add = ("termination", "add", "--reason", "helse", *duf, "--date", "2024-09-02", "--yes")
    output(0, *add)
    output(0, "termination", "edit", *duf, "--date", "2024-09-03", "--yes")
    output(0, "termination", "delete", *duf, "--yes")
    assert "9924 000022 00" in output(0, "engine", "explain", *duf)
    assert "9924 000022 00" in output(0, "journal", "--duf", *duf)
    assert "av 1 linjer" in output(0, "persons", "--duf", *duf)
    assert "Appen trenger en terminal" in output(2, "open", *duf)


def _case(register: str) -> dict[str, list[dict[str, object]]]:
    output = json.loads(call("--register", register, "person", GRANITT, "--json").out)
    assert isinstance(output, dict)
    return output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("person", "9924", "0000"), "«9924 0000» har 8 sifre"),
        (("person", "9924", "000022", "001"), "«9924 000022 001» har 13 sifre"),
        (("person", "9924", "abc"), "ukjent: abc"),
        (("decision", "edit", "9924", "000022", "17"), "mangler: ID"),
        (("person", "--duf"), "mangler: DUF"),
    ],
)
def test_what_is_no_number_is_said(demo_copy: str, words: Sequence[str], said: str) -> None:
    answer = call("--register", demo_copy, *words)
    assert answer.status in (2, 3) and said in answer.err


@pytest.mark.parametrize("words", [(), ("report",), ("codes",), ("person", GRANITT)])
def test_dashes_that_separate_nothing_change_nothing(demo_copy: str, words: Sequence[str]) -> None:
    options = ("--register", demo_copy)
    as_it_is = call(*options, *words)
    assert call(*options, *words, "--") == as_it_is
    assert call(*options, "--", *words) == as_it_is


@pytest.mark.parametrize("file_format", ["text", "json", "csv", "xlsx"])
def test_a_dash_is_standard_output(demo_copy: str, tmp_path: Path, file_format: str) -> None:
    words = [NIR, "--register", demo_copy, "--user", "4204-DEMO", "report", "--format", file_format]
    there, also_there = (
        subprocess.run([*words, *out], capture_output=True, cwd=tmp_path, check=True).stdout
        for out in ((), ("--out", "-"))
    )
    assert (there == also_there or file_format == "xlsx") and also_there
    assert list(tmp_path.glob("-*")) == []


SPELLED = {
    "single quotes": "'{}'",
    "double quotes": '"{}"',
    "trailing space": "'{}' ",
    "as it is": "{}",
}


def _spellings(path: Path) -> dict[str, str]:
    text = str(path)
    found = {name: form.format(text) for name, form in SPELLED.items()}
    found["backslashes"] = text.replace(" ", "\\ ").replace("'", "\\'")
    for name, host in (("address", ""), ("address of here", "localhost")):
        found[name] = f"file://{host}" + path.as_uri().removeprefix("file://")
    return found


@pytest.mark.parametrize("spelled", [*SPELLED, "backslashes", "address", "address of here"])
async def test_a_path_is_taken_as_it_is_dropped(
    demo_copy: str, tmp_path: Path, spelled: str
) -> None:
    bundle = tmp_path / "min pakke æøå"
    files.bundle(bundle, persons=[files.person()])
    dropped = _spellings(bundle)[spelled]
    answer = call("--register", demo_copy, "import", dropped, "--dry-run")
    assert answer.status == 0, answer.err
    out = _spellings(tmp_path / "ny mappe")[spelled]
    assert call("--register", demo_copy, "export", out).status == 0
    assert (tmp_path / "ny mappe" / "persons.csv").is_file()
    copy = _spellings(tmp_path / "en kopi.db")[spelled]
    assert call("--register", demo_copy, "backup", copy).status == 0
    assert (tmp_path / "en kopi.db").is_file()
    assert call("--register", copy, "check").status == 0
    async with at_keyboard(demo_copy) as nir:
        await nir.press("colon")
        await nir.type("hent inn")
        await nir.press("enter")
        await nir.paste(dropped)
        await nir.press("ctrl+s")
        nir.sees("Hent inn min pakke æøå")


def test_a_file_that_really_has_such_a_name_is_that_file(demo_copy: str, tmp_path: Path) -> None:
    files.bundle(tmp_path / "'min pakke'", persons=[files.person()])
    answer = call("--register", demo_copy, "import", f"{tmp_path}/'min pakke'", "--dry-run")
    assert answer.status == 0, answer.err


def test_a_configuration_with_a_byte_order_mark(demo_copy: str, tmp_path: Path) -> None:
    folder = tmp_path / "nir-tui"
    folder.mkdir()
    text = f'register = "{demo_copy}"\nuser = "4204-DEMO"\n'
    (folder / "config.toml").write_text(text, encoding="utf-8-sig")
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "NIR_USER": "", "NIR_REGISTER": ""}
    assert call("person", GRANITT, environment=environment).status == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'user = "a"\nregister =\n', "linje 2 er ikke gyldig TOML"),
        (b'user = "a', "ikke gyldig TOML"),
        (b'user = "\xe6"\n', "filen er ikke UTF-8"),
        ('user = "a"\n'.encode("utf-16"), "filen er ikke UTF-8"),
    ],
)
def test_a_configuration_that_cannot_be_read_is_said_in_norwegian(
    demo_copy: str, tmp_path: Path, content: bytes, why: str
) -> None:
    file = tmp_path / "nir-tui" / "config.toml"
    file.parent.mkdir()
    file.write_bytes(content)
    environment = {"XDG_CONFIG_HOME": str(tmp_path), "NIR_REGISTER": demo_copy, "NIR_USER": ""}
    answer = call("person", GRANITT, environment=environment)
    assert answer == Answer(1, "", f"Kan ikke lese {file}: {why}\n") or why in answer.err
    assert " at line " not in answer.err and "codec" not in answer.err
    file.unlink()
    file.mkdir()
    answer = call("person", GRANITT, environment=environment)
    assert answer.err == f"Kan ikke lese {file}: er en mappe\n"


WITHOUT_HOME = """
import os, pwd, sys
from nir_tui.cli import main

class Nobody(KeyError):
    pass

def none(*_who):
    raise Nobody("uid not found")

for name in ("HOME", "USER", "LOGNAME", "LNAME", "USERNAME", "NIR_USER", "NIR_REGISTER"):
    os.environ.pop(name, None)
for name in [name for name in os.environ if name.startswith("XDG_")]:
    del os.environ[name]
pwd.getpwuid = pwd.getpwnam = none
sys.exit(main(sys.argv[1:]))
"""
"""Code that runs the program as a user unknown to the system, without a home folder."""


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--register", "{}", "--user", "4204-DEMO", "person", GRANITT), 0, "Granitt"),
        (("--register", "{}", "--user", "4204-DEMO", "report"), 0, "av 346 linjer"),
        (("--register", "{}", "--user", "4204-DEMO"), 2, "Appen trenger en terminal"),
        (("codes",), 0, "Arbeid"),
        (("--register", "{}", "person", GRANITT), 1, "Systemet sier ikke hvem du er; bruk --user"),
        (("--user", "4204-DEMO", "report"), 1, "Du har ingen hjemmemappe; bruk --register"),
        (("demo",), 1, "Du har ingen hjemmemappe; bruk --register"),
    ],
)
def test_a_user_without_a_home_folder(
    demo_copy: str, tmp_path: Path, words: Sequence[str], status: int, said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_HOME, *(word.format(demo_copy) for word in words)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (status, False), done.stderr
    assert said.casefold() in (done.stdout + done.stderr).casefold()
    assert not (tmp_path / "~").exists()


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("/dev/full/x.csv", "en del av stien er ikke en mappe"),
        ("{}/er ikke her/x.csv", "finnes ikke"),
        ("{}/" + "x" * 300, "navnet er for langt"),
        ("/proc/x.csv", "finnes ikke"),
    ],
)
def test_the_systems_reasons_are_norwegian(
    demo_copy: str, tmp_path: Path, place: str, why: str
) -> None:
    out = place.format(tmp_path)
    answer = call("--register", demo_copy, "report", "--format", "csv", "--out", out)
    assert answer == Answer(1, "", f"Kan ikke skrive {out}: {why}\n")
    answer = call("--register", demo_copy, "export", out)
    assert answer.status == 1 and answer.err.endswith(f": {why}\n")


def test_the_screens_open_without_a_home_folder(demo_copy: str) -> None:
    words = ["--register", demo_copy, "--user", "4204-DEMO"]
    program = f"import sys; sys.argv[1:] = {words!r}\n{WITHOUT_HOME}"
    session = PtySession(program=program)
    try:
        session.waits_for("avsluttet introduksjonsprogram")
        session.send("x")
        session.waits_for("Last ned")
        session.leaves_everything()
        assert session.quits() == 0
    finally:
        session.close()

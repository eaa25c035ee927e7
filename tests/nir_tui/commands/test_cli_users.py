"""Users, erasure and backup on the command line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nir_tui.cli import main
from tests.models.exchange.files import ANNA, bundle, person
from tests.nir_tui.commands.cli_runner import GRANITT, Run, answer

ELSEWHERE = "991800047808"


@pytest.fixture
def as_user(demo_copy: str, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(user: str, *words: str) -> tuple[int, str, str]:
        try:
            status = main(["--register", demo_copy, "--user", user, *words])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        output = capsys.readouterr()
        return status, output.out, output.err

    return run


def test_a_new_register_has_its_maker_as_administrator(
    place_for: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["--register", place_for("r.db"), "--user", "drift"]
    assert main([*call, "init"]) == 0
    assert main([*call, "users", "list", "--json"]) == 0
    assert '"id": "drift"' in capsys.readouterr().out


def test_users_come_and_go(as_user: Run) -> None:
    add = ("users", "add", "4204-SAKS", "--role", "case-worker", "--municipality", "Kristiansand")
    status, _none, output = as_user("4204-DEMO", *add)
    assert status == 0
    assert output == "Fra nå slipper bare brukere i lista inn; 4204-DEMO er administrator\n"
    assert as_user("4204-DEMO", *add) == (0, "", ""), "said once"
    users = answer(lambda *w: as_user("4204-DEMO", *w), "users", "list", "--json")
    assert users[1] == {
        "id": "4204-SAKS",
        "role": "case-worker",
        "municipality": "4204",
        "district": None,
        "disabled": False,
    }
    assert as_user("4204-SAKS", "person", GRANITT)[0] == 0
    hidden, unknown = (as_user("4204-SAKS", "person", duf) for duf in (ELSEWHERE, "991800099900"))
    assert hidden[0] == unknown[0] == 3
    assert hidden[1] == unknown[1] == ""
    for words in (("users", "list"), ("engine", "run"), ("journal",), ("export", "/tmp/x")):
        assert as_user("4204-SAKS", *words)[0] == 4
    assert as_user("fremmed", "report")[0] == 4
    assert as_user("4204-DEMO", "users", "disable", "4204-SAKS")[0] == 0
    assert as_user("4204-SAKS", "person", GRANITT)[0] == 4
    assert as_user("4204-DEMO", "users", "disable", "ingen")[0] == 3
    refused = answer(lambda *w: as_user("4204-DEMO", *w), "journal", "--by", "fremmed", "--json")
    assert [line["action"] for line in refused] == ["refused"]


def test_erasure_asks_first(as_user: Run, tmp_path: Path) -> None:
    purge = ("4204-DEMO", "purge")
    assert as_user(*purge) == (0, "", "0 personer kan slettes; --yes sletter dem\n")
    old = bundle(tmp_path / "inn", persons=[person(ANNA, settled="2005-01-08", start_deadline="")])
    assert as_user("4204-DEMO", "import", old)[0] == 0
    status, listed, _err = as_user(*purge)
    assert status == 1
    duf = listed.split()[0]
    assert listed == f"{duf}  2020-01-08  bosetting 08.01.2005\n"
    assert as_user("4204-DEMO", "person", duf)[0] == 0
    for word in ((), ("--yes",)):
        late = as_user("4204-DEMO", "--as-of", "2060-01-01", "purge", *word)
        assert late[0] == 1 and "ikke per en dag som ikke er kommet" in late[2]
    status, erased, _err = as_user(*purge, "--yes")
    assert (status, erased) == (0, listed)
    assert as_user("4204-DEMO", "person", duf)[0] == 3
    assert as_user("4204-DEMO", "check")[0] == 0


@pytest.mark.file
def test_a_backup_is_whole(as_user: Run, tmp_path: Path) -> None:
    copy = str(tmp_path / "kopi.db")
    assert as_user("4204-DEMO", "backup", copy)[0] == 0
    assert main(["--register", copy, "--user", "4204-DEMO", "check"]) == 0
    assert as_user("4204-DEMO", "backup", str(tmp_path / "borte" / "x.db"))[0] == 1

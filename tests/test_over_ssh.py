"""A real sshd on this machine: what an SSH key gives access to, and what it does not."""

import json
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import platformdirs
import pytest

from models.access import Role
from models.administration.journal_view import read_lines
from models.administration.users import add_user, disable_user
from models.cases.lookup import read_case
from models.journal.reader import JournalEntry
from models.storage.register import open_register
from tests.case_builder import actor
from tests.sessions.tmux import Terminal, correct_granitt, needs_tmux

SSHD = shutil.which("sshd") or "/usr/sbin/sshd"
GRANITT = "992400002200"
pytestmark = [
    needs_tmux,
    pytest.mark.skipif(
        not (Path(SSHD).exists() and shutil.which("ssh")) and not os.environ.get("CI"),
        reason="OpenSSH's server is not installed",
    ),
]


class Server:
    """A private sshd with three keys: those of a case worker and of two readers."""

    def __init__(self, folder: Path, register: str) -> None:
        self.folder, self.register = folder, register
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        keys = [self._key_line(user) for user in ("4204-SAKS", "4204-LESE", "4601-LESE")]
        (folder / "authorized_keys").write_text("\n".join(keys) + "\n")
        self._make_key("host")
        config = folder / "sshd_config"
        config.write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\n"
            f"AuthorizedKeysFile {folder}/authorized_keys\nPidFile {folder}/pid\n"
            "StrictModes no\nUsePAM no\nPasswordAuthentication no\nAcceptEnv *\n"
            "AllowTcpForwarding no\nX11Forwarding no\nPermitTunnel no\nMaxStartups 100\n"
            "Subsystem sftp internal-sftp\n"
        )
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        self._log = (folder / "log").open("w")
        self._process = subprocess.Popen(
            [SSHD, "-D", "-e", "-f", str(config)], stderr=self._log, stdout=self._log
        )
        self._wait()

    def _make_key(self, name: str) -> Path:
        path = self.folder / name
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)]
        subprocess.run(words, check=True)
        return path

    def _key_line(self, user: str) -> str:
        public = self._make_key(user).with_suffix(".pub").read_text().strip()
        program = Path(sys.executable).with_name("nir-tui")
        command = shlex.join([str(program), "--register", self.register, "ssh-session", user])
        return f'command="{command}",restrict,pty {public}'

    def _wait(self) -> None:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def words(self, user: str, *options: str) -> list[str]:
        fixed = ["-F", "none", "-i", str(self.folder / user), "-p", str(self.port)]
        quiet = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR")
        for option in (*quiet, "IdentitiesOnly=yes", "BatchMode=yes"):
            fixed += ["-o", option]
        return ["ssh", *fixed, *options, "127.0.0.1"]

    def run(
        self,
        user: str,
        *command: str,
        env: dict[str, str] | None = None,
        options: tuple[str, ...] = (),
    ) -> subprocess.CompletedProcess[str]:
        sent = [word for name in env or {} for word in ("-o", f"SendEnv={name}")]
        return subprocess.run(
            [*self.words(user, *options, *sent), *command],
            capture_output=True,
            text=True,
            env={**os.environ, **(env or {})},
            timeout=60,
            check=False,
        )

    def journal(self) -> list[JournalEntry]:
        register = open_register(self.register)
        lines = read_lines(register)
        register.close()
        return lines

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._log.close()


@pytest.fixture
def server(demo_copy: str, tmp_path: Path) -> Iterator[Server]:
    register = open_register(demo_copy)
    for user, role, place in (
        ("4204-SAKS", Role.CASE_WORKER, "4204"),
        ("4204-LESE", Role.READER, "4204"),
        ("4601-LESE", Role.READER, "4601"),
    ):
        add_user(register, actor("4204-DEMO"), user, role, place)
    register.close()
    folder = tmp_path / "ssh"
    folder.mkdir()
    one = Server(folder, demo_copy)
    yield one
    one.close()


def test_a_session_corrects_a_person(server: Server, terminal: Terminal) -> None:
    terminal.start(f"{shlex.join(server.words('4204-SAKS', '-tt'))}; echo ferdig $?; sleep 60")
    terminal.waits_for("linjer")
    correct_granitt(terminal, "4204-SAKS")
    actions = [line.action for line in server.journal() if line.by == "4204-SAKS"]
    assert {"session.begin", "list.search", "person.look", "termination.add"} <= set(actions)


def test_the_line_is_cut_in_mid_form(server: Server, terminal: Terminal) -> None:
    terminal.start(shlex.join(server.words("4204-SAKS", "-tt")))
    terminal.waits_for("linjer")
    terminal.press("/", "g", "r", "a", "n", "i", "Enter")
    terminal.waits_for("legg til årsak (l)")
    terminal.press("l")
    terminal.waits_for("foreslått")
    terminal.tmux("kill-server")
    end = time.monotonic() + 20
    while _sessions(server.register) and time.monotonic() < end:
        time.sleep(0.1)
    assert not _sessions(server.register), "nobody is left behind"
    register = open_register(server.register)
    active = read_case(register, GRANITT).facts.active
    register.close()
    assert active is not None and active.by_engine


def _sessions(register: str) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = entry.read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if "ssh-session" in words and register in words and "sshd" not in words[0]:
            found.append(" ".join(words))
    return found


def test_commands_that_only_read_go_to_standard_output(server: Server) -> None:
    person = server.run("4204-LESE", "person", GRANITT, "--json")
    assert person.returncode == 0, person.stderr
    assert json.loads(person.stdout)["duf"] == GRANITT
    report = server.run("4204-LESE", "report --format csv")
    assert report.returncode == 0 and report.stdout.count("\n") > 5
    elsewhere = server.run("4601-LESE", "person", GRANITT, "--json")
    unknown = server.run("4601-LESE", "person", "992400009999", "--json")
    assert elsewhere.returncode == unknown.returncode == 3
    assert elsewhere.stdout == unknown.stdout == ""
    begun = [line for line in server.journal() if line.action == "session.begin"]
    assert {line.by for line in begun} == {"4204-LESE", "4601-LESE"}


@pytest.mark.parametrize(
    "command",
    [
        "sh",
        "id; report",
        "termination add 992400002200 --reason ukjent --date 2024-09-18 --yes",
        "engine run",
        "export /tmp/ut",
        "import /etc/passwd",
        "users add x --role administrator",
        "purge --yes",
        "nir-tui --user 4204-DEMO report",
        "nir-tui --register /tmp/x.db report",
        "ssh-session 4204-DEMO",
        "report --format csv --out ut.csv",
        "demo",
        "scp -f /etc/passwd",
    ],
)
def test_every_other_command_is_refused(server: Server, command: str) -> None:
    before = len(server.journal())
    done = server.run("4204-SAKS", command)
    assert done.returncode == 4, done.stderr
    assert done.stdout == ""
    assert "SSH" in done.stderr
    [refused, *_rest] = server.journal()[: len(server.journal()) - before]
    assert (refused.action, refused.by) == ("refused", "4204-SAKS")


@pytest.mark.parametrize("text", ["report 'uten slutt", "report --finnes-ikke", "report; id"])
def test_what_cannot_be_read_is_wrong_usage(server: Server, text: str) -> None:
    done = server.run("4204-SAKS", text)
    assert (done.returncode, done.stdout) == (2, "") or done.returncode == 4


def test_a_correction_as_lines(server: Server) -> None:
    answers = "1\nm\ngranitt\nl\n\nhelse\nj\n"
    words = [*server.words("4204-SAKS"), "plain"]
    done = subprocess.run(
        words, input=answers, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Avslutningen er lagret" in done.stdout and "\x1b" not in done.stdout
    register = open_register(server.register)
    active = read_case(register, GRANITT).facts.active
    register.close()
    assert active is not None and active.registered_by == "4204-SAKS"
    begun = [line for line in server.journal() if line.action == "session.begin"]
    assert [(line.by, line.after) for line in begun] == [("4204-SAKS", {"command": "plain"})]


@pytest.fixture
def downloaded() -> Iterator[Path]:
    """A download of a user on this machine, whose folder is under the system user's home."""
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    place = platformdirs.user_downloads_path() if (home / "Downloads").is_dir() else home
    folder = place / "4204-LESE"
    was_there = folder.exists()
    folder.mkdir(exist_ok=True)
    path = folder / f"prove-{os.getpid()}.csv"
    path.write_bytes(b"DUF;Navn\r\n")
    yield path
    path.unlink()
    if not was_there:
        folder.rmdir()


def test_ones_own_downloads_are_fetched_and_no_other_file(server: Server, downloaded: Path) -> None:
    listed = server.run("4204-LESE", "fetch")
    assert listed.returncode == 0 and downloaded.name in listed.stdout
    fetched = server.run("4204-LESE", "fetch", downloaded.name)
    assert (fetched.returncode, fetched.stdout) == (0, "DUF;Navn\n")
    assert server.run("4204-SAKS", "fetch", downloaded.name).returncode == 3
    for path in ("../4204-LESE/" + downloaded.name, "/etc/passwd", ".."):
        refused = server.run("4204-SAKS", "fetch", path)
        assert (refused.returncode, refused.stdout) == (4, "")
    assert "refused" in {line.action for line in server.journal() if line.by == "4204-SAKS"}


def test_a_name_in_a_command_is_no_shell(server: Server, tmp_path: Path) -> None:
    mark = tmp_path / "skal-ikke-finnes"
    done = server.run("4204-LESE", f"report --name '$(touch {mark})'")
    assert done.returncode == 0
    assert not mark.exists()


def test_no_files_no_forwarding(server: Server, tmp_path: Path) -> None:
    sftp = server.words("4204-SAKS", "-s")
    done = subprocess.run([*sftp, "sftp"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0 and done.stdout == ""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ("-R", f"{port}:127.0.0.1:{server.port}", "-o", "ExitOnForwardFailure=yes")
    assert server.run("4204-SAKS", "codes", options=options).returncode == 255


def test_nothing_of_the_environment_comes_along(server: Server, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("print('innbrudd')\n")
    sent = {
        "NIR_USER": "4204-DEMO",
        "NIR_REGISTER": str(tmp_path / "annet.db"),
        "NIR_AS_OF": "2030-01-01",
        "PYTHONPATH": str(tmp_path),
        "PYTHONSTARTUP": str(tmp_path / "sitecustomize.py"),
        "TEXTUAL_LOG": str(tmp_path / "logg"),
        "LANG": "../../etc",
    }
    done = server.run("4601-LESE", "person", GRANITT, env=sent)
    assert done.returncode == 3
    assert not (tmp_path / "logg").exists()
    newest = server.journal()[0]
    assert newest.by == "4601-LESE"


def test_who_is_disabled_or_unknown_does_not_come_in(server: Server) -> None:
    register = open_register(server.register)
    disable_user(register, actor("4204-DEMO"), "4204-LESE")
    register.close()
    done = server.run("4204-LESE", "codes")
    assert (done.returncode, done.stdout) == (4, "")
    assert server.journal()[0].action == "refused"


def test_a_command_names_nobody_in_the_list_of_processes(server: Server) -> None:
    words = [*server.words("4204-LESE"), "persons", "--name", "granitt"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as client:
        seen: list[str] = []
        while client.poll() is None:
            seen += _sessions(server.register)
        assert client.returncode == 0
    assert seen and not any("granitt" in one for one in seen)


def test_twenty_sessions_at_once(server: Server) -> None:
    words = server.words("4204-LESE", "-tt")
    crowd = [
        subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TERM": "xterm"},
        )
        for _ in range(20)
    ]
    with ThreadPoolExecutor(20) as readers:
        assert list(readers.map(_sees_the_list_and_quits, crowd)) == [0] * 20
    begun = [line for line in server.journal() if line.action == "session.begin"]
    assert len(begun) == 20


def _sees_the_list_and_quits(session: subprocess.Popen[bytes]) -> int:
    with session:
        assert session.stdin and session.stdout
        painted = b""
        while b" linjer" not in painted:
            new = os.read(session.stdout.fileno(), 1 << 16)
            assert new, painted[-300:]
            painted += new
        session.stdin.write(b"\x11")
        session.stdin.flush()
        while os.read(session.stdout.fileno(), 1 << 16):
            pass
    return session.returncode


def test_twenty_commands_at_once(server: Server) -> None:
    with ThreadPoolExecutor(20) as crowd:
        done = list(
            crowd.map(lambda _n: server.run("4204-LESE", "person", GRANITT, "--json"), range(20))
        )
    assert [one.returncode for one in done] == [0] * 20, [one.stderr for one in done]
    looks = [line for line in server.journal() if line.action == "person.look"]
    assert len(looks) == 20

"""The program has no network code, and the suite would stop it if it had."""

import ast
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import lowback
from tests.offline.sitecustomize import NetworkUsedError

PACKAGE = Path(lowback.__file__).parent
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.error", "urllib.request",
    "urllib3", "webbrowser", "websockets", "xmlrpc",
}  # fmt: skip


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Call) and "import" in ast.unparse(node.func):
            names |= {str(each.value) for each in node.args if isinstance(each, ast.Constant)}
    return names


def reaches_out(name: str) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in NETWORK)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_module_imports_network_code(path: Path) -> None:
    assert not {each for each in imported(path) if reaches_out(each)}


@pytest.mark.parametrize("host", ["192.0.2.1", "127.0.0.1", "example.invalid"])
def test_the_suite_blocks_sockets(host: str) -> None:
    with pytest.raises(NetworkUsedError):
        socket.create_connection((host, 9), timeout=1)


def test_the_suite_blocks_sockets_of_the_programs_it_starts() -> None:
    script = "import socket; socket.create_connection(('192.0.2.1', 9), timeout=1)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "NetworkUsedError" in done.stderr


def test_unix_sockets_stay_usable() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"

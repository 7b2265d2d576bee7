"""No test may reach a network: whoever tries is stopped where it happens.

Python runs this module at the start of every process that has its folder on `PYTHONPATH`, so
the guard holds in the programs that tests start too. It listens to Python's own audit events.
"""

import _socket
import sys

CALLS = frozenset({"socket.bind", "socket.connect", "socket.sendmsg", "socket.sendto"})
NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
FAMILIES = frozenset({_socket.AF_INET, _socket.AF_INET6})

allowed = False


class NetworkUsedError(BaseException):
    """Not an `Exception`, so that no handler swallows it."""


def guard(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse what would leave this machine; Unix sockets and pipes stay."""
    if allowed:
        return
    if event in CALLS and getattr(arguments[0], "family", None) in FAMILIES:
        raise NetworkUsedError(f"{event} {arguments[1]!r}")
    if event in NAMES:
        raise NetworkUsedError(f"{event} {arguments[0]!r}")


sys.addaudithook(guard)

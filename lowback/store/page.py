"""The one page that was opened in a browser: private, and replaced by the next."""

from pathlib import Path

from lowback.store.files import private_folder, write_file
from lowback.store.saved import home

NAME = "report.html"


def keep_page(page: str) -> Path:
    """Write the page for its owner only and return where it is.

    Raises:
        LowbackError: if it cannot be written.
    """
    path = private_folder(home()) / NAME
    write_file(path, page.encode(), force=True, private=True)
    return path


def delete_page() -> None:
    """Delete the page, if there is one."""
    (home() / NAME).unlink(missing_ok=True)

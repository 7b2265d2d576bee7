"""`lowback form`: what it writes, and what it refuses. What the page does: `tests/browser`."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from lowback.knowledge.load import load_knowledge
from lowback.store.answers_file import SCHEMA
from tests.program import run


@pytest.fixture
def page(tmp_path: Path) -> str:
    done = run("form", tmp_path / "form.html", "--country", "GB", "--to", "coach@club.example")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return (tmp_path / "form.html").read_text(encoding="utf-8")


def test_one_file_that_names_nothing_outside(page: str) -> None:
    markup = re.sub(r"(?s)<(script|style)[^>]*>.*?</", "", page)
    assert re.findall(r"""(?:src|href)=["']([^"']*)""", markup) == ["data:,"]
    assert "://" not in page
    assert "@import" not in page
    assert "url(" not in page


def test_the_browser_may_run_this_script_only(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    script = page.partition("<script>")[2].partition("</script>")[0]
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert policy
    assert "default-src 'none'" in policy[1].replace("&#39;", "'")
    assert "unsafe" not in policy[1]
    for text in (script, style):
        wanted = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"sha256-{wanted}" in policy[1]


def test_it_names_the_knowledge_and_the_document_that_it_saves(page: str) -> None:
    assert load_knowledge().sha256 in page
    assert SCHEMA in page


def test_the_same_page_every_time(page: str, tmp_path: Path) -> None:
    run("form", tmp_path / "b.html", "--country", "GB", "--to", "coach@club.example")
    assert (tmp_path / "b.html").read_text(encoding="utf-8") == page


@pytest.mark.parametrize(("country", "number"), [("de", "112"), ("England", "999"), ("uk", "999")])
def test_whom_to_call_stands_in_every_page(country: str, number: str, tmp_path: Path) -> None:
    run("form", tmp_path / "form.html", "--country", country)
    page = (tmp_path / "form.html").read_text(encoding="utf-8")
    known = json.loads(page.partition('id="knowledge">')[2].partition("</script>")[0])
    assert [each["number"] for each in known["helplines"].values()] == [number]
    assert known["country"] in known["helplines"]


@pytest.mark.parametrize(
    "address", ["coach", "a@b?subject=x", "a@b&cc=c", 'a@b"', "a b@c", "<a@b>", "a@b,c@d e"]
)
def test_only_one_plain_address(address: str, tmp_path: Path) -> None:
    done = run("form", tmp_path / "form.html", "--to", address)
    assert done.returncode == 2
    assert b"is not one mail address" in done.stderr
    assert not (tmp_path / "form.html").exists()


def test_it_replaces_no_file_unasked(tmp_path: Path) -> None:
    (tmp_path / "form.html").write_text("mine")
    assert run("form", tmp_path / "form.html").returncode == 2
    assert run("form", tmp_path / "form.html", "--voice", "doctor", "--force").returncode == 2
    assert (tmp_path / "form.html").read_text() == "mine"
    assert run("form", tmp_path / "form.html", "--voice", "coach", "--force").returncode == 0
    assert "How old is the runner?" in (tmp_path / "form.html").read_text(encoding="utf-8")

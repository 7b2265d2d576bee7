"""The page of `lowback form` in a browser, filled in by a script as a person would do it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lowback.engine.contradictions import BOTH
from lowback.interview.steps import in_order
from lowback.knowledge.schema import Knowledge
from lowback.render.form.content import Wish
from lowback.render.form.page import form_page
from tests.browser.driver import Browser

# Choose what is given on the screen that shows; what is not given stays as it is.
FILL = """
const given = arguments[0];
for (const box of document.querySelectorAll('fieldset')) {
  const id = box.id.slice(2), values = [given[id]].flat();
  if (!(id in given)) continue;
  if (box.className === 'number' && typeof given[id] === 'number') {
    const field = box.querySelector('input');
    field.value = String(given[id]);
    field.dispatchEvent(new Event('change', {bubbles: true}));
    continue;
  }
  for (const each of box.querySelectorAll('input[type=radio], input[type=checkbox]')) {
    if (values.includes(each.value) !== each.checked) each.click();
  }
}
"""
PRESS = """
const found = [...document.querySelectorAll('#main button')].find(
  each => each.textContent === arguments[0]);
if (found) found.click();
return Boolean(found);
"""
ASKED = "return [...document.querySelectorAll('fieldset')].map(each => each.id.slice(2));"
# Answer a whole screen; an unusual number is asked about once.
ANSWER = f"""
const fill = function () {{ {FILL} }}, press = function () {{ {PRESS} }};
const asked = () => {{ {ASKED} }};
const given = arguments[0], before = asked();
fill(given);
press('No to all that are left');
const known = before.every(each => each in given);
if (known || !press('Leave out')) {{
  press('Next');
  if (String(asked()) === String(before)) press('Next');
}}
return [before, asked()];
"""
HEADING = "return document.querySelector('h1').textContent;"
MOST_SCREENS = 250


class Page:
    """One page, from its start to its end."""

    def __init__(self, browser: Browser, file: Path) -> None:
        self.browser = browser
        self.file = file

    def start(self, *, width: int = 1280) -> None:
        """Open the page without a draft and begin."""
        self.browser.open(self.file, width=width)
        self.browser.run("localStorage.clear()")
        self.browser.open(self.file, width=width)
        assert self.press("Start")

    def press(self, label: str) -> bool:
        """Press the button with this label; whether there is one."""
        found: bool = self.browser.run(PRESS, label)
        return found

    def fill(self, given: Mapping[str, object]) -> None:
        """Choose what is given on this screen."""
        self.browser.run(FILL, dict(given))

    @property
    def heading(self) -> str:
        """The heading of the screen."""
        return str(self.browser.run(HEADING))

    @property
    def asked(self) -> list[str]:
        """The questions on this screen."""
        found: list[str] = self.browser.run(ASKED)
        return found

    @property
    def text(self) -> str:
        """Everything that can be read."""
        return str(self.browser.run("return document.body.innerText"))

    def answer(self, given: Mapping[str, object]) -> list[str]:
        """Answer one screen and return it: what is not given is denied if a sign, else left out."""
        before, after = self.browser.run(ANSWER, dict(given))
        assert after != before, self.text
        return list(before)

    def answer_all(self, given: Mapping[str, object]) -> list[list[str]]:
        """Answer screen after screen, both of two that do not fit; return what was asked."""
        asked: list[list[str]] = []
        while (self.asked or self.press(BOTH)) and len(asked) < MOST_SCREENS:
            asked.append(self.answer(given))
        return asked

    def document(self) -> dict[str, Any]:
        """What would be saved now."""
        found: dict[str, Any] = json.loads(self.browser.run("return asText()"))
        return found


def written(file: Path, knowledge: Knowledge, **wish: Any) -> Path:  # noqa: ANN401 - fields of Wish
    """Write the page of this knowledge into a file."""
    file.write_text(form_page(knowledge, in_order(knowledge), Wish(**wish)), encoding="utf-8")
    return file

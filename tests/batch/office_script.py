"""Fill in a workbook with LibreOffice, as a coach would: run by LibreOffice's own Python.

    python3 office_script.py IN.xlsx ANSWERS.json OUT.xlsx

ANSWERS.json is a list of `{heading: cell}`, one for each athlete, `Athlete` among them.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]  # comes with LibreOffice

PIPE = "lowback"
TRIES, PAUSE = 240, 0.25


def main() -> None:
    source, answers, target = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen([
            "soffice", "--headless", "--norestore", "--nologo",
            f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={PIPE};urp;",
        ])  # fmt: skip
        try:
            desktop = _desktop(office)
            book = desktop.loadComponentFromURL(source.resolve().as_uri(), "_blank", 0, _hidden())
            _fill(book, json.loads(answers.read_text()))
            book.calculateAll()
            book.storeToURL(target.resolve().as_uri(), _as_xlsx())
            book.close(True)  # noqa: FBT003 - LibreOffice's own call
            desktop.terminate()
            office.wait(60)
        finally:
            office.kill()


def _desktop(office: "subprocess.Popen[bytes]") -> Any:  # noqa: ANN401 - it has no types
    context = uno.getComponentContext()
    name = "com.sun.star.bridge.UnoUrlResolver"
    resolver = context.ServiceManager.createInstanceWithContext(name, context)
    for _ in range(TRIES):
        try:
            there = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - not ready yet, whatever it says
            if office.poll() is not None:
                break
            time.sleep(PAUSE)
        else:
            return there.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", there
            )
    sys.exit("LibreOffice did not start")


def _fill(book: Any, athletes: "list[dict[str, Any]]") -> None:  # noqa: ANN401
    named = False
    for sheet in book.Sheets:
        headings = _headings(sheet)
        if not headings or headings[0] != "Athlete":
            continue
        for row, athlete in enumerate(athletes, 1):
            for column, heading in enumerate(headings):
                if heading in athlete and (column or not named):
                    _write(sheet.getCellByPosition(column, row), athlete[heading])
        named = True


def _headings(sheet: Any) -> "list[str]":  # noqa: ANN401
    headings: list[str] = []
    while text := sheet.getCellByPosition(len(headings), 0).String:
        headings.append(text)
    return headings


def _write(cell: Any, value: object) -> None:  # noqa: ANN401
    if isinstance(value, int | float):
        cell.Value = value
    else:
        cell.String = str(value)


def _property(name: str, value: object) -> Any:  # noqa: ANN401
    found = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    found.Name, found.Value = name, value
    return found


def _hidden() -> tuple[Any]:
    return (_property("Hidden", True),)  # noqa: FBT003


def _as_xlsx() -> tuple[Any]:
    return (_property("FilterName", "Calc MS Excel 2007 XML"),)


if __name__ == "__main__":
    main()

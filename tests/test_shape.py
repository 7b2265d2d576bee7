"""The code stays in small pieces: what CONTRIBUTING promises about size."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

PACKAGE = Path(__file__).parents[1] / "lowback"
TESTS = Path(__file__).parent
LONGEST_FUNCTION, LONGEST_MODULE, LONGEST_MEDIAN = 40, 250, 10
FILES = {
    str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8")
    for path in PACKAGE.rglob("*.py")
}


def functions() -> Iterator[tuple[str, int]]:
    for path, text in FILES.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (
                    f"{path}:{node.lineno}:{node.name}",
                    (node.end_lineno or 0) - node.lineno + 1,
                )


def test_functions_are_short() -> None:
    lengths = dict(functions())
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    assert median(lengths.values()) <= LONGEST_MEDIAN


def test_modules_are_short() -> None:
    lengths = {path: len(text.splitlines()) for path, text in FILES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_tests_are_short_too() -> None:
    tests = {each: each.read_text(encoding="utf-8") for each in TESTS.rglob("*.py")}
    lengths = {str(each.relative_to(TESTS)): len(text.splitlines()) for each, text in tests.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}

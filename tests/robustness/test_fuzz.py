"""Any bytes, and good inputs with damage: nothing but a clear refusal or a right result."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.robustness.seeds import seeds
from tests.robustness.targets import TARGETS

PIECES = (
    b"\0", b"\xff", b"\x1b[31m", b"[", b"{", b'"', b"'", b"&a", b"*a", b"!!", b"? ", b"- ", b": ",
    b"\n", b"\r", b"\t", b",", b";", b"1e999", b"-0.0", b"nan", b"NaN", b"inf", b"9" * 20,
    b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xd9\xa3", b"yes", b"no", b"unsure", b"2026-02-30",
    b"=cmd", b"\xed\xa0\x80",
)  # fmt: skip
Damage = tuple[float, float, bytes]
damages = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0, 0.05), st.sampled_from(PIECES) | st.binary(max_size=8)),
    min_size=1,
    max_size=6,
)


def damaged(seed: bytes, damage: list[Damage]) -> bytes:
    """Cut some bytes out and put others in."""
    for place, length, piece in damage:
        at = int(place * len(seed))
        seed = seed[:at] + piece + seed[at + int(length * len(seed)) :]
    return seed


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes(target: Callable[[bytes], None], data: bytes) -> None:
    target(data)


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(draw=st.data())
def test_damaged_inputs(target: Callable[[bytes], None], draw: st.DataObject) -> None:
    seed = draw.draw(st.sampled_from(seeds(target.__name__)))
    target(damaged(seed, draw.draw(damages)))


@pytest.mark.parametrize("target", TARGETS)
def test_the_seeds_are_good(target: str) -> None:
    for seed in seeds(target):
        TARGETS[target](seed)


FOUND = {
    "a FIT header longer than its file": ("fit", b"&\x10T\x08$\0\0\0.FIT" + 28 * b"@"),
    "a header with a lone carriage return": ("log", b"\0a\rb"),
    "a heading that ends in a lone carriage return": ("table", b"\1who\tage\rx\ty\n"),
    "a file with only carriage returns": ("table", b"\0who,age\rA,30\r"),
    "a draft that is not UTF-8": ("stored", b'{"schema":"\x90"}'),
    "a draft nested too deeply": ("stored", b'{"schema":' + b"[" * 100_000),
    "a draft without a time zone": (
        "stored",
        b'{"schema":"","knowledge_version":"","knowledge_sha256":"","left_at":'
        b'"2026-11-23T08:00:00","asked":{}}',
    ),
    "a cell longer than Python reads": ("table", b"\0age," + b"x" * 200_000),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_fuzzing_found_stays_mended(name: str) -> None:
    target, data = FOUND[name]
    TARGETS[target](data)


def test_the_longer_fuzzing_takes_every_target() -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    assert f"TARGETS ?= {' '.join(TARGETS)}\n" in makefile

"""YAML without surprises: what is read, and what is refused with its place."""

import pytest

from lowback.errors import LowbackError
from lowback.knowledge.strict_yaml import MAX_BYTES, parse


def test_only_plain_kinds_are_read() -> None:
    text = b"- yes\n- no\n- on\n- 12:30\n- 1e3\n- 0x1f\n- 3\n- 1.5\n- true\n- null\n- '3'\n- \"\"\n"
    assert parse(text, "f").value == [
        "yes", "no", "on", "12:30", "1e3", "0x1f", 3, 1.5, True, None, "3", "",
    ]  # fmt: skip


def test_json_is_read_too_and_a_byte_order_mark_is_ignored() -> None:
    assert parse(b'\xef\xbb\xbf{"a": "yes", "b": [1, 2.5]}', "f").value == {
        "a": "yes",
        "b": [1, 2.5],
    }


def test_every_value_knows_its_place() -> None:
    document = parse(b"a:\n  - b: 1\n    c: 2\n", "f.yaml")
    assert str(document.where("a", 0, "c")) == "f.yaml:3:5"
    assert str(document.where("a", 7, "z")) == "f.yaml:1:1"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"a: 1\na: 2\nb: 1\nb: 3", "f:2:1: `a` is written twice; keep one (YAML would use"
                                     " the last) [repeated-key]\nf:4:1: `b` is written twice; keep"
                                     " one (YAML would use the last) [repeated-key]"),
        (b"a: &x 1\nb: *x", "f:1:4: anchors and aliases are not allowed; write it out [alias]"),
        (b"a: !!python/object:os.system x",
         "f:1:4: the tag `tag:yaml.org,2002:python/object:os.system` is not allowed;"
         " leave it out [tag]"),
        (b"ok\n\xff\xfe", "f:2:1: is not UTF-8 text; save it as UTF-8 [encoding]"),
        (b"[" * 100, "f:1:42: is nested more than 40 levels deep [depth]"),
        (b"a: 1\n---\nb: 2", "f:2:1: a second document starts here; keep one per file [yaml]"),
        (b"a: \x00", "f:1:1: is not readable as YAML: control characters are not allowed"
                     " [yaml]"),
        (b"a: b: c", "f:1:5: is not readable as YAML: mapping values are not allowed in this"
                     " context [yaml]"),
        (b"x" * (MAX_BYTES + 1), "f:1:1: is larger than 5 MB [size]"),
    ],
)  # fmt: skip
def test_a_surprise_is_refused_with_its_place(text: bytes, message: str) -> None:
    with pytest.raises(LowbackError) as caught:
        parse(text, "f")
    assert str(caught.value) == message


def test_a_huge_integer_stays_text_and_costs_nothing() -> None:
    digits = b"9" * 100_000
    assert parse(b"a: " + digits, "f").value == {"a": digits.decode()}

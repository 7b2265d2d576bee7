"""An answer that is given twice with two values is asked about, not settled."""

from tests.program import lowback


def test_two_values_for_one_question() -> None:
    done = lowback("assess", "--set", "rf_fever=yes", "--set", "rf_fever=no", "-f", "json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--set rf_fever: is given twice, `yes` and `no`" in done.stderr


def test_one_value_twice_is_one_answer() -> None:
    done = lowback("assess", "--set", "rf_fever=no", "--set", "rf_fever = no", "-f", "json")
    assert done.returncode == 0

"""Kill an interview a hundred times at random moments; print how often an answer was lost.

python -m benchmarks.drafts
"""

from random import Random

from tests.interview.test_killed import ENDS, lost

TIMES = 20


def main() -> None:
    """Print, for each way to end a program, how many of the runs lost an answer."""
    for end in ENDS:
        runs = [lost(Random(f"long{end}{at}"), end) for at in range(TIMES)]  # noqa: S311
        print(f"{end:16} {sum(map(bool, runs)):3} of {TIMES} runs lost an answer that was given")


if __name__ == "__main__":
    main()

"""Build the wheel, install it in a fresh environment, and run it from another folder.

Not collected by pytest: `make wheel` runs it, because it needs a package index.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLEAN = {name: value for name, value in os.environ.items() if name != "LOWBACK_DATA"}


def run(*command: str | Path, cwd: Path, **options: str) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=CLEAN, check=True, stdout=subprocess.PIPE, text=True,
        **options,  # type: ignore[call-overload]
    )  # fmt: skip
    return str(done.stdout)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = Path(folder)
        run(sys.executable, "-m", "build", "--wheel", "--outdir", elsewhere, cwd=ROOT)
        (wheel,) = elsewhere.glob("*.whl")
        venv.create(elsewhere / "fresh", with_pip=True)
        python = elsewhere / "fresh" / "bin" / "python"
        constraint = ("--constraint", ROOT / "constraints.txt")
        run(python, "-m", "pip", "install", "--quiet", *constraint, wheel, cwd=elsewhere)
        program = python.with_name("lowback")
        run(program, "check", cwd=elsewhere)
        text = run(
            program, "assess", "--answers", "-", "--format", "json", cwd=elsewhere,
            input='{"rf_saddle_numbness": "yes"}',
        )  # fmt: skip
        assert json.loads(text)["triage"]["urgency"] == "emergency"
    sys.stderr.write(f"wheel: {wheel.name} installs, checks its knowledge and assesses\n")


if __name__ == "__main__":
    main()

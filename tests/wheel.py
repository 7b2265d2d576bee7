"""Build twice, compare; install in a fresh environment of every Python here; run from elsewhere.

Not collected by pytest: `make wheel` runs it, because it needs a package index.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLEAN = {name: value for name, value in os.environ.items() if name != "LOWBACK_DATA"}
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")


def run(*command: str | Path, cwd: Path, **options: str) -> str:
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=CLEAN, check=True, stdout=subprocess.PIPE, text=True,
        **options,  # type: ignore[call-overload]
    )  # fmt: skip
    return str(done.stdout)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        wheel = built(Path(folder))
        for program in pythons():
            install_and_run(program, wheel, Path(folder))


def built(folder: Path) -> Path:
    """Return the wheel; the sdist and the wheel must have the same bytes each time."""
    first, second = folder / "first", folder / "second"
    for target in (first, second):
        run(sys.executable, "-m", "build", "--outdir", target, cwd=ROOT)
    for file in first.iterdir():
        same = file.read_bytes() == (second / file.name).read_bytes()
        assert same, f"{file.name} differs from build to build"
    (wheel,) = first.glob("*.whl")
    return wheel


def pythons() -> list[str]:
    """The Python that runs this, and others that are installed and work."""
    found = [sys.executable]
    for name in PYTHONS:
        program = shutil.which(name)
        if program and name != f"python3.{sys.version_info.minor}" and works(program):
            found.append(program)
    return found


def works(program: str) -> bool:
    """A name on the path may stand for a Python that is not installed."""
    return (
        subprocess.run([program, "-m", "venv", "-h"], check=False, capture_output=True).returncode
        == 0
    )


def install_and_run(program: str, wheel: Path, folder: Path) -> None:
    """Install into a fresh environment, check the knowledge, assess, from another folder."""
    fresh = Path(tempfile.mkdtemp(dir=folder))
    run(program, "-m", "venv", fresh, cwd=folder)
    python, constraints = fresh / "bin" / "python", ROOT / "constraints.txt"
    run(python, "-m", "pip", "install", "-q", "--constraint", constraints, wheel, cwd=folder)
    lowback = python.with_name("lowback")
    run(lowback, "check", cwd=folder)
    asked = (lowback, "assess", "--answers", "-", "--format", "json")
    text = run(*asked, cwd=folder, input='{"rf_saddle_numbness": "yes"}')
    assert json.loads(text)["triage"]["urgency"] == "emergency"
    version = run(lowback, "--version", cwd=folder).strip()
    sys.stderr.write(f"{wheel.name} installs, checks its knowledge and assesses: {version}\n")


if __name__ == "__main__":
    main()

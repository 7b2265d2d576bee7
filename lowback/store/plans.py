"""The plan that is followed now, and its daily check-ins: one private file.

A new plan takes the place of the old one, whose check-ins stay for the trend.
"""

from pathlib import Path

import msgspec
from msgspec import Struct

from lowback.engine.assessment import Assessment
from lowback.errors import LowbackError, Problem
from lowback.result.check_in import CheckIn
from lowback.result.plan_document import Plan
from lowback.result.write import as_json
from lowback.store.files import private_folder, write_file
from lowback.store.saved import home

SCHEMA = "lowback/followed/1"
FILE = "plan.json"


class Followed(Struct, frozen=True, kw_only=True):
    """A plan, the result it was made from, its check-ins, and those of plans before it."""

    schema: str = SCHEMA
    plan: Plan
    assessment: Assessment
    check_ins: tuple[CheckIn, ...] = ()
    earlier: tuple[CheckIn, ...] = ()


def plan_path() -> Path:
    """Return where the plan lies, whether or not it is there."""
    return home() / FILE


def follow(plan: Plan, assessment: Assessment) -> Path:
    """Keep a plan as the one that is followed now; return its file.

    Raises:
        LowbackError: if it cannot be written, or the old one cannot be read.
    """
    before = load_followed() if plan_path().exists() else None
    earlier = (*before.earlier, *before.check_ins) if before else ()
    return keep(Followed(plan=plan, assessment=assessment, earlier=earlier))


def keep(followed: Followed) -> Path:
    """Write the plan and its check-ins for their owner only.

    Raises:
        LowbackError: if it cannot be written.
    """
    path = plan_path()
    private_folder(path.parent)
    data = as_json(followed).encode()
    write_file(path, data, force=True, private=True)
    return path


def load_followed() -> Followed:
    """Return the plan that is followed now.

    Raises:
        LowbackError: if there is none, or it cannot be read.
    """
    path = plan_path()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Followed)
    except FileNotFoundError:
        message = "no plan is kept yet; make one with `lowback plan latest --save`"
        raise LowbackError([Problem("today", message)]) from None
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        message = "is not a plan we can read; make a new one with `lowback plan latest --save`"
    raise LowbackError([Problem(str(path), message)])


def forget_plan() -> bool:
    """Delete the plan and all its check-ins; say whether there was one."""
    there = plan_path().exists()
    plan_path().unlink(missing_ok=True)
    return there

"""Pass and fail lines of the integration tests, in the form that tests/run counts."""
import contextlib
import sys
import time
import traceback

_failed = []


class Skip(Exception):
    """Raised inside a case that cannot be judged here; says why."""


@contextlib.contextmanager
def case(name):
    """One check. An assertion or any other exception inside it is a failure, and the script goes on."""
    try:
        yield
        print(f"ok {name}", flush=True)
    except Skip as reason:
        print(f"skip {name}: {reason}", flush=True)
    except Exception as error:  # whatever went wrong, this check failed
        _failed.append(name)
        if not isinstance(error, AssertionError):
            traceback.print_exc()
        print(f"not ok {name}: {error}", flush=True)


def equal(actual, expected, what):
    assert actual == expected, f"{what}: {actual!r}, expected {expected!r}"


def wait_for(condition, what, seconds=60):
    """Polls `condition` until it is true; the time limit only ends a hanging test."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"{what}: not within {seconds} s"
        time.sleep(0.02)


def finish():
    """Ends the script with the status that says whether all cases passed."""
    sys.exit(1 if _failed else 0)

"""The rights that a process gives up before it reads untrusted files: other files, network, other users' rights,
memory, time.

Where the system has no means for one of these, the others hold; `shut_in` says which do.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable

# Bytes of address space beyond what the process has when it begins, and of the whole if that cannot be told.
_MEMORY = 1_000_000_000
_CLONE_NEWUSER, _CLONE_NEWNET, _NO_NEW_PRIVILEGES = 0x10000000, 0x40000000, 38
_NOBODY = 65534


def shut_in() -> list[str]:
    """Give up all that reading needs not; what was imported and opened before stays. Gives what is in force."""
    return [name for name, step in _STEPS.items() if _try(step)]


def allow_seconds(seconds: int) -> None:
    """Allow so many seconds of the processor from now on; then the system ends the process."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def allow_memory(size: int) -> None:
    """Allow so many bytes of memory from now on, beside what the process has, and no more than it may ever have."""
    if _account is None:
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (min(hard, _address_space() + size), hard))


def _try(step: Callable[[], bool]) -> bool:
    with contextlib.suppress(OSError, ValueError, ImportError, AttributeError):
        return step()
    return False


def no_network() -> bool:
    """Go into a network with nothing in it; whether that could be done."""
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _no_files() -> bool:
    """No file system at all, by Landlock."""
    from landlock import Ruleset

    Ruleset().apply()
    return True


def _no_rights() -> bool:
    """No rights of the superuser, and none that a program could give."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
    return bool(ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0)


def _no_descriptors() -> bool:
    """No file, socket or pipe beyond those that are open; no byte to a file."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    return True


def _little_memory() -> bool:
    import resource

    global _account
    with contextlib.suppress(OSError):
        _account = os.open("/proc/self/statm", os.O_RDONLY)
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + _MEMORY,) * 2)
    return True


# The system's account of the memory of the process, which cannot be opened later.
_account: int | None = None


def _address_space() -> int:
    if _account is not None:
        with contextlib.suppress(OSError, ValueError):
            return int(os.pread(_account, 100, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return _MEMORY


# In this order: each needs what the later ones take away.
_STEPS = {
    "memory limit": _little_memory,
    "no network": no_network,
    "no rights": _no_rights,
    "no file system (Landlock)": _no_files,
    "no new descriptors": _no_descriptors,
}

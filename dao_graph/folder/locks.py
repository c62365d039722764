"""Locks on files: one writer at a time, and readers whose files stay where they are.

The system drops them when their process ends in whatever way, so no lock outlives a kill. They are the standard
library's: what is needed beyond the `filelock` package is the shared lock of readers, which it does not have.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO, shared: bool) -> None:
        # Windows has no need of readers' locks: it does not remove files that are open.
        if not shared:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO, shared: bool) -> None:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def exclusive(path: Path) -> BinaryIO | None:
    """The file at `path`, made where there is none, held by nobody else until it is closed; None where someone
    holds it. Raises OSError where it cannot be made."""
    while True:
        file = path.open("ab")
        try:
            _lock(file, shared=False)
            # Whoever held it may have removed it meanwhile: then the lock is on a file that nobody else will find.
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                return file
        except FileNotFoundError:
            pass
        except (BlockingIOError, PermissionError):
            file.close()
            return None
        except BaseException:
            file.close()
            raise
        file.close()


def shared(path: Path) -> BinaryIO | None:
    """The file at `path`, which no `exclusive` takes until it is closed; None where one has it. Raises OSError where it
    cannot be opened."""
    file = path.open("rb")
    try:
        _lock(file, shared=True)
    except BlockingIOError:
        file.close()
        return None
    except OSError:
        # A file system without locks: reading is no worse there than it was anywhere without them.
        pass
    return file

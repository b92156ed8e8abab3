"""One process per data folder: two writers of one journal would overwrite each other."""

import fcntl
import os
from pathlib import Path

from motcua.findings import refuse


class FolderLock:
    """An exclusive lock on a folder; the kernel drops it when its process dies, however it dies."""

    def __init__(self, folder: Path) -> None:
        """Take the lock at once.

        :raises MotcuaError: `store/in-use`, naming the process that holds the folder.
        """
        self._fd = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._fd, 32, 0).decode("ascii", "replace").strip() or "?"
            os.close(self._fd)
            raise refuse("store/in-use", path=str(folder), pid=holder) from None
        os.ftruncate(self._fd, 0)
        os.pwrite(self._fd, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Let another process have the folder."""
        os.close(self._fd)

"""The YAML of a git revision, as it was, without touching the checkout."""

import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from motcua.findings import refuse


@contextmanager
def unpacked(revision: str) -> Iterator[Path]:
    """Yield a folder with the YAML that a revision holds in the folder one stands in; it is gone afterwards.

    :raises MotcuaError: without git, outside a repository, for an unknown revision, where it holds no YAML.
    """
    commit = _commit(revision)
    tar = _git("archive", "--format=tar", commit, "--", ":(glob)**/*.yaml")
    if tar.returncode:
        reason = tar.stderr.decode("utf-8", "replace").strip()
        if "pathspec" in reason:
            raise refuse("diff/no-catalogs", path=f"git:{revision}")
        raise refuse("diff/git-failed", revision=revision, reason=reason)
    with TemporaryDirectory(prefix="motcua-") as folder:
        _unpack(tar.stdout, Path(folder))
        yield Path(folder)


def _commit(revision: str) -> str:
    if _git("rev-parse", "--git-dir").returncode:
        raise refuse("diff/no-repository")
    found = _git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") if revision[:1] != "-" else None
    if found is None or found.returncode:
        raise refuse("diff/no-revision", revision=revision)
    return found.stdout.decode().strip()


def _unpack(tar: bytes, folder: Path) -> None:
    """Write the plain files only: a link could lead anywhere."""
    with tarfile.open(fileobj=BytesIO(tar)) as archive:
        for member in archive:
            file = folder / member.name
            if (content := archive.extractfile(member) if member.isfile() else None) and ".." not in file.parts:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())


def _git(*arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Run git where one stands; its messages in English, for one of them is recognized."""
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        return subprocess.run(["git", *arguments], capture_output=True, check=False, env=environment)  # noqa: S603, S607 - the user's own git, no shell; a revision never starts with a dash
    except FileNotFoundError:
        raise refuse("diff/no-git") from None

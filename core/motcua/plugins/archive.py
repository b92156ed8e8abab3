"""Unpack the zip of a data-only plugin; nothing in it may reach outside its folder or swell beyond bounds."""

import hashlib
import shutil
import stat
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from motcua.findings import refuse

MAX_FILES = 2_000
MAX_BYTES = 20_000_000


def unpack(archive: Path) -> Path:
    """Unpack beside the archive, in a hidden folder named by its content, and return that folder.

    An archive that was unpacked before is not unpacked again.

    :raises MotcuaError: when it is no zip, is too big, or holds a path or a link that leads out.
    """
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()[:16]
    folder = archive.parent / ".unpacked" / f"{archive.stem}-{digest}"
    if folder.is_dir():
        return folder
    folder.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        _extract(archive, Path(aside) / "plugin")
        (Path(aside) / "plugin").rename(folder)
    return folder


def _extract(archive: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            _bounded(archive, members)
            for member in members:
                target = folder / _inside(archive, member)
                target.parent.mkdir(parents=True, exist_ok=True)
                with packed.open(member) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
    except zipfile.BadZipFile as error:
        raise refuse("plugin/zip-unreadable", source=str(archive)) from error


def _bounded(archive: Path, members: list[zipfile.ZipInfo]) -> None:
    """Refuse by the sizes the archive states; reading a member stops at its stated size."""
    if len(members) > MAX_FILES or sum(member.file_size for member in members) > MAX_BYTES:
        raise refuse("plugin/zip-too-big", source=str(archive), files=MAX_FILES, megabytes=MAX_BYTES // 1_000_000)


def _inside(archive: Path, member: zipfile.ZipInfo) -> PurePosixPath:
    path = PurePosixPath(member.filename)
    leads_out = path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename
    if leads_out or stat.S_ISLNK(member.external_attr >> 16):
        raise refuse("plugin/zip-leads-out", source=str(archive), member=member.filename)
    return path

"""Documents whose content is known already: their file is read again only when somebody asks where something stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

from motcua.document.model import Document, Path
from motcua.document.reader import read_documents
from motcua.places import Place

Key = TypeVar("Key")
Value = TypeVar("Value")


def late_documents(contents: Sequence[dict[str, Any]], raw: bytes, file: str) -> list[Document]:
    """Return the documents of a file without reading it.

    :param contents: the data of each, as `read_documents` of the same bytes gave it, without a finding.
    """
    reread = _Reread(raw, file)
    return [_late(data, at, file, reread) for at, data in enumerate(contents)]


def _late(data: dict[str, Any], at: int, file: str, reread: "_Reread") -> Document:
    return Document(
        data.get("kind", ""),
        data.get("id", ""),
        data,
        file,
        _LateMapping[Path, Place](lambda: reread.documents[at].places),
        _LateMapping[Path, Place](lambda: reread.documents[at].keys),
        _LateLines(lambda: reread.documents[at].lines),
    )


class _Reread:
    """The second reading of a file, done when first needed."""

    def __init__(self, raw: bytes, file: str) -> None:
        self._raw = raw
        self._file = file

    @cached_property
    def documents(self) -> list[Document]:
        return read_documents(self._raw, self._file)[0]


class _LateMapping(Mapping[Key, Value]):
    """A mapping made when first looked at."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], Mapping[Key, Value]]) -> None:
        self._make = make

    def __getitem__(self, key: Key) -> Value:
        return self._make()[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._make())

    def __len__(self) -> int:
        return len(self._make())


class _LateLines(Sequence[str]):
    """Lines split when first looked at."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], Sequence[str]]) -> None:
        self._make = make

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        return self._make()[at]

    def __len__(self) -> int:
        return len(self._make())

"""A catalog in parts that can be checked one by one: the law that all share, and each procedure with its amendments.

What is wrong with a part follows from its own files, from the files all share, and from which names there are: no more
goes into its key, so that findings are looked up again as long as none of that changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from motcua.catalog import Catalog
from motcua.document import Document

_OWN_KINDS = ("procedure", "amendment")


class Part(Struct, frozen=True):
    """Procedures by name (``procedure/id``), more than one where they claim the same code, and their documents.

    The shared law is the part without any.
    """

    names: frozenset[str]
    documents: tuple[Document, ...]


def target_of(document: Document) -> str:
    """Name what a document is about (``kind/id``): an amendment is about what it amends."""
    return str(document.data["amends"]) if document.kind == "amendment" else f"{document.kind}/{document.id}"


def is_procedure(name: str) -> bool:
    """Tell whether a name (``kind/id``) is that of a procedure."""
    return name.startswith("procedure/")


def divide(documents: Iterable[Document]) -> tuple[Part, list[Part]]:
    """Return the law that all share, and the procedures."""
    shared: list[Document] = []
    by_name: dict[str, list[Document]] = {}
    for document in documents:
        name = target_of(document)
        (by_name.setdefault(name, []) if is_procedure(name) else shared).append(document)
    parts = [
        Part(frozenset(names), tuple(document for name in names for document in by_name[name]))
        for names in _together(by_name)
    ]
    return Part(frozenset(), tuple(shared)), parts


def _together(by_name: Mapping[str, Iterable[Document]]) -> Iterator[list[str]]:
    """Group the names of procedures that claim a code in common."""
    groups: dict[str, list[str]] = {}
    claimed: dict[str, str] = {}
    for name, documents in by_name.items():
        groups[name] = [name]
        for code in filter(None, map(_code, documents)):
            other = groups[claimed.setdefault(code, name)]
            if other is not groups[name]:
                other += groups[name]
                groups |= dict.fromkeys(groups[name], other)
    return iter({id(group): group for group in groups.values()}.values())


def _code(document: Document) -> str | None:
    data = document.data.get("set") or {} if document.kind == "amendment" else document.data
    code = data.get("code")
    return code if isinstance(code, str) else None


class Keys:
    """The keys of a catalog's parts on a day; equal keys have equal findings."""

    def __init__(self, catalog: Catalog, law: Part, day: str) -> None:
        self._digests = catalog.digests
        self._periods = {amendment.document: amendment.period for amendment in catalog.amendments}
        broken = catalog.broken.values()
        files = [document.file for document in law.documents]
        files += [document.file for document in broken if document.kind not in _OWN_KINDS]
        names = [definition.name for definition in catalog.definitions]
        beside = [_has_template(document, catalog.files[document.file]) for document in law.documents]
        self._all = _digest([day, self._content(files), names, sorted(catalog.broken), beside])

    def of(self, part: Part) -> str:
        """Return the key of a part; amendments of other parts may end its own ones, so their periods are in it."""
        periods = [str(self._periods.get(document)) for document in part.documents]
        files = self._content(document.file for document in part.documents)
        return _digest([self._all, sorted(part.names), files, periods])

    def _content(self, files: Iterable[str]) -> list[tuple[str, str]]:
        return [(file, self._digests[file]) for file in dict.fromkeys(files)]


def _has_template(document: Document, file: str) -> bool:
    """Tell whether a template that a slip names lies beside it: what the law says of files that hold no law."""
    data = document.data.get("set") or {} if document.kind == "amendment" else document.data
    return "template" in data and (Path(file).parent / str(data["template"])).is_file()


def _digest(value: object) -> str:
    return sha256(msgspec.json.encode(value)).hexdigest()

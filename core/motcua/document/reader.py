"""The strict reader's front: a text or a file in, documents and everything that is wrong with them out."""

import re
from collections.abc import Iterator
from pathlib import Path as FilePath

from motcua.document.model import Document
from motcua.document.reading import Reading
from motcua.document.source import MAX_BYTES, read_source
from motcua.findings import Finding, in_order, why_denied
from motcua.places import Place

_DOCUMENT_START = re.compile(r"^(?=---(?:\s|\Z))", re.MULTILINE)


def read_documents(text: str | bytes, file: str) -> tuple[list[Document], list[Finding]]:
    """Read every document of a file, and say everything that is wrong with it, in the order of its lines.

    Bad YAML never raises: a document with a syntax error is left out, the others are still read.
    """
    source, findings = read_source(text, file)
    if source is None:
        return [], findings
    reading = Reading(source, findings)
    documents = [document for first_line, part in _parts(source.text) for document in reading.part(part, first_line)]
    return documents, in_order(findings)


def read_file(path: FilePath, shown_as: str | None = None) -> tuple[list[Document], list[Finding]]:
    """Read the documents of a file on disk; `shown_as` is the name that messages give it."""
    file = shown_as or str(path)
    raw = read_bytes(path, file)
    return ([], [raw]) if isinstance(raw, Finding) else read_documents(raw, file)


def read_bytes(path: FilePath | str, file: str) -> bytes | Finding:
    """Read what a file on disk holds, no more of it than may be read; `file` is the name that messages give it."""
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - a thousand at every start
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        return Finding("yaml/unreadable", Place(file), params={"reason": why_denied(error)})


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Cut a file at its ``---`` lines, so that an error in one document does not hide the next."""
    starts = [match.start() for match in _DOCUMENT_START.finditer(text)]
    line = 0
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        yield line, text[start:end]
        line += text.count("\n", start, end)

r"""YAML in: read strictly, with the place of every node, and held against the schema of its kind.

>>> documents, findings = read_documents("kind: route\nid: mau\nname: Mẫu\nsteps: 012\n", "mau.yaml")
>>> [f"{finding.place} {finding.rule}" for finding in findings + validate(documents[0])]
['mau.yaml:4:8 yaml/bent', 'mau.yaml:4:8 schema/not-list']
"""

from motcua.document.inline import inline
from motcua.document.kinds import KINDS, schema
from motcua.document.late import late_documents
from motcua.document.model import Document, Path
from motcua.document.reader import read_bytes, read_documents, read_file
from motcua.document.source import source_excerpt
from motcua.document.validation import validate

__all__ = [
    "KINDS",
    "Document",
    "Path",
    "inline",
    "late_documents",
    "read_bytes",
    "read_documents",
    "read_file",
    "schema",
    "source_excerpt",
    "validate",
]

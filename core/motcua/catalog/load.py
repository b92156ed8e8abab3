"""Read homes: every file, every problem; nothing is resolved yet."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from motcua.catalog.homes import ENDING, Home, LayerFolder, is_home, layer_folders, loose_files
from motcua.catalog.layers import Layer, LayerTree, grow
from motcua.catalog.merging.amendments import Amendment
from motcua.catalog.merging.merged import Definition
from motcua.document import Document, late_documents, read_bytes, read_documents, validate
from motcua.findings import Finding
from motcua.places import Place

Contents = MutableMapping[str, list[dict[str, Any]]]
"""The documents of files with nothing wrong in them, by the SHA-256 of the file's bytes."""

_IGNORE = b"ignore"


class Loaded(Struct, frozen=True):
    """What homes hold: what can be used, and what is wrong.

    `broken` holds the documents that cannot be used, by name (``kind/id``); `files` the path on disk of each file by
    the name that messages give it, for what lies beside it; `digests` that of its bytes, those of all where several are
    named alike. `marked` keeps the bytes of the files in which `# ignore` may stand.
    """

    documents: tuple[Document, ...]
    tree: LayerTree
    definitions: tuple[Definition, ...]
    amendments: tuple[Amendment, ...]
    findings: tuple[Finding, ...]
    broken: Mapping[str, Document]
    files: Mapping[str, str]
    digests: Mapping[str, str]
    marked: Mapping[str, bytes]


class _Reading(Struct):
    """The reading of some homes; `owned` holds each document with its layer's manifest."""

    contents: Contents
    owned: list[tuple[Document, Document]] = []
    manifests: list[Document] = []
    findings: list[Finding] = []
    broken: dict[str, Document] = {}
    files: dict[str, str] = {}
    digests: dict[str, str] = {}
    marked: dict[str, bytes] = {}

    def documents(self, home: Home, files: Iterable[str]) -> Iterator[Document]:
        """Read files and yield the documents that fit their schemas."""
        for file in files:
            shown = home.name_of(file)
            path = self.files[shown] = home.path_of(file)
            if not file.endswith(ENDING):
                self.passed_by(Path(path), Place(shown))
                continue
            raw = read_bytes(path, shown)
            if isinstance(raw, Finding):
                self.findings.append(raw)
            else:
                yield from self.of_bytes(raw, shown)

    def passed_by(self, path: Path, place: Place) -> None:
        """Tell of what lies among the law and is not read: a link to a folder, a file of another ending."""
        if path.is_dir():
            self.tell("home/linked", place, folder=path.name)
        else:
            self.tell("home/ending", place, file=path.name, right=path.with_suffix(ENDING).name)

    def of_bytes(self, raw: bytes, file: str) -> Iterator[Document]:
        """Yield the documents of a file that fit their schemas; what is known of its bytes is not read again."""
        digest = sha256(raw).hexdigest()
        self.digests[file] = self.digests.get(file, "") + digest  # names that are no UTF-8 may be shown alike
        if _IGNORE in raw:
            self.marked[file] = raw
        if (known := self.contents.get(digest)) is not None:
            yield from late_documents(known, raw, file)
            return
        documents, findings = read_documents(raw, file)
        if not documents and not findings:
            findings = [Finding("home/blank", Place(file), "info")]
        self.findings += findings
        told = {finding.place for finding in findings}  # what could not be read cannot fit its schema either
        bad_lines = [finding.place.line for finding in findings if finding.place and finding.severity == "error"]
        spotless = not findings
        for document in documents:
            wrong = [finding for finding in validate(document) if finding.place not in told]
            self.findings += wrong
            spotless = spotless and not wrong
            if any(finding.severity == "error" for finding in wrong) or _has_line(document, bad_lines):
                self.broken[f"{document.kind}/{document.id}"] = document
            else:
                yield document
        if spotless:
            self.contents[digest] = [document.data for document in documents]

    def tell(self, rule: str, place: Place, **params: str) -> None:
        """Add a finding."""
        self.findings.append(Finding(rule, place, params=params))


def load(homes: Iterable[Home], contents: Contents | None = None) -> Loaded:
    """Read every YAML file of the homes, validate every document and give each its layer.

    :param contents: what is known of files; those it does not know are read and added to it.
    """
    reading = _Reading({} if contents is None else contents)
    for home in homes:
        _read_home(home, reading)
    tree, findings = grow(map(Layer.of, reading.manifests), reading.broken)
    # By manifest, not by id: a second folder that calls itself `vn` does not speak for the country.
    layers = {layer.manifest: layer for layer in tree.by_id.values()}
    placed = [(layers[manifest], document) for manifest, document in reading.owned if manifest in layers]
    return Loaded(
        documents=(*reading.manifests, *(document for _, document in reading.owned)),
        tree=tree,
        definitions=tuple(Definition(document, layer) for layer, document in placed if document.kind != "amendment"),
        amendments=tuple(Amendment.of(document, layer) for layer, document in placed if document.kind == "amendment"),
        findings=(*reading.findings, *findings),
        broken=reading.broken,
        files=reading.files,
        digests=reading.digests,
        marked=reading.marked,
    )


def _read_home(home: Home, reading: _Reading) -> None:
    if not is_home(home):
        reading.tell("home/empty", Place(home.name_of()), folder=str(home.folder))
    for file in loose_files(home):
        reading.tell("home/loose", Place(home.name_of(file)), file=Path(file).name)
    manifests: list[Document] = []
    for folder in layer_folders(home):
        found = list(reading.documents(home, folder.files))
        if folder.manifest is None:
            manifest = _top_layer(folder, manifests, reading)
        else:
            manifest = _manifest(folder, folder.manifest, found, reading)
            manifests += [manifest] if manifest else []
        for document in found:
            if document.kind == "layer" and document is not manifest:
                reading.findings.append(document.finding("layer/misplaced", ("kind",), layer=document.id))
            elif manifest and document is not manifest:
                reading.owned.append((manifest, document))
    reading.manifests += manifests


def _manifest(folder: LayerFolder, file: str, found: Iterable[Document], reading: _Reading) -> Document | None:
    """Return the document in which a folder states its layer; say so when there is none, unless it is only broken."""
    name = folder.home.name_of(file)
    manifest = next((document for document in found if document.kind == "layer" and document.file == name), None)
    errors = [finding for finding in reading.findings if finding.severity == "error"]
    if manifest is None and not any(finding.place and finding.place.file == name for finding in errors):
        reading.tell("layer/no-manifest", Place(name), folder=Path(folder.folder).name)
    return manifest


def _top_layer(folder: LayerFolder, manifests: list[Document], reading: _Reading) -> Document | None:
    """Return the one layer of a home that has no parent, or none in this home: `rules/` is its."""
    known = {manifest.id for manifest in manifests}
    roots = [manifest for manifest in manifests if "parent" not in manifest.data]
    tops = roots or [manifest for manifest in manifests if manifest.data["parent"] not in known]
    if len(tops) == 1:
        return tops[0]
    if tops or not any(name.startswith("layer/") for name in reading.broken):
        name = folder.home.name_of(folder.folder)
        layers = ", ".join(manifest.id for manifest in tops) or "–"
        reading.tell("home/whose-rules", Place(name), folder=name, layers=layers)
    return None


def _has_line(document: Document, lines: Iterable[int]) -> bool:
    own = [place.line for place in document.places.values()]
    return any(min(own) <= line <= max(own) for line in lines)

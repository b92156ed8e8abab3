"""Read homes: every file, every problem; nothing is resolved yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from motcua.catalog.amendments import Amendment
from motcua.catalog.homes import Home, LayerFolder, layer_folders
from motcua.catalog.layers import Layer, LayerTree, grow
from motcua.catalog.merged import Definition
from motcua.document import Document, read_file, validate
from motcua.findings import Finding
from motcua.places import Place


@dataclass(frozen=True, slots=True)
class Loaded:
    """What homes hold: what can be used, and what is wrong. `broken` names the documents that cannot (``kind/id``).

    `folders` maps each document's file as shown to its path on disk, for what lies beside it.
    """

    documents: tuple[Document, ...]
    tree: LayerTree
    definitions: tuple[Definition, ...]
    amendments: tuple[Amendment, ...]
    findings: tuple[Finding, ...]
    broken: Mapping[str, Document]
    files: dict[str, Path]


@dataclass(slots=True)
class _Reading:
    """The reading of some homes: documents by the id of their layer, findings, broken documents."""

    owned: list[tuple[str, Document]] = field(default_factory=list)
    manifests: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    broken: dict[str, Document] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)

    def documents(self, home: Home, files: Iterable[Path]) -> Iterator[Document]:
        """Read files and yield the documents that fit their schemas."""
        for file in files:
            shown = home.name_of(file)
            self.files[shown] = file
            documents, findings = read_file(file, shown)
            self.findings += findings
            lines = [finding.place.line for finding in findings if finding.place]
            for document in documents:
                wrong = validate(document)
                self.findings += wrong
                if wrong or any(line in _span(document) for line in lines):
                    self.broken[f"{document.kind}/{document.id}"] = document
                else:
                    yield document


def load(homes: Iterable[Home]) -> Loaded:
    """Read every YAML file of the homes, validate every document and give each its layer."""
    reading = _Reading()
    for home in homes:
        _read_home(home, reading)
    tree, findings = grow(map(Layer.of, reading.manifests), reading.broken)
    placed = [(tree.by_id[layer], document) for layer, document in reading.owned if layer in tree.by_id]
    return Loaded(
        documents=(*reading.manifests, *(document for _, document in reading.owned)),
        tree=tree,
        definitions=tuple(Definition(document, layer) for layer, document in placed if document.kind != "amendment"),
        amendments=tuple(Amendment.of(document, layer) for layer, document in placed if document.kind == "amendment"),
        findings=(*reading.findings, *findings),
        broken=reading.broken,
        files=reading.files,
    )


def _read_home(home: Home, reading: _Reading) -> None:
    manifests: list[Document] = []
    for folder in layer_folders(home):
        layer = _manifest(folder, reading, manifests) if folder.manifest else _top_layer(folder, reading, manifests)
        for document in reading.documents(home, folder.files):
            if document.kind == "layer":
                reading.findings.append(_at("layer/misplaced", document.place(("kind",)), layer=document.id))
            elif layer:
                reading.owned.append((layer, document))
    reading.manifests += manifests


def _manifest(folder: LayerFolder, reading: _Reading, manifests: list[Document]) -> str:
    """Return the id of the layer that a folder's manifest states; empty when it states none."""
    assert folder.manifest  # noqa: S101 - the caller asked
    name = folder.home.name_of(folder.manifest)
    if not folder.manifest.is_file():
        reading.findings.append(_at("layer/no-manifest", Place(name), folder=folder.folder.name))
        return ""
    found = list(reading.documents(folder.home, [folder.manifest]))
    layers = [document for document in found if document.kind == "layer"]
    if not layers:
        if not any(finding.place and finding.place.file == name for finding in reading.findings):
            reading.findings.append(_at("layer/no-manifest", Place(name), folder=folder.folder.name))
        return ""
    manifests.append(layers[0])
    reading.findings += [_at("layer/misplaced", extra.place(("kind",)), layer=extra.id) for extra in layers[1:]]
    reading.owned += [(layers[0].id, document) for document in found if document.kind != "layer"]
    return layers[0].id


def _top_layer(folder: LayerFolder, reading: _Reading, manifests: list[Document]) -> str:
    """Return the one layer of a home that has no parent, or none in this home: `rules/` is its."""
    known = {manifest.id for manifest in manifests}
    roots = [manifest.id for manifest in manifests if "parent" not in manifest.data]
    tops = roots or [manifest.id for manifest in manifests if manifest.data["parent"] not in known]
    if len(tops) == 1:
        return tops[0]
    if not tops and any(name.startswith("layer/") for name in reading.broken):
        return ""  # the manifest is there, and what is wrong with it has been said
    name = folder.home.name_of(folder.folder)
    reading.findings.append(_at("home/whose-rules", Place(name), folder=name, layers=", ".join(tops) or "–"))
    return ""


def _span(document: Document) -> range:
    lines = [place.line for place in document.places.values()]
    return range(min(lines), max(lines) + 1)


def _at(rule: str, place: Place, **params: str) -> Finding:
    return Finding(rule, place, params=params)

"""Quote the lines of several files under one message, so that both sides of a contradiction are seen together."""

from motcua.catalog.tree import Leaf, Node, place_of, plain
from motcua.document import Document
from motcua.places import Place


def line_at(document: Document | None, place: Place) -> str:
    """Quote one line with its place."""
    if document is None or not 0 < place.line <= len(document.lines):
        return str(place)
    return f"{place}: {document.lines[place.line - 1].strip()}"


def line_of(node: Node) -> str:
    """Quote the line where a node was written."""
    return line_at(node.origin.document if isinstance(node, Leaf) else node.document, place_of(node))


def told(node: Node | None) -> str:
    """Write a part of the law as one short text; a dash when it is not there."""
    if node is None:
        return "–"
    value = plain(node)
    if isinstance(value, dict):
        value = value.get("name") or value.get("within") or value.get("id") or value
    return str(value)

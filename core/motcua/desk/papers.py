"""Whether the papers handed in are those that the decision asks for: all of them, and no others."""

from collections.abc import Iterable, Mapping

from motcua.decide import PaperDue
from motcua.dossier import PaperIn
from motcua.findings import Finding


def paper_findings(due: Iterable[PaperDue], given: Mapping[str, PaperIn]) -> list[Finding]:
    """List what is missing, by name, and what nobody asked for; an empty list means the dossier is complete."""
    asked = {paper.id: paper for paper in due}
    missing = [finding for paper in asked.values() for finding in _missing(paper, given.get(paper.id))]
    extra = [Finding("desk/paper-not-asked", params={"paper": name}) for name in given if name not in asked]
    return missing + extra


def _missing(paper: PaperDue, given: PaperIn | None) -> list[Finding]:
    """Compare counts; what is only presented has to be seen, a note is no paper at all."""
    if paper.mode == "note":
        return []
    told = {"paper": paper.name, "id": paper.id}
    if given is None:
        return [Finding("desk/paper-missing", params=told)]
    if paper.one_of and given.chosen and given.chosen not in dict(paper.one_of):
        known = ", ".join(name for name, _ in paper.one_of)
        return [Finding("desk/paper-alternative", params={**told, "chosen": given.chosen, "known": known})]
    counts = {kind: (getattr(given, kind), getattr(paper, kind)) for kind in ("originals", "copies", "electronic")}
    short = {kind: pair for kind, pair in counts.items() if pair[0] < pair[1] and paper.mode != "present"}
    return [
        Finding(f"desk/too-few-{kind}", params={**told, "given": have, "needed": need})
        for kind, (have, need) in short.items()
    ]

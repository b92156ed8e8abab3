"""Which papers a case needs: no more than the rules ask for."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from motcua.catalog.model import Exemption, Item, Paper, Procedure
from motcua.decide.decision import PaperDue
from motcua.decide.verdict import Verdict


def papers_due(
    procedure: Procedure, verdict: Verdict, channel: Item | None, exemptions: Iterable[Exemption]
) -> tuple[PaperDue, ...]:
    """List the papers of the case in the order of the catalog, then what proves its exemptions.

    :param channel: how the case is filed; by post, what would be presented is sent in another form (`presents_as`).
    """
    evidence = {one.evidence.id: one.evidence for one in exemptions if one.evidence}
    asked = [*_asked(procedure, verdict), *evidence.values()]
    return tuple(_due(paper, mode_of(paper, channel)) for paper in asked)


def mode_of(paper: Paper, channel: Item | None) -> str:
    """Return how a paper is handed in through a channel."""
    if paper.mode != "present" or channel is None:
        return paper.mode
    return str(channel.more.get("presents_as", "present"))


def _asked(procedure: Procedure, verdict: Verdict) -> Iterator[Paper]:
    for paper in procedure.papers:
        if verdict.holds(paper.when, paper.path) and (asked := _first_available(paper, verdict)):
            verdict.rows.append(asked.path)
            yield asked


def _first_available(paper: Paper, verdict: Verdict) -> Paper | None:
    if not paper.first_available:
        return paper
    for one in paper.first_available:
        if (truth := verdict.holds(one.when, one.path)) is not False:
            return one if truth else None  # while it is not known, those after it are not asked for
    return None


@lru_cache(maxsize=4096)
def _due(paper: Paper, mode: str) -> PaperDue:
    return PaperDue(
        id=paper.id,
        name=paper.name,
        mode=mode,
        originals=paper.originals,
        copies=paper.copies,
        electronic=paper.electronic,
        one_of=None if paper.one_of is None else tuple((item.id, item.name) for item in paper.one_of),
        note=paper.note,
        basis=paper.basis,
        as_many_as_needed=paper.as_many_as_needed,
        to_verify=paper.to_verify,
    )

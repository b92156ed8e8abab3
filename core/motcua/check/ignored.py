r"""What authors chose to live with: ``# ignore RULE: reason`` silences a warning or a remark at its line.

The comment stands at the end of the line that a finding is about, or alone on the line above it. An error cannot be
silenced, and a comment that is wrong, or silences nothing, is itself told of.

>>> finding = Finding("table/no-catch-all", Place("han.yaml", 2, 1), "warning")
>>> sifted = sift([finding], {"han.yaml": "# ignore table/no-catch-all: luật chỉ có hai trường hợp\nx: 1".encode()})
>>> sifted.findings, sifted.silenced[0].reason
((), 'luật chỉ có hai trường hợp')
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from motcua.document.comments import Comment, read_comments
from motcua.document.source import Source, clip
from motcua.findings import Finding, Severity
from motcua.places import Place
from motcua.similar import nearest
from motcua.texts import catalog as texts

_WORD = re.compile(r"#\s*ignore(?![\w-])")
_GRAMMAR = re.compile(r"# ignore (?P<rules>[\w/-]+(?: *, *[\w/-]+)*)(?: *: *(?P<reason>.*))?")
_RULE = re.compile(r"[\w/-]+")
_OF_THE_DAY = ("expiring/", "calendar/no-year")  # come and go with the day, and the days ahead, that are asked about


class Silenced(Struct, frozen=True):
    """A finding that an author silenced, and why."""

    finding: Finding
    reason: str


class Sifted(Struct, frozen=True):
    """What is left to say, and what was silenced."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()


class _Ignore(Struct, frozen=True, eq=False):
    """One rule of one comment; `line` is the line it is about."""

    rule: str
    reason: str
    line: int
    place: Place
    source: Source

    @property
    def key(self) -> "_Key":
        return self.place.file, self.line, self.rule

    def finding(self, rule: str, severity: Severity = "error", **params: Any) -> Finding:
        return replace(self.source.finding(rule, self.place, ignored=clip(self.rule), **params), severity=severity)


def sift(findings: Sequence[Finding], marked: Mapping[str, bytes]) -> Sifted:
    """Take out what is silenced, and add what is wrong with the comments that silence.

    :param marked: the bytes of the files in which ``ignore`` may stand, by the name that places give them.
    """
    if not marked:
        return Sifted(tuple(findings))
    ignores, wrong = _read(marked)
    by_key = {ignore.key: ignore for ignore in reversed(ignores)}
    used: set[_Ignore] = set()
    left: list[Finding] = []
    silenced: list[Silenced] = []
    for finding in findings:
        ignore = by_key.get(_key(finding))
        if ignore is None or finding.severity == "error":
            left.append(finding)
        else:
            silenced.append(Silenced(finding, ignore.reason))
            used.add(ignore)
    idle = [ignore for ignore in ignores if ignore not in used]
    return Sifted((*left, *wrong, *_useless(idle, findings)), tuple(silenced))


_Key = tuple[str, int, str]


def _key(finding: Finding) -> _Key:
    place = finding.place or Place("", 0)
    return place.file, place.line, finding.rule


def _read(marked: Mapping[str, bytes]) -> tuple[list[_Ignore], list[Finding]]:
    """Read every comment that says ``ignore``, and what is wrong with them."""
    ignores: list[_Ignore] = []
    wrong: list[Finding] = []
    for file, raw in marked.items():
        source, comments = read_comments(raw, file)
        if source is not None:
            said = [comment for comment in comments if _WORD.search(comment.text)]
            ignores += [ignore for comment in said for ignore in _of_comment(comment, source, wrong)]
    return ignores, wrong


def _of_comment(comment: Comment, source: Source, wrong: list[Finding]) -> Iterator[_Ignore]:
    """Read a comment that says ``ignore``, rule by rule; one that gives no reason silences nothing."""
    match = _GRAMMAR.fullmatch(comment.text)
    if match is None:
        wrong.append(source.finding("ignore/unreadable", comment.place, comment=clip(comment.text)))
    elif not (match["reason"] or "").strip():
        wrong.append(source.finding("ignore/no-reason", comment.place, rules=match["rules"]))
    else:
        line = _line_about(comment, source)
        for rule in _RULE.finditer(comment.text, match.start("rules"), match.end("rules")):
            place = source.place(comment.place.line, comment.place.column + rule.start())
            yield _Ignore(rule[0], match["reason"].strip(), line, place, source)


def _line_about(comment: Comment, source: Source) -> int:
    """Return the line a comment is about: its own, or if it stands alone the first one below that is no comment."""
    line = comment.place.line
    if comment.alone:
        while line <= len(source.lines) and source.lines[line - 1].lstrip().startswith("#"):
            line += 1
    return line


def _useless(ignores: Iterable[_Ignore], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Tell of what silences nothing; while there are errors, in whatever file, nobody knows what else would be said."""
    errors = {_key(finding) for finding in findings if finding.severity == "error"}
    known = {*texts("vi"), *(finding.rule for finding in findings)}
    for ignore in ignores:
        if ignore.key in errors:
            yield ignore.finding("ignore/of-error")
        elif ignore.rule not in known:
            yield ignore.finding("ignore/unknown-rule", nearest=nearest(ignore.rule, _rules(known)))
        elif not errors and not ignore.rule.startswith(_OF_THE_DAY):
            yield ignore.finding("ignore/idle", "warning", line=ignore.line)


def _rules(known: Iterable[str]) -> list[str]:
    """Leave out what only the command line says: a rule comes with a remedy."""
    vi = texts("vi")
    return [rule for rule in known if rule not in vi or vi[rule].get("remedy")]

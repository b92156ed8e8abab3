"""What a glance at conditions shows, without a solver: that one is possible, that two are never true together.

Most rows are told apart by one answer: a glance at each pair is what makes long tables quick to look into.
"""

from collections.abc import Container, Mapping
from datetime import date

from motcua.lang.tree import Call, Const, Members, Node, Ref

Allowed = frozenset[object] | range
"""What a test lets through: words, yes or no; of numbers, and of days by their ordinals, a range."""
_FAR = 1 << 64
_RANGES = {"==": (0, 1), "<": (-_FAR, 0), "<=": (-_FAR, 1), ">": (1, _FAR), ">=": (0, _FAR)}


def surely_possible(tree: Node, free: Container[str]) -> bool:
    """Tell whether a condition is plainly possible; what a glance does not show is left to a solver.

    :param free: facts that are always asked, and answered independently of each other.
    """
    subjects = [_subject(term) for term in terms_of(tree)]
    return len(set(subjects)) == len(subjects) and all(subject in free for subject in subjects)


def allowed(tree: Node) -> Mapping[str, tuple[Allowed, ...]]:
    """Return what a condition lets through, fact by fact, as far as a glance shows."""
    found: dict[str, tuple[Allowed, ...]] = {}
    for term in terms_of(tree):
        if tested := _tested(term):
            name, lets = tested
            found[name] = (*found.get(name, ()), lets)
    return found


def are_apart(one: Mapping[str, tuple[Allowed, ...]], other: Mapping[str, tuple[Allowed, ...]]) -> bool:
    """Tell whether two conditions never hold together, since they let different answers to one question through."""
    shared = one.keys() & other.keys()
    return any(not _meet(a, b) for name in shared for a in one[name] for b in other[name])


def _meet(one: Allowed, other: Allowed) -> bool:
    if isinstance(one, range) and isinstance(other, range):
        return max(one.start, other.start) < min(one.stop, other.stop)
    return isinstance(one, range) or isinstance(other, range) or not one.isdisjoint(other)


def terms_of(tree: Node) -> tuple[Node, ...]:
    """Return the parts of a condition that must all hold."""
    return tree.args if isinstance(tree, Call) and tree.op == "&&" else (tree,)


def _tested(test: Node) -> tuple[str, Allowed] | None:
    match test:
        case Ref(name=name):
            return name, frozenset({True})
        case Call(op="!", args=(Ref(name=name),)):
            return name, frozenset({False})
        case Call(op="==", args=(Ref(name=name), Const(value=bool() | str() as value))):
            return name, frozenset({value})
        case Call(op="in", args=(Ref(name=name), Members(items=items, kind="texts"))):
            return name, frozenset(item.value for item in items)
        case Call(op=op, args=(Ref(name=name), Const(value=int() | date() as value))) if op in _RANGES:
            number, (least, past) = value.toordinal() if isinstance(value, date) else value, _RANGES[op]
            return name, range(number + least, number + past)
    return None


def _subject(test: Node) -> str:
    """Return the fact of a test that some answer passes; an empty text for any other test."""
    match test:
        case Ref(name=name, kind="boolean") | Call(op="!", args=(Ref(name=name),)):
            return name
        case Call(op="==", args=(Ref(name=name, kind="text" | "boolean"), Const())):
            return name
        case Call(op="in", args=(Ref(name=name), Members(kind="texts"))):
            return name
        case Call(op="!", args=(Call(op="in" | "||") as inner,)):
            return _of_members(inner)
        case Call(op="in" | "||"):
            return _of_members(test)
    return ""


def _of_members(test: Call) -> str:
    """Return the set of which a test asks for some members, or for none of them."""
    sets = {_set(each) for each in (test.args if test.op == "||" else (test,))}
    return sets.pop() if len(sets) == 1 else ""


def _set(test: Node) -> str:
    match test:
        case Call(op="in", args=(Const(), Ref(name=name))):
            return name
    return ""

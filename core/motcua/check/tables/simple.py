"""Conditions that a glance shows to be possible: each test is on a question of its own, and somebody passes it."""

from collections.abc import Container

from motcua.lang.tree import Call, Const, Members, Node, Ref


def surely_possible(tree: Node, free: Container[str]) -> bool:
    """Tell whether a condition is plainly possible; what a glance does not show is left to a solver.

    :param free: facts that are always asked, and answered independently of each other.
    """
    terms = tree.args if isinstance(tree, Call) and tree.op == "&&" else (tree,)
    subjects = [_subject(term) for term in terms]
    return len(set(subjects)) == len(subjects) and all(subject in free for subject in subjects)


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

"""Sets of whole numbers: every answer to a question is a number here, every test a set of them.

>>> both(((0, 9),), ((-5, 2), (7, 20)))
((0, 2), (7, 9))
>>> without(((0, 9),), ((3, 4),))
((0, 2), (5, 9))
"""

Numbers = tuple[tuple[int, int], ...]
"""Stretches from one number to another, both included, in order; between two of them at least one number is missing."""

NONE: Numbers = ()
YES: Numbers = ((1, 1),)
NO: Numbers = ((0, 0),)
YES_OR_NO: Numbers = ((0, 1),)


def both(one: Numbers, other: Numbers) -> Numbers:
    """Return what is in both sets."""
    if len(one) == 1 and len(other) == 1:
        (first, last), (start, end) = one[0], other[0]
        least, greatest = max(first, start), min(last, end)
        return ((least, greatest),) if least <= greatest else NONE
    met: list[tuple[int, int]] = []
    at = 0
    for first, last in one:
        while at < len(other) and other[at][1] < first:
            at += 1
        also = at
        while also < len(other) and other[also][0] <= last:
            met.append((max(first, other[also][0]), min(last, other[also][1])))
            also += 1
    return tuple(met)


def without(one: Numbers, other: Numbers) -> Numbers:
    """Return what is in the first set and not in the second."""
    left = list(one)
    for start, end in other:
        left = [
            piece for a, b in left for piece in ((a, min(b, start - 1)), (max(a, end + 1), b)) if piece[0] <= piece[1]
        ]
    return tuple(left)


def gathered(numbers: list[int]) -> Numbers:
    """Return single numbers as a set."""
    stretches: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if stretches and stretches[-1][1] == number - 1:
            stretches[-1] = (stretches[-1][0], number)
        else:
            stretches.append((number, number))
    return tuple(stretches)


def nearest(among: Numbers, wanted: int) -> int:
    """Return the number of a set that is nearest to another; the smaller of two as near."""
    ends = (min(max(wanted, first), last) for first, last in among)
    return min(ends, key=lambda number: (abs(number - wanted), number))


def has(among: Numbers, number: int) -> bool:
    """Tell whether a number is in a set."""
    return any(first <= number <= last for first, last in among)

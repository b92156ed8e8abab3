"""Is one formula of a fee never dearer than another? Told from its letters, where that is certain."""

import re

_NUMBER = re.compile(r"\b\d+\b")
# A number right after a minus that ends its term lowers the amount: it may not change.
_SUBTRACTED = re.compile(r"-\s*\d+\s*(?=[,)+]|$)")
_ONLY_GROWING = re.compile(r"[\w\s.,()+*§]*")


def never_dearer(now: str, was: str) -> bool:
    """Tell whether a formula is another with no number larger, made only of sums, products, least and greatest.

    Of anything else this cannot be told, and the answer is no. What is counted (pages, copies) is never negative.

    >>> never_dearer("3000 * copies", "8000 * copies"), never_dearer("3000 * pages", "8000 * copies")
    (True, False)
    """
    shape_now, shape_was = _shape(now), _shape(was)
    if shape_now != shape_was or not _ONLY_GROWING.fullmatch(shape_now):
        return False
    numbers = (map(int, _NUMBER.findall(_SUBTRACTED.sub("", formula))) for formula in (now, was))
    return all(a <= b for a, b in zip(*numbers, strict=True))


def _shape(formula: str) -> str:
    """Write a formula with every number that may change as ``§``, those subtracted as they are, in words."""
    kept = _SUBTRACTED.sub(lambda found: " minus_" + found[0].lstrip("- ").strip() + "_ ", " ".join(formula.split()))
    return _NUMBER.sub("§", kept)

"""Whole numbers in Vietnamese words, as amounts are written out on official papers.

>>> spelled(1005), spelled(21), spelled(15)
('một nghìn không trăm linh năm', 'hai mươi mốt', 'mười lăm')
"""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9


def spelled(number: int) -> str:
    """Spell a number out."""
    if number < 0:
        return f"âm {spelled(-number)}"
    return " ".join(_groups(number)) or _DIGITS[0]


def amount_in_words(dong: int) -> str:
    """Spell an amount of money out, with a capital, as a receipt asks.

    >>> amount_in_words(8000)
    'Tám nghìn đồng'
    """
    words = f"{spelled(dong)} đồng"
    return words[0].upper() + words[1:]


def _groups(number: int) -> list[str]:
    billions, rest = divmod(number, _BILLION)
    words = [*_groups(billions), "tỷ"] if billions else []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group, rest = divmod(rest, size)
        if group:
            words += _group(group, full=bool(words))
            words += [name] if name else []
    return words


def _group(number: int, *, full: bool) -> list[str]:
    hundreds, (tens, ones) = number // 100, divmod(number % 100, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    elif ones and words:
        words += ["linh"]
    return words + ([_ones(ones, tens)] if ones else [])


def _ones(ones: int, tens: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones]) if tens > 1 else _DIGITS[ones]

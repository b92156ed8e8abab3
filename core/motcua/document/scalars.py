"""What an unquoted word of YAML means here: true, false, null, a plain integer, else text.

Whatever another YAML reader would bend into something the author did not write is refused.
"""

import re

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")  # 18 digits: fits 64 bits everywhere
_BENT = re.compile(
    r"""y|n|yes|no|on|off|true|false|null|~          # in one spelling or another a boolean or null
    | [-+]?0[xob][0-9a-f_]+ | [-+]?[0-9][0-9_]*       # hexadecimal, octal, binary; 012, +5, 1_000, too long
    | [-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9]*)?  # 22:22 is 1342 to some
    | [-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*|[0-9][0-9_]*(?=e))(?:e[-+]?[0-9]+)?  # 1.004200 would lose its zeros
    | [-+]?\.(?:inf|nan)""",
    re.IGNORECASE | re.VERBOSE,
)


def plain(text: str) -> bool | int | str | None:
    """Return the value of an unquoted scalar.

    >>> plain("true"), plain("8000"), plain("2016-01-01"), plain("Đăng ký khai tử")
    (True, 8000, '2016-01-01', 'Đăng ký khai tử')

    :raises ValueError: when the text would be bent: ``012``, ``no``, ``22:22``, ``1.004200``.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BENT.fullmatch(text):
        raise ValueError(text)
    return text

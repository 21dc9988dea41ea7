"""The side of a limit, from the words in front of its number: "at least", "no more than", "≤", "about"."""

from .lexicon import words

_MORE = words("""
not_drop_below not_fall_below not_go_below never_below not_below never_under not_under
at_least no_lower_than not_lower_than not_less_than no_less_than no_fewer_than minimum minimum_of min min. more_than
over above greater_than exceed exceeds exceeding past beyond higher_than better_than north_of upwards_of
""")
_LESS = words("""
not_rise_above not_go_above never_above not_above never_over not_over never_exceed never_exceeds not_exceeds
at_most not_more_than no_more_than never_more_than no_longer_than no_later_than no_greater_than no_higher_than
not_higher_than no_worse_than not_exceed not_exceeding maximum maximum_of max max. up_to less_than fewer_than
lower_than shorter_than faster_than under below within inside sub
""")
_ABOUT = words("about around approximately approx approx. roughly nearly almost some")
_SIDES = {
    **{tuple(phrase.split()): ">" for phrase in _MORE},
    **{tuple(phrase.split()): "<" for phrase in _LESS},
    **{tuple(phrase.split()): "~" for phrase in _ABOUT},
    ("plus", "or", "minus"): "±",
}
_SIGNS = {">": ">", "≥": ">", "<": "<", "≤": "<", "±": "±", "~": "~", "≈": "~"}
_ARTICLES = frozenset({"a", "an", "the"})
_LONGEST = 3


def side_before(text: str) -> str:
    """ ">", "<", "±", "~" or "" for the end of `text`, which stands right before a number; the longest phrase counts.

    >>> side_before("no more than "), side_before("more than "), side_before("sub-"), side_before("from ")
    ('<', '>', '<', '')
    """
    near = text.rstrip()
    if near.endswith(("+/-", "+-")):
        return "±"
    if near.endswith("="):
        near = near[:-1]
    if near[-1:] in _SIGNS:
        return _SIGNS[near[-1]]
    listed = near.lower().removesuffix("-").replace("(", " ").split()[-_LONGEST - 4 :]
    if listed[-3:] == ["or", "equal", "to"]:
        listed = listed[:-3]
    if listed and listed[-1] in _ARTICLES:
        listed = listed[:-1]
    for length in range(min(_LONGEST, len(listed)), 0, -1):
        side = _SIDES.get(tuple(listed[-length:]))
        if side:
            return side
    return ""

"""Word lists of the reader: data, kept apart from the rules that read them."""


def words(text: str) -> frozenset[str]:
    """The whitespace-separated words of `text`; `_` stands for a blank inside a phrase."""
    return frozenset(word.replace("_", " ") for word in text.split())

"""What an error may name."""

import pytest

from headway.people.errors import NotHere


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ('{"parent": "K-1"}', True),
        ("about=K-1&after=K-9", True),
        ('{"parent": "K-12"}', False),
        ('{"parent": "OK-1"}', False),
        ("", False),
    ],
)
def test_a_key_that_is_not_here_is_named_only_to_who_sent_it(sent, named):
    assert ("“K-1”" in NotHere.under("K-1").said_to(sent)) is named


def test_a_long_key_is_named_by_its_beginning():
    assert f"“{'x' * 40}…”" in NotHere.under("x" * 99).said_to("x" * 99)

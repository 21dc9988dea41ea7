"""The sentences of the coach in the language of whoever reads them."""

from dataclasses import replace

from django.utils.translation import gettext, ngettext

from headway.coach.finding import Finding
from headway.coach.found import Found
from headway.coach.said import in_words


def told(text: str) -> str:
    """A sentence of the coach in the active language; anything else as it is."""
    return in_words(text, gettext, ngettext)


def finding_told(one: Finding) -> Finding:
    """A finding in the active language."""
    return replace(one, evidence=told(one.evidence), why=told(one.why), rewrite=told(one.rewrite))


def found_told(one: Found) -> Found:
    """A finding about a goal, person or unit in the active language; it keeps its digest."""
    return replace(one, evidence=told(one.evidence), why=told(one.why), rewrite=told(one.rewrite))

"""Search: by words, or straight to a key."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from headway.pages.finding import find
from headway.pages.places import places_for
from headway.people.caller import Caller, caller_of
from headway.people.errors import NotHere
from headway.people.objects import object_for, path_of

KEY = re.compile(r"[A-Za-z]{1,3}-\d{1,9}")
LONGEST = 200


def _palette(request: HttpRequest, caller: Caller, text: str) -> HttpResponse:
    """What fits, as the palette lists it: pages and actions first, then what was found."""
    kinds = [*places_for(caller, text), *(find(caller, text) if len(text) > 1 else [])]
    count = sum(len(kind.hits) for kind in kinds)
    return render(request, "pages/_palette.html", {"kinds": kinds, "count": count})


def search(request: HttpRequest, workspace: str) -> HttpResponse:
    """What fits the words; a key of something one may see leads straight to it."""
    caller = caller_of(request)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    if KEY.fullmatch(text) and "palette" not in request.GET:
        try:
            found = object_for(caller, text.upper())
        except NotHere:
            found = None
        if found is not None and (path := path_of(caller.workspace, found.key)):
            return redirect(path)
    if "palette" in request.GET:
        return _palette(request, caller, text)
    kinds = find(caller, text)
    count = sum(len(kind.hits) for kind in kinds)
    return render(request, "pages/search.html", {"text": text, "kinds": kinds, "count": count})

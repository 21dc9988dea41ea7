"""Search: by words, or straight to a key."""

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from headway.pages.finding import find, offered
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
    """What fits the words; a key of something one may see leads straight to it.

    ``palette`` asks for the palette's list, ``pick`` for what a field that takes a name or a key may offer.
    """
    caller = caller_of(request)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    if "pick" in request.GET:
        found_there = offered(caller, request.GET["pick"], text)
        return JsonResponse({"offered": [{"key": key, "name": name} for key, name in found_there]})
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

"""What a person chose for themselves, language and colours, as the browser keeps it: in cookies.

The server draws every page by the cookies alone; the login only remembers them for the next browser.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect

from headway.people.models import User

KEPT_FOR = timedelta(days=365)


def choose(user: User, language: str, theme: str) -> None:
    """Keep what a person chose with their login, for every browser they sign in with."""
    user.language, user.theme = language, theme
    user.save(update_fields=["language", "theme"])


def remember(response: HttpResponse, user: User) -> HttpResponse:
    """Give the browser the language and the colours that ``user`` chose."""
    _keep(response, settings.LANGUAGE_COOKIE_NAME, user.language)
    _keep(response, "theme", user.theme)
    return response


def after_sign_in(user: User, url: str) -> HttpResponseRedirect:
    """Where a login leads, with the person's choices."""
    response = HttpResponseRedirect(url)
    remember(response, user)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    if value:
        response.set_cookie(name, value, max_age=KEPT_FOR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(name, samesite="Lax")

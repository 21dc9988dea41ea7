"""The demo company's people, to be entered with a click: on this machine only, and in a demo only."""

from ipaddress import ip_address

from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import gettext_lazy as _

from headway.people.models import Person, User

WORDS = {
    "founder": _("Founder"),
    "cfo": _("CFO"),
    "department head": _("Department head"),
    "team lead": _("Team lead"),
    "hr": _("HR"),
    "contributor": _("Contributor"),
    "client": _("Client"),
    "auditor": _("Auditor"),
}
FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


def on_loopback(request: HttpRequest) -> bool:
    """Whether the request came from this machine, to this machine, and through no proxy."""
    if any(header in request.headers for header in FORWARDED):
        return False
    host, _port = split_domain_port(request.get_host())
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and (host == "localhost" or _is_loopback(host.strip("[]")))


def personas_for(request: HttpRequest) -> list[Person]:
    """Whom the login page offers: nobody unless this is a demo on loopback."""
    if not on_loopback(request):
        return []
    rows = Person.objects.filter(workspace__is_demo=True, left_at=None).exclude(persona="")
    return [person for person in rows.select_related("workspace", "user").order_by("pk") if _lives_in_demo_only(person)]


def described(person: Person) -> str:
    """What the page says of a persona: the word for it and the title, or the title alone where it has the word."""
    word = str(WORDS.get(person.persona, person.persona))
    if word.casefold() in person.title.casefold():
        return person.title
    return f"{word}: {person.title}" if person.title else word


def login_of(person: Person) -> User:
    """The login of a persona; one without a password is made if there is none."""
    if person.user is None:
        address = f"{person.key.lower()}@{person.workspace.slug}.invalid"
        person.user, _made = User.objects.get_or_create(email=address, defaults={"password": "!"})
        person.save(update_fields=["user"])
    return person.user


def _lives_in_demo_only(person: Person) -> bool:
    """A login that also opens a real workspace is never handed out with a click."""
    return person.user is None or not person.user.persons.filter(workspace__is_demo=False).exists()


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False

"""People to test with: one of each role, and a client signed in as each."""

from django.test import Client

from headway.people.actions.persons import NewPerson, add_person
from headway.people.actions.workspaces import NewWorkspace, create_workspace
from headway.people.caller import Caller
from headway.people.models import Person, Unit, User
from tests.world import MONDAY


def joined(host: Caller, name: str, role: str = "member", unit: Unit | None = None, persona: str = "") -> Caller:
    """Somebody with a login and a role, as a caller."""
    address = f"{name.lower().replace(' ', '.')}@{host.workspace.slug}.example"
    user = User.objects.create_user(address, "correct horse battery")
    person = add_person(host, NewPerson(name, user.email, role=role, persona=persona), unit, user)
    return Caller(host.workspace, person, host.now)


def signed_in(caller: Caller) -> Client:
    """A browser in which the caller has signed in."""
    client = Client()
    client.force_login(caller.someone.user)
    return client


def demo_company(slug: str = "demo") -> Caller:
    """A demo workspace's owner, with a login."""
    user = User.objects.create_user(f"ines@{slug}.example")
    return create_workspace(NewWorkspace(slug, "Lumen", "Ines Marchetti", user.email, is_demo=True), MONDAY, user)


def there(key: str, workspace: str = "lumen") -> Person:
    """The person under a key, as the database has them now."""
    return Person.objects.get(workspace__slug=workspace, key=key)

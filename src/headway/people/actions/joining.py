"""What is asked of everybody who comes in, added or invited: an address of their own, and a role that may be given."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.models import Person, Role


def read_address(email: str) -> str:
    """The address in small letters; refused if it is none."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refused(f"“{email}” is no e-mail address: write one like name@example.org.", field="email") from None
    return address


def refuse_present(caller: Caller, address: str, *, only_logins: bool = False) -> None:
    """Refuse the address of somebody who is here; with ``only_logins`` those without a login may be asked in by it."""
    here = Person.objects.filter(workspace=caller.workspace, email__iexact=address, left_at=None)
    if (here.exclude(user=None) if only_logins else here).exists():
        raise Refused(f"{address} is in {caller.workspace.name} already: change that person instead.", field="email")


def refuse_role(caller: Caller, role: str) -> None:
    """Refuse a role that there is not, or that ``caller`` may not give."""
    if role not in Role.values:
        raise Refused(f"There is no role “{role}”: choose one of {', '.join(Role.values)}.", field="role")
    if role == Role.OWNER and caller.role != Role.OWNER:
        raise Refused("Only an owner of the workspace can make another owner: choose a different role.", field="role")

"""Personal API tokens: made once, shown once, revoked at any time."""

from datetime import datetime

from headway.people.access import door, require
from headway.people.acting import acting, record
from headway.people.caller import Caller
from headway.people.errors import Refused
from headway.people.keys import next_key
from headway.people.models import ApiToken
from headway.people.tokens import digest_of, new_token, prefix_of

SCOPES = ("read", "write")


def create_token(
    caller: Caller, name: str, scopes: list[str], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """Make a token for the caller; the text is returned this once and not kept."""
    require(caller, "token.create")
    if not name.strip():
        raise Refused("Name the token after what will use it, so that you know it again.", field="name")
    if not scopes or not set(scopes) <= set(SCOPES):
        raise Refused("A token needs at least one scope: read, or read and write.", field="scopes")
    text = new_token()
    with acting(caller, "token.created") as entry:
        token = ApiToken.objects.create(
            workspace=caller.workspace,
            key=next_key(caller.workspace, ApiToken),
            person=caller.someone,
            name=name.strip(),
            prefix=prefix_of(text),
            digest=digest_of(text),
            scopes=sorted(scopes),
            created_at=caller.now,
            expires_at=expires_at,
        )
        record(entry, token)
    return token, text


def token_for(caller: Caller, key: str) -> ApiToken:
    """One of the caller's own tokens."""
    return door(ApiToken.objects.filter(workspace=caller.workspace, person=caller.person), key)


def revoke_token(caller: Caller, token: ApiToken) -> None:
    """Close a token for good."""
    with acting(caller, "token.revoked") as entry:
        token.revoked_at = token.revoked_at or caller.now
        token.save(update_fields=["revoked_at"])
        record(entry, token)

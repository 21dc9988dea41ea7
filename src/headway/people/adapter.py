"""How django-allauth is told that nobody signs up by themselves: a person is invited, or makes the first workspace."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from headway.people.choices import remember
from headway.people.models import User


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Sign-up is closed; invitations and the first-run page make logins."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        return remember(super().post_login(request, user, **kwargs), user)

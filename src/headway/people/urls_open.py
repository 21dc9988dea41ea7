"""Pages without a workspace: the ways in."""

from django.urls import path

from headway.people.views import entry

urlpatterns = [
    path("", entry.front_door, name="front-door"),
    path("start/<str:token>/", entry.start, name="start"),
    path("join/<str:secret>/", entry.join, name="join"),
    path("accounts/login/", entry.SignIn.as_view(), name="account_login"),
    path("accounts/password/reset/", entry.ForgottenPassword.as_view(), name="account_reset_password"),
    path("accounts/personas/", entry.enter_as, name="enter-as"),
]

"""Settings: everything an operator may choose comes from the environment, with defaults that just run."""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("HEADWAY_DATA", "headway-data")).resolve()
SQLITE_FILE = DATA_DIR / "headway.sqlite3"
SECRET_KEY_FILE = DATA_DIR / "secret.key"


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def _secret_key() -> str:
    """The key from the environment or from beside the data; else a new one, which serving keeps there."""
    if key := os.environ.get("HEADWAY_SECRET_KEY"):
        return key
    return SECRET_KEY_FILE.read_text() if SECRET_KEY_FILE.exists() else secrets.token_urlsafe(48)


SECRET_KEY = _secret_key()
DEBUG = _flag("HEADWAY_DEBUG")
ALLOWED_HOSTS = os.environ.get("HEADWAY_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("HEADWAY_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "headway.pages",
    "headway.explorer",
    "headway.exchange",
    "headway.rituals.planning",
    "headway.coaching",
    "headway.loop",
    "headway.okrs",
    "headway.kpis",
    "headway.people",
    "headway.activity",
    "headway.ui",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "headway.people.middleware.CallerMiddleware",
    "headway.people.doors.idempotency.IdempotencyMiddleware",
    "headway.people.doors.problems.MethodMiddleware",
]

ROOT_URLCONF = "headway.urls"
WSGI_APPLICATION = "headway.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "headway.pages.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "headway.ui.templatetags.ui"],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
}
ENGINES = {"sqlite", "postgres", "postgresql"}


def _database() -> Any:
    """Where DATABASE_URL says, else a file among the data."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{SQLITE_FILE}"
    scheme = url.partition(":")[0]
    if scheme not in ENGINES:
        raise ImproperlyConfigured(
            f"DATABASE_URL begins with “{scheme}”, which Headway does not know, so it did not start: write "
            "postgres://user:password@host/name, or leave it out to use SQLite."
        )
    return dj_database_url.parse(url, conn_max_age=600, disable_server_side_cursors=_flag("HEADWAY_POOLED"))


DATABASES = {"default": _database()}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Compiling takes PostgreSQL seconds for statements that run milliseconds: it goes by what it guesses they cost.
    asked = DATABASES["default"].setdefault("OPTIONS", {})
    # What is planned once (people/planned.py) is planned for all values at once.
    asked["options"] = f"-c jit=off -c plan_cache_mode=force_generic_plan {asked.get('options', '')}".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FORM_RENDERER = "headway.ui.forms.Renderer"
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "headway.people.adapter.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False

EMAIL_HOST = os.environ.get("HEADWAY_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("HEADWAY_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("HEADWAY_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("HEADWAY_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("HEADWAY_SMTP_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("HEADWAY_MAIL_FROM", "headway@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"

LANGUAGE_CODE = "en"
# There is no translation yet, so this chooses how numbers and dates are read and shown; pages say they are English.
LANGUAGES = [("en", _("English")), ("de", _("English, with German numbers and dates"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _flag("HEADWAY_HTTPS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("HEADWAY_HTTPS") else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
CSV_MAX_BYTES = 20 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("HEADWAY_LOG", "WARNING")},
}

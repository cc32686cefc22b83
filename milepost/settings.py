"""All settings, typed, from the environment (`MILEPOST_…`). A wrong one says which and how to mend it.

Nothing needs to be set for the embedded way (SQLite under the data folder, as `make demo` runs it). In production set
`MILEPOST_DATABASE_URL`, `MILEPOST_SECRET_KEY` and `MILEPOST_HOSTS`; see docs/how-to/run-in-production.md.
"""

import errno
import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import csp.constants
from django.utils.translation import gettext_lazy as _
from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PACKAGE = Path(__file__).resolve().parent


class Environment(BaseSettings):
    """What a machine may set. Names in the environment are these in capitals after `MILEPOST_`."""

    model_config = SettingsConfigDict(env_prefix="MILEPOST_", extra="ignore")

    data: Path = Field(default=Path("var"), description="folder for database, secret key and static files")
    database_url: SecretStr = Field(default=SecretStr(""), description="postgresql://user:password@host:port/name")
    secret_key: SecretStr = Field(default=SecretStr(""), description="50 or more random characters")
    pepper: SecretStr | None = Field(
        default=None, min_length=32, description="32 or more random characters, kept apart from the backups"
    )
    hosts: str = Field(default="localhost,127.0.0.1,[::1]", description="host names served, with commas between")
    public_url: AnyHttpUrl | None = Field(default=None, description="https://reports.example.org, for links in mails")
    https: bool = Field(default=True, description="false only for a machine that answers to itself")
    demo: bool = Field(default=False, description="true shows the demo banner and keeps the demo passwords")
    debug: bool = Field(default=False, description="true only while developing")
    proxies: int = Field(default=0, ge=0, description="how many proxies in front add X-Forwarded-For")
    packs_dir: Path | None = Field(default=None, description="a folder with further country packs")
    draft_days: int = Field(default=30, ge=1, description="days after which a form that cannot be sent is forgotten")
    mail_url: str = Field(default="", description="smtp://host:port; empty writes mails to the data folder")
    register_days: int = Field(default=7, ge=1, le=90, description="days after which an uploaded register is deleted")
    export_rows: int = Field(default=500, ge=1, description="files that one export may hold")
    export_hours: int = Field(default=24, ge=1, le=720, description="hours after which an export is deleted")
    export_fetches: int = Field(default=3, ge=1, le=20, description="times that an export can be fetched")
    mail_from: str = Field(default="milepost@localhost", description="sender of reminders")


def _environment() -> Environment:
    try:
        return Environment()
    except ValidationError as error:
        for fault in error.errors():
            name = "MILEPOST_" + "_".join(str(part) for part in fault["loc"]).upper()
            field = Environment.model_fields[str(fault["loc"][0])]
            sys.stderr.write(f"{name}: {fault['msg']}. It holds: {field.description}. Set it so, or unset it.\n")
        raise SystemExit(2) from None


def _database(environment: Environment) -> dict[str, Any]:
    url = environment.database_url.get_secret_value()
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "milepost.sqlite3",
            "OPTIONS": {
                # Measured: DEFERRED gives "database is locked" under four writers, IMMEDIATE none.
                "transaction_mode": "IMMEDIATE",
                "timeout": 5,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-8000;"
                "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        sys.stderr.write("MILEPOST_DATABASE_URL: write postgresql://user:password@host:port/name, or unset it.\n")
        raise SystemExit(2)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _data(environment: Environment) -> Path:
    """The data folder, made when absent. What cannot be written to is named here, before anything tries."""
    folder = environment.data.resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not (environment.database_url and environment.secret_key) and not os.access(folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        reason = "this is a file" if isinstance(error, FileExistsError) else error.strerror
        sys.stderr.write(
            f"{folder}: {reason}. Data needs a folder: name one that can be made and written to, "
            "with --data DIR or MILEPOST_DATA=DIR.\n"
        )
        raise SystemExit(2) from None
    return folder


def _secret_key(environment: Environment) -> str:
    given = environment.secret_key.get_secret_value()
    if given:
        return given
    kept = DATA / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


def _public_url(environment: Environment) -> str:
    """Where people open Milepost, for links in mails: as set, else the first of the host names."""
    if environment.public_url:
        return str(environment.public_url).rstrip("/")
    host = environment.hosts.split(",")[0].strip().lstrip(".")
    return f"{'https' if environment.https else 'http'}://{host}"


MILEPOST = _environment()
DATA = _data(MILEPOST)

SECRET_KEY = _secret_key(MILEPOST)
DEBUG = MILEPOST.debug
ALLOWED_HOSTS = [host.strip() for host in MILEPOST.hosts.split(",") if host.strip()]
PUBLIC_URL = _public_url(MILEPOST)
DATABASES = {"default": _database(MILEPOST)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "milepost.home",
    "milepost.reporting",
    "milepost.roadmap",
    "milepost.intake",
    "milepost.cases",
    "milepost.people",
    "milepost.structures",
    "milepost.documents",
    "milepost.vault",
    "milepost.accounts",
    "milepost.institutions",
    "milepost.places",
    "milepost.audit",
    "milepost.ui",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "csp",
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
    "milepost.vault.middleware.opener",
    "milepost.accounts.middleware.SignInRequired",
    "milepost.accounts.middleware.new_password_required",
    "milepost.accounts.middleware.refusals",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "milepost.urls"
WSGI_APPLICATION = "milepost.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "milepost.home.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "milepost.ui.forms.FormRenderer"

# People and sign-in
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "milepost.accounts.forms.NotTheDemos"},
]
DEMO_PASSWORD = "milepost demo 2026"  # noqa: S105 - known on purpose; outside demo mode nobody can choose it
# A person's key is opened, and wrapped anew, by the very forms that their password is typed into.
ACCOUNT_FORMS = {
    "login": "milepost.vault.forms.SignInForm",
    "change_password": "milepost.vault.forms.NewPasswordForm",
}
# One guess at a passphrase: 8 passes over 64 MiB, about 0.25 s on the machine that the measurements are from.
VAULT_OPS, VAULT_MEMORY = 8, 64 * 1024 * 1024
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "milepost.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "accounts:sign_in"
# Wrong passwords: few for one account from one address (`Adapter` makes the key), many for an address, behind which a
# whole ministry may sit. The sentences that say how long to wait stand in `Adapter` and in 429.html.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/5m/ip,5/5m/key", "change_password": "10/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = MILEPOST.proxies

# The limits on sign-in live in the cache: in the database, so that two workers count together.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# Browser security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.constants.NONE],
        "script-src": [csp.constants.SELF],
        "style-src": [csp.constants.SELF],
        "img-src": [csp.constants.SELF, "data:"],
        "font-src": [csp.constants.SELF],
        "connect-src": [csp.constants.SELF],
        "manifest-src": [csp.constants.SELF],
        "form-action": [csp.constants.SELF],
        "base-uri": [csp.constants.NONE],
        "frame-ancestors": [csp.constants.NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = MILEPOST.https
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "milepost.accounts.views.form_expired"
SECURE_SSL_REDIRECT = MILEPOST.https
SECURE_HSTS_SECONDS = 31536000 if MILEPOST.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if MILEPOST.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # a report that plans hundreds of steps is one form
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024  # of all files of a request; none is written to a temporary folder
FILE_UPLOAD_HANDLERS = ["milepost.ui.uploads.InMemory"]
ATTACHMENT_MAX_BYTES = 10 * 1024 * 1024  # one file of a case

# Languages, time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("sq", _("Albanian"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# The file room
DRAFT_DAYS = MILEPOST.draft_days

# Mail
if MILEPOST.mail_url:
    _mail = urlsplit(MILEPOST.mail_url)
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(DATA / "mail")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = MILEPOST.mail_from

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_address": {"()": "milepost.accounts.log.WithoutAddress"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_address"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# What an auditor is asked to look at (home/unusual.py): from how many on, and how many times what is usual.
UNUSUAL: dict[str, Any] = {
    "hour_files": 15, "hour_times": 3,  # files opened by one person in an hour, against the median of their own hours
    "off_hours": 5, "off_hours_times": 3,  # files opened at night and on weekends in a week, against the unit's median
    "purposes": 5, "purposes_times": 3,  # purposes stated in 30 days, against the unit's median
    "searches": 20, "searches_per_registration": 10,  # searches in 30 days for each registration
    "refusals": 10,  # refusals in an hour
    "readers": 8,  # people who opened one file in a week
    "night_from": 21, "night_until": 6,  # hours of the clock in TIME_ZONE
}  # fmt: skip

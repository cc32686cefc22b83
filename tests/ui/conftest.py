"""A server of its own thread for pages that ask nothing of the database."""

from collections.abc import Iterator
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from playwright.sync_api import Browser, Page

from tests.ui import site as pages


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the pages are served."""
    with override_settings(ROOT_URLCONF="tests.ui.site"):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=_Quiet)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture
def kept() -> pages.Kept:
    """The answer that the server keeps, as on the first day."""
    pages.kept.__init__()  # type: ignore[misc]
    return pages.kept


@pytest.fixture
def writer(browser: Browser, address: str, kept: pages.Kept) -> Iterator[Page]:
    """The page of an answer, open, with a clock that the test moves."""
    context = browser.new_context(base_url=address, locale="en-GB")
    page = context.new_page()
    page.clock.install()
    page.goto("/answer/")
    yield page
    context.close()

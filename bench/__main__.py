"""`make bench`: pages, saving, import and exports of a report of 29 questions, full of text, with 30 figures in it."""

import os
import platform
import tempfile
from datetime import date

os.environ["MILEPOST_DATA"] = tempfile.mkdtemp(prefix="milepost-bench-")
os.environ.setdefault("MILEPOST_HTTPS", "false")
os.environ.setdefault("MILEPOST_HOSTS", "testserver")
os.environ.setdefault("MILEPOST_DEMO", "true")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.settings")

from milepost.cli import prepare

prepare()

from bench.report import main  # noqa: E402

print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {date.today()}")  # noqa: DTZ011
main()

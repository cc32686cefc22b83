"""`make bench`: a report of 29 questions full of text with 30 figures in it; then the file room with many children.

`python -m bench files 1000000` measures the file room alone, at another size; with `MILEPOST_DATA` it keeps and uses
again the folder that it names.
"""

import os
import platform
import sys
import tempfile
from datetime import date

os.environ.setdefault("MILEPOST_DATA", tempfile.mkdtemp(prefix="milepost-bench-"))
os.environ.setdefault("MILEPOST_HTTPS", "false")
os.environ.setdefault("MILEPOST_HOSTS", "testserver")
os.environ.setdefault("MILEPOST_DEMO", "true")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "milepost.settings")

from milepost.cli import prepare

prepare()

from bench import file_room, report  # noqa: E402

print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {date.today()}")  # noqa: DTZ011
if sys.argv[1:2] == ["files"]:
    file_room.main(int(sys.argv[2]) if sys.argv[2:] else 10_000)
else:
    report.main()

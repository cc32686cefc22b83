"""What the log says of a request: the pattern of its address, never the address as somebody typed it."""

import logging
from typing import Any


class WithoutAddress(logging.Filter):
    """A name that was typed into the address bar would stand in the log for ever: Django writes paths down."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the pattern in the place of the path; every record stays."""
        request: Any = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple) and hasattr(request, "path"):
            match = getattr(request, "resolver_match", None)
            pattern = f"/{match.route}" if match else "an address that is not here"
            record.args = tuple(pattern if each == request.path else each for each in record.args)
        return True

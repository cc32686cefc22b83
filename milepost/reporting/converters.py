"""Parts of addresses."""

from datetime import date


class Day:
    """A date in an address: 2022-05-01."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The date; ValueError (a 404) when there is no such day."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """The date as it stands in the address."""
        return str(value)

"""Why a file cannot be read, in a sentence that says what to do, and the limits."""

MAX_BYTES = 10 * 2**20
MAX_ROWS = 5_000
MAX_COLUMNS = 100


class Unreadable(ValueError):
    """A file that is not read. The text is the sentence for the person."""

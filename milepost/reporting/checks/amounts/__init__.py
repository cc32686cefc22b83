"""The rules of `figure-mismatch`, one a file: each yields numbers that contradict something."""

"""The rules of `inconsistent-term`, one a file: each yields uses of a name that are not the one to write."""

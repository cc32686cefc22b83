"""Measurements: ours, the raw limit of the same work measured in the same run, and the ratio. `make bench`."""

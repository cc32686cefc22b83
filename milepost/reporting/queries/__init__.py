"""Reads of reports: the queryset twin of each rule, and a report as plain values."""

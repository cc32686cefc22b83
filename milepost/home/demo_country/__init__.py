"""The demo at the size of a country: invented children of 2021 to 2023 in all 61 units of Albania, and a large one.

What is pure: `names`, `population` (who is where, and when), `lives` (what a unit writes of it). What acts, through the
real actions: `units` (people and keys), `files`, `large`.
"""

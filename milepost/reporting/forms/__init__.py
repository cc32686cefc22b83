"""Input to clean values. One file per noun."""

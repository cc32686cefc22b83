"""How the checks read a text: words and their stems, sentences, dates, counted things, names, points of a list."""

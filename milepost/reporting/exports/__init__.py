"""A report out of the house: JSON, an accessible page, DOCX, tagged PDF. One table of them is in `formats`."""

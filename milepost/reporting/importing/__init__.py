"""Documents in: a report in this form, as DOCX or plain text, read into plain values."""

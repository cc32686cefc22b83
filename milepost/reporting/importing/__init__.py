"""Reading a report's document (DOCX or plain text) into the form: `importing.read.read` is the way in."""

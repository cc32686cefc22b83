"""What a careful reviewer would ask about a report: one small module per check, run by `run.check`."""

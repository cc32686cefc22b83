"""Who may do what with a report. One file per noun."""

"""The verbs on reports: rule, write, audit, in one transaction. One file per noun."""

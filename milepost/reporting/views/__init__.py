"""Pages of reports: fetch what the person may see, form, action, redirect. One file per noun."""

"""The auditors' pages: what the store or a check holds, as plain HTML files in two languages."""

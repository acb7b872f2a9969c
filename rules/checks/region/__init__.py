"""A government's report beside the reports of the bodies of its region."""

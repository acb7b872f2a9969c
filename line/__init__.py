"""The line put together: settings to jobs, and what the programs above them share.

Packages below take values and know nothing of settings; here the values are made.
"""

"""What the text around the tables of a report tells: period, scope, fee and every number.

Nothing here is stored: each is worked out from a report when a rule or a page asks for it.
"""

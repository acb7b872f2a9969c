"""Store to notices: what a supervisor is told, how it is written, and that it arrives once.

``routing`` says who is told, ``news`` what changed, ``digest`` what one supervisor is told in one
run, ``letter`` and ``templates/`` how it reads, ``message`` makes the mail, ``outbox`` keeps it
until a channel of ``channels/`` took it. ``notices`` is the way in.
"""

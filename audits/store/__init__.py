"""``gouji.db``: the only SQL of the project. Each module holds some tables, to write and to read.

Open with ``connection.open_for_writing`` or ``connection.open_for_reading``, hand the ``Store`` to
the functions of the other modules, and get frozen values of ``audits.records``.
"""

"""Generated reports in the forms that their generator lacks, with the same truth.

The reports are those that the acceptance generator writes (``files/<style>/<id>.<ext>`` and
``truth/<id>.json``); what is written here has the same layout, so that the same scorer scores it::

    python -m benchmarks.acceptance_forms GENERATED OUT --forms md,ofd --limit 20

Only for measuring: nothing of the program itself uses this package.
"""

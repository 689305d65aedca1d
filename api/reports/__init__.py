"""Drawing reports: pages, charts, workbooks, text. Not allowed here: counting (``planner.usecases.reports``)."""

"""Files as services deliver them, read into checked facts and written back; stores nothing itself."""

from planner.intake.write import write_exchange, write_folder, write_workbook

__all__ = ["write_exchange", "write_folder", "write_workbook"]

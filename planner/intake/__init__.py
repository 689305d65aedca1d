"""Files as services deliver them, read into checked facts and written back; stores nothing itself."""

from planner.intake.delivery import read_delivery
from planner.intake.mapping import MappingError, check_mapping, mapping_from_json, mapping_to_json
from planner.intake.preview import compare
from planner.intake.readers.raw import Limits
from planner.intake.write import write_exchange, write_folder, write_workbook

__all__ = [
    "Limits",
    "MappingError",
    "check_mapping",
    "compare",
    "mapping_from_json",
    "mapping_to_json",
    "read_delivery",
    "write_exchange",
    "write_folder",
    "write_workbook",
]

"""The planner's desk: a week of a draft, questions while moving, and edits. No planning logic here."""

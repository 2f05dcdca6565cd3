"""What people ask of the office who have no code."""

"""What editors meet of the gate in the CMS: the checklist, and the questions that they may answer themselves."""

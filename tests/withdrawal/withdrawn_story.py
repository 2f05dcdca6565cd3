"""The name that is looked for."""

NAME = "Temurazi"  # stands in the title, the address and the text, and nowhere else

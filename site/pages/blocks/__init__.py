"""The blocks of which a page's body is made: one file per concept, and the bodies that sections use."""

"""Who may do what: the roles of the team as data, and what makes Django's groups follow them."""

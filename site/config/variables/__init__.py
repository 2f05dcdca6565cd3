"""What each environment variable must be, by subject. Put together in config.environment."""

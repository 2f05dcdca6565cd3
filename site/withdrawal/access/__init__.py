"""Handing people everything that is held on them (GDPR, article 15)."""

"""Taking back: closing a story everywhere at once, and what follows. Above all sections; imports them freely."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WithdrawalConfig(AppConfig):
    name = "withdrawal"

    def ready(self) -> None:
        from consent.cms.log_rows import register_kind
        from syndication.removals import register_removals
        from withdrawal.gone import removed_entries

        register_kind("withdrawal", _("Withdrawal"), "withdrawal:detail")
        register_kind("request", _("Request"), "contributing:request")
        register_removals(removed_entries)

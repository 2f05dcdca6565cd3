"""What is kept of a withdrawal: identifiers, dates and counts, and nothing about the person.

And what people themselves hold or send: codes and links, of which fingerprints are kept, and their words, encrypted.
"""

from withdrawal.models.codes import CodeKey, WithdrawalCode
from withdrawal.models.gone import GoneAddress
from withdrawal.models.held import HeldPicture
from withdrawal.models.outside import Outside, OutsideTask
from withdrawal.models.previews import ChangeWish, PreviewLink
from withdrawal.models.requests import WithdrawalRequest
from withdrawal.models.withdrawals import Fate, State, Withdrawal, WithdrawnStory

__all__ = [
    "ChangeWish",
    "CodeKey",
    "Fate",
    "GoneAddress",
    "HeldPicture",
    "Outside",
    "OutsideTask",
    "PreviewLink",
    "State",
    "Withdrawal",
    "WithdrawalCode",
    "WithdrawalRequest",
    "WithdrawnStory",
]

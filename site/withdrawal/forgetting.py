"""What an erasure takes of the people's own part: their words go, and that they asked and were answered stays.

Links and wishes go with the person in the story, by their foreign key. The fingerprint of a code stays: whoever uses
it once more is told the same kind words, and nobody learns that there is nothing left.
"""

from uuid import UUID

from withdrawal.models import WithdrawalRequest


def forget_words_of(contributor_id: UUID) -> int:
    """Empty the requests of somebody, and return how many there were."""
    words = dict.fromkeys(("name", "story", "message", "contact", "safe_times", "answer"), "")
    return WithdrawalRequest.objects.filter(contributor_id=contributor_id).update(**words)

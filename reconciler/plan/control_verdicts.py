"""Controls judged on every subject in their scope, whoever governs it.

`plan` judges the projected state (what Webex reports, overlaid with the plan), reports judge the
observed one. What a control requires of a document is `plan.requirements`' question.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final, assert_never

from reconciler.plan.claim_index import Claim, ClaimIndex, places
from reconciler.plan.requirements import Judgement, Verdict, judge_state, overlaid
from reconciler.policy.controls import Control
from reconciler.policy.dates import is_expired
from reconciler.policy.policy_set import PolicySet
from reconciler.policy.selectors import Match, claims
from reconciler.policy.waivers import Waiver
from reconciler.readings import Document, NotOffered, Reading, Unread
from reconciler.subjects import Attribute, Settings, Subject

__all__ = ["Controls"]

_NOTHING: Final[Settings] = {}


class Controls:
    """The controls of a policy set, ready to be asked about very many subjects."""

    def __init__(self, policies: PolicySet, day: date) -> None:
        """Index the controls, and the waivers that excuse them on that day."""
        self.controls: Final = policies.controls
        self._claims: Final = ClaimIndex(
            [Claim(each.applies_to, each.exclude) for each in policies.controls]
        )
        self._excusing: Final = {
            control.id: tuple(
                waiver
                for waiver in policies.waivers
                if not is_expired(waiver, day)
                and any(each.value == control.id for each in waiver.controls)
            )
            for control in policies.controls
        }

    def judged(
        self,
        subject: Subject,
        reading: Reading | None,
        *,
        governed_by: tuple[str, ...],
        changes: Settings = _NOTHING,
    ) -> Iterator[tuple[Control, Judgement]]:
        """Yield every control that has, or may have, the subject in its scope, with its verdict.

        `governed_by` names the policies that govern, or would without a waiver; `changes` is
        what would be written.
        """
        certain, possible = self._claims.of(subject)
        for place in places(possible):
            control = self.controls[place]
            if not certain >> place & 1:
                missing = ", ".join(sorted(subject.unknown))
                yield control, Judgement(Verdict.UNDETERMINED, f"not read: {missing}")
                continue
            judgement = _judge(control, subject, reading, changes)
            if judgement.verdict is Verdict.VIOLATED:
                judgement = self._excused(control, subject, governed_by, judgement)
            yield control, judgement

    def _excused(
        self,
        control: Control,
        subject: Subject,
        governed_by: tuple[str, ...],
        judgement: Judgement,
    ) -> Judgement:
        excuse = judgement
        for waiver in self._excusing[control.id]:
            if not _concerns(waiver, governed_by):
                continue
            answer = claims(waiver.match, waiver.exclude, subject)
            if answer is Match.YES:
                why = f"{judgement.why}; waiver '{waiver.name}' until {waiver.expires}"
                return Judgement(Verdict.WAIVED, why)
            if answer is Match.UNKNOWN:
                why = f"{judgement.why}; waiver '{waiver.name}' may excuse it"
                excuse = Judgement(Verdict.UNDETERMINED, why)
        return excuse


def _concerns(waiver: Waiver, governed_by: tuple[str, ...]) -> bool:
    return not waiver.policies or any(each.value in governed_by for each in waiver.policies)


def _judge(
    control: Control, subject: Subject, reading: Reading | None, changes: Settings
) -> Judgement:
    match reading:
        case None if Attribute.LICENSE in subject.unknown:
            return Judgement(Verdict.UNDETERMINED, "its licenses could not be read")
        case None:
            return Judgement(Verdict.NOT_APPLICABLE, "no Webex Calling license")
        case NotOffered(reason=reason):
            return Judgement(Verdict.NOT_APPLICABLE, reason)
        case Unread(reason=reason):
            why = f"its recording settings could not be read: {reason}"
            return Judgement(Verdict.UNDETERMINED, why)
        case Document(settings=settings):
            return judge_state(control, subject, overlaid(settings, changes))
        case _:
            assert_never(reading)

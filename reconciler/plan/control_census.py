"""Controls counted over everybody: on what Webex would report after a plan, or reports now."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from reconciler.plan.control_counts import ControlCount, Violation
from reconciler.plan.control_verdicts import Controls
from reconciler.plan.notes import Note, Weight
from reconciler.plan.requirements import Verdict
from reconciler.plan.standing import Census, Standing
from reconciler.plan.subject_ref import ref_of
from reconciler.policy.controls import Control
from reconciler.subjects import Settings

__all__ = ["count_controls", "retention_notes"]


def count_controls(
    controls: Controls, census: Census, standings: Iterable[Standing], *, projected: bool
) -> tuple[ControlCount, ...]:
    """Return every control with its counts, in the order of the policy set.

    `projected` judges what each subject's planned change would lead to, else what is observed.
    """
    tallies: defaultdict[str, Counter[Verdict]] = defaultdict(Counter)
    violations: defaultdict[str, list[Violation]] = defaultdict(list)
    if controls.controls:
        for standing in standings:
            planned = _planned(standing) if projected else {}
            for control, verdict, why in _judged(controls, census, standing, planned):
                tallies[control.id][verdict] += 1
                if verdict is Verdict.VIOLATED:
                    before = _before(controls, census, standing, control) if planned else None
                    violations[control.id].append(
                        Violation(
                            subject=ref_of(standing.subject),
                            why=why,
                            caused=before is Verdict.PASS,
                        )
                    )
    return tuple(
        _count(control, tallies[control.id], violations[control.id])
        for control in controls.controls
    )


def retention_notes(
    controls: Controls, census: Census, standings: Iterable[Standing]
) -> Iterator[Note]:
    """Yield a note for each control that asks for longer than the vendor's storage keeps.

    Source: Webex Help: recordings are kept for one year, within 100 GB an organization.
    """
    asking = [each for each in controls.controls if each.retention is not None]
    if not asking:
        return
    short: Counter[str] = Counter()
    for standing in standings:
        place = standing.subject.location
        if place is not None and place.vendor == "Webex":
            for control, verdict, _ in _judged(controls, census, standing, {}):
                short[control.id] += verdict is not Verdict.NOT_APPLICABLE
    for control in asking:
        if short[control.id]:
            text = (
                f"{control.span} control '{control.id}' keeps recordings for"
                f" {control.retention}; Webex, the recording vendor of"
                f" {short[control.id]:,} of its subjects, keeps them for 1 year and 100 GB"
                " unless they are exported"
            )
            yield Note(weight=Weight.WARNING, text=text)


def _planned(standing: Standing) -> Settings:
    """Return all that the write would hold: also what a stale value already says."""
    return {} if standing.change is None else standing.change.desired


def _judged(
    controls: Controls, census: Census, standing: Standing, planned: Settings
) -> Iterator[tuple[Control, Verdict, str]]:
    judged = controls.judged(
        standing.subject,
        census.reading(standing.subject),
        governed_by=standing.leaders,
        changes=planned,
    )
    for control, judgement in judged:
        yield control, judgement.verdict, judgement.why


def _before(
    controls: Controls, census: Census, standing: Standing, control: Control
) -> Verdict | None:
    found = (each for each in _judged(controls, census, standing, {}) if each[0] is control)
    return next((verdict for _, verdict, _ in found), None)


def _count(control: Control, tally: Counter[Verdict], violations: list[Violation]) -> ControlCount:
    return ControlCount(
        id=control.id,
        title=control.title,
        severity=control.severity,
        span=control.span,
        passed=tally[Verdict.PASS],
        violated=tally[Verdict.VIOLATED],
        waived=tally[Verdict.WAIVED],
        not_applicable=tally[Verdict.NOT_APPLICABLE],
        undetermined=tally[Verdict.UNDETERMINED],
        violations=tuple(violations),
    )

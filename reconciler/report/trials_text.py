"""Policy tests for a terminal and as JUnit: what failed, what was got instead, and who says so."""

from collections.abc import Iterator, Sequence
from html import escape

from reconciler.plan.trials import Mismatch, Trial, Untested
from reconciler.report.ink import Line, Span, Tone, line, safe
from reconciler.report.phrases import counted

__all__ = ["render_junit", "render_trials", "render_untested"]


def render_trials(trials: Sequence[Trial]) -> tuple[Line, ...]:
    """Return every failing test with what was expected and got, and the count last."""
    failed = [each for each in trials if each.mismatches]
    return (*(told for each in failed for told in _failure(each)), _tail(len(trials), len(failed)))


def render_untested(found: Sequence[Untested]) -> tuple[Line, ...]:
    """Return the policies and profiles that no test exercises."""
    if not found:
        return (line(Span("Every policy and profile is exercised by a test.", Tone.GAIN)),)
    return tuple(
        line(
            Span(f"no test exercises {each.kind} {safe(each.name)}", Tone.CHANGE),
            Span(f"  {each.span}", Tone.QUIET),
        )
        for each in found
    )


def render_junit(trials: Sequence[Trial]) -> str:
    """Return the tests as JUnit XML, which every CI system reads."""
    failed = sum(bool(each.mismatches) for each in trials)
    cases = "".join(_case(each) for each in trials)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites tests="{len(trials)}" failures="{failed}">\n'
        f'<testsuite name="policies" tests="{len(trials)}" failures="{failed}">\n'
        f"{cases}</testsuite>\n</testsuites>\n"
    )


def _failure(trial: Trial) -> Iterator[Line]:
    yield line(
        Span("FAILED ", Tone.LOSS),
        Span(safe(trial.test.name), Tone.STRONG),
        Span(f"  {trial.test.span}", Tone.QUIET),
    )
    for each in trial.mismatches:
        place = Span(f"  {each.span}", Tone.QUIET) if each.span else ""
        yield line(f"    {_words(each)}", place)
    yield line(f"    {_governor(trial)}")
    yield line("")


def _words(mismatch: Mismatch) -> str:
    return f"{mismatch.what}: expected {safe(mismatch.expected)}, got {safe(mismatch.got)}"


def _governor(trial: Trial) -> str:
    reason = f" ({safe(trial.reason)})" if trial.reason else ""
    if trial.policy is None:
        return f"no policy governs it{reason}"
    return f"governed by {safe(trial.policy.name)} at {trial.policy.span}{reason}"


def _tail(total: int, failed: int) -> Line:
    said = counted(total, "test", "tests")
    if failed:
        return line(Span(f"{said}: {failed:,} failed", Tone.LOSS))
    return line(Span(f"{said}: all passed", Tone.GAIN))


def _case(trial: Trial) -> str:
    place = trial.test.span
    head = (
        f'<testcase classname="{_xml(place.path)}" name="{_xml(trial.test.name)}"'
        f' file="{_xml(place.path)}" line="{place.line}"'
    )
    if not trial.mismatches:
        return f"{head}/>\n"
    told = "\n".join((*(_words(each) for each in trial.mismatches), _governor(trial)))
    message = _xml(_words(trial.mismatches[0]))
    return f'{head}><failure message="{message}">{escape(told)}</failure></testcase>\n'


def _xml(text: str) -> str:
    return escape(safe(text))

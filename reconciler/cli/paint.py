"""Lines with tones onto a terminal, or plain into a pipe."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import click

from reconciler.report.ink import Line, Span, Tone

__all__ = ["paint", "say"]

_DYES: Final[Mapping[Tone, Callable[[str], str]]] = {
    Tone.LOSS: partial(click.style, fg="red", bold=True),
    Tone.GAIN: partial(click.style, fg="green"),
    Tone.CHANGE: partial(click.style, fg="yellow"),
    Tone.QUIET: partial(click.style, dim=True),
    Tone.STRONG: partial(click.style, bold=True),
}


def paint(lines: Iterable[Line], *, err: bool = False, color: bool | None = None) -> None:
    """Write the lines; click takes the colors out where there is no terminal.

    `color` None asks the stream; False is what `NO_COLOR` stands for.
    """
    for each in lines:
        say("".join(_dye(span) for span in each).rstrip(), err=err, color=color)


def say(text: str, *, err: bool = False, color: bool | None = None, newline: bool = True) -> None:
    """Write text. Nobody reading any more (`| head`) changes nothing about what is done."""
    try:
        click.echo(text, err=err, color=color, nl=newline)
        (sys.stderr if err else sys.stdout).flush()
    except BrokenPipeError:
        quiet = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for good
        if err:
            sys.stderr = quiet
        else:
            sys.stdout = quiet


def _dye(span: Span) -> str:
    dye = _DYES.get(span.tone)
    return span.text if dye is None or not span.text else dye(span.text)

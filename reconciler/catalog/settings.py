"""Every setting there is, one row each. Adding a setting is adding a row.

What a row means for coverage is `catalog.level`'s work, for risk `catalog.risk`'s, on the wire
`webex.wire_form`'s. Rows are data: no row holds a function.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reconciler.catalog.document_types import DocumentName
from reconciler.catalog.value_schema import Choice, Switch, ValueSchema, Whole
from reconciler.subjects import SettingName, SettingValue, SubjectKind

__all__ = ["BY_NAME", "SETTINGS", "Safeguard", "Setting", "offered"]


class Safeguard(StrEnum):
    """In which direction a setting protects the people on the call."""

    HIGHER = "higher"
    """The higher value (on, louder) protects more."""
    LOWER = "lower"
    """The lower value (off, more often) protects more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One named value of a subject."""

    name: SettingName
    document: DocumentName
    path: tuple[str, ...]
    """Keys from the top of the document, in the API's spelling."""
    schema: ValueSchema
    default: SettingValue
    """What Webex reports where nobody set anything; None: no source tells."""
    kinds: frozenset[SubjectKind]
    """The kinds of subject whose document has it."""
    vendors: frozenset[str] | None
    """The recording vendors that offer it; None: all of them."""
    safeguard: Safeguard | None
    gate: SettingName | None
    """The switch that must be on for this value to mean anything."""
    coupled: tuple[SettingName, ...]
    """Settings that Webex may move when this one is written."""
    description: str
    source: str
    writable: bool = True

    @property
    def pointer(self) -> str:
        """Return the JSON pointer within the document: `/repeat/interval`."""
        return "/" + "/".join(self.path)


_EVERY_KIND: Final = frozenset(
    {SubjectKind.PERSON, SubjectKind.VIRTUAL_LINE, SubjectKind.WORKSPACE}
)
_PERSON_ONLY: Final = frozenset({SubjectKind.PERSON})
_WEBEX_ONLY: Final = frozenset({"Webex"})
_OPENAPI: Final = "OpenAPI: person call recording"
_SEEN: Final = "seen live and written by SDKs; not in the OpenAPI schema"
_NEWER: Final = "OpenAPI since 2026-08: person call recording"


def _row(  # noqa: PLR0913 - a row has as many columns as it has
    path: str,
    schema: ValueSchema,
    default: SettingValue,
    description: str,
    *,
    kinds: frozenset[SubjectKind] = _EVERY_KIND,
    vendors: frozenset[str] | None = None,
    safeguard: Safeguard | None = None,
    gate: str | None = None,
    coupled: tuple[str, ...] = (),
    source: str = _OPENAPI,
) -> Setting:
    return Setting(
        name=SettingName(f"recording.{path}"),
        document="recording",
        path=tuple(path.split(".")),
        schema=schema,
        default=default,
        kinds=kinds,
        vendors=vendors,
        safeguard=safeguard,
        gate=SettingName(f"recording.{gate}") if gate else None,
        coupled=tuple(SettingName(f"recording.{name}") for name in coupled),
        description=description,
        source=source,
    )


_ACCESS: Final = "callRecordingAccessSettings"
_AFTER: Final = "postCallRecordingSettings"
_SELECTIVE: Final = "selectiveCallRecordingSettings"

SETTINGS: Final[tuple[Setting, ...]] = (
    _row("enabled", Switch(), False, "Whether call recording is on at all."),
    _row(
        "record",
        Choice(
            (
                "Never",
                "On Demand with User Initiated Start",
                "Always with Pause/Resume",
                "Always",
            )
        ),
        "Never",
        "Which calls are recorded, and what the person may do about it.",
    ),
    _row(
        "recordVoicemailEnabled",
        Switch(),
        False,
        "Whether voicemail messages are recorded too.",
    ),
    _row(
        "startStopAnnouncementEnabled",
        Switch(),
        False,
        "Older single switch for the announcement at start and stop of a recording.",
        kinds=_PERSON_ONLY,
        safeguard=Safeguard.HIGHER,
        coupled=(
            "startStopAnnouncement.internalCallsEnabled",
            "startStopAnnouncement.pstnCallsEnabled",
        ),
        source="OpenAPI example of the person call recording document, not its schema",
    ),
    _row(
        "notification.enabled",
        Switch(),
        False,
        "Whether pausing and resuming a recording can be heard.",
        safeguard=Safeguard.HIGHER,
        coupled=("notification.type",),
    ),
    _row(
        "notification.type",
        Choice(("None", "Beep", "Play Announcement")),
        "None",
        "What the other side hears when a recording is paused or resumed.",
        safeguard=Safeguard.HIGHER,
        gate="notification.enabled",
        coupled=("notification.enabled",),
    ),
    _row(
        "repeat.enabled",
        Switch(),
        False,
        "Whether a beep repeats while a call is recorded.",
        safeguard=Safeguard.HIGHER,
        coupled=("repeat.interval",),
    ),
    _row(
        "repeat.interval",
        Whole(10, 1800),
        15,
        "Seconds between two beeps while a call is recorded (10 to 1800).",
        safeguard=Safeguard.LOWER,
        gate="repeat.enabled",
        coupled=("repeat.enabled",),
    ),
    _row(
        "startStopAnnouncement.internalCallsEnabled",
        Switch(),
        False,
        "Whether start and stop of a recording are announced on internal calls.",
        safeguard=Safeguard.HIGHER,
        coupled=("startStopAnnouncementEnabled",),
    ),
    _row(
        "startStopAnnouncement.pstnCallsEnabled",
        Switch(),
        False,
        "Whether start and stop of a recording are announced on calls with the outside.",
        safeguard=Safeguard.HIGHER,
        coupled=("startStopAnnouncementEnabled",),
    ),
    *(
        _row(
            f"{_ACCESS}.{key}",
            Switch(),
            True,
            f"Whether the person may {deed} own recordings.",
            kinds=_PERSON_ONLY,
            vendors=_WEBEX_ONLY,
            safeguard=Safeguard.LOWER,
            source=_SEEN,
        )
        for key, deed in (
            ("viewAndPlayRecordingsEnabled", "view and play"),
            ("downloadRecordingsEnabled", "download"),
            ("deleteRecordingsEnabled", "delete"),
            ("shareRecordingsEnabled", "share"),
        )
    ),
    *(
        _row(
            f"{_AFTER}.{key}",
            Switch(),
            None,
            f"Whether {what} made of each recording.",
            kinds=_PERSON_ONLY,
            vendors=_WEBEX_ONLY,
            source=_SEEN,
        )
        for key, what in (
            ("transcriptEnabled", "a transcript is"),
            ("summaryAndActionItemsEnabled", "a summary and action items are"),
        )
    ),
    *(
        _row(
            f"{_SELECTIVE}.{key}",
            Switch(),
            True,
            f"Whether {calls} calls are recorded; acts only while `record` is one of the Always.",
            source=_NEWER,
        )
        for key, calls in (
            ("recordInboundInternalCallsEnabled", "inbound internal"),
            ("recordInboundExternalCallsEnabled", "inbound external"),
            ("recordOutboundInternalCallsEnabled", "outbound internal"),
            ("recordOutboundExternalCallsEnabled", "outbound external"),
        )
    ),
)

BY_NAME: Final[Mapping[SettingName, Setting]] = {row.name: row for row in SETTINGS}


def offered(setting: Setting, kind: SubjectKind, vendor: str | None) -> bool:
    """Say whether a subject of this kind, under this recording vendor, has the setting.

    A vendor that could not be read (None) offers only what every vendor offers; whoever has to
    tell "no" from "not known" asks for the vendor first.
    """
    return kind in setting.kinds and (setting.vendors is None or vendor in setting.vendors)

"""The part of the SARIF 2.1.0 schema that `validate` writes, stricter than the original.

Written from the standard's text; everything the tool does not write is forbidden, so a field
that the standard might not know cannot slip in.
"""

__all__ = ["SARIF_SUBSET"]


def closed(required, **optional):
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**required, **optional},
    }


TEXT = {"type": "string", "minLength": 1}
MESSAGE = closed({"text": TEXT})
RULE = closed({"id": TEXT, "shortDescription": MESSAGE, "help": MESSAGE})
REGION = closed(
    {
        "startLine": {"type": "integer", "minimum": 1},
        "startColumn": {"type": "integer", "minimum": 1},
    },
    snippet=closed({"text": {"type": "string"}}),
)
PLACE = closed(
    {
        "artifactLocation": closed({"uri": {"type": "string", "format": "uri-reference"}}),
        "region": REGION,
    }
)
RESULT = closed(
    {
        "ruleId": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": MESSAGE,
        "locations": {
            "type": "array",
            "minItems": 1,
            "items": closed({"physicalLocation": PLACE}),
        },
    }
)
DRIVER = closed(
    {
        "name": TEXT,
        "version": TEXT,
        "rules": {"type": "array", "uniqueItems": True, "items": RULE},
    }
)
SARIF_SUBSET = closed(
    {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": closed(
                {
                    "tool": closed({"driver": DRIVER}),
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                }
            ),
        },
    }
)

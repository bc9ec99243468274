"""A Webex organization in a box, over real HTTP, quirks included.

State and rules know nothing of HTTP (`organization`, `recording_rules`, `recording_checks`,
`population`); the routes are thin; `front_door` holds what every request meets: authentication,
rate limit, weather, tracking id. It imports nothing from the rest of the package: two
transcriptions of one API that must agree are worth more than one that agrees with itself.
What nobody outside Webex knows is a field of `switches.Switches`.
"""

"""The wire: one door to the Webex API, and the place where its oddities stop.

Deciding when to send and when to ask again is arithmetic and pure; only the door waits and
sends. Beyond this package nobody sees a wire form.
"""

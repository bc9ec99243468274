"""The plan carried out: look, write down, write, look again.

It reaches Webex only through protocols it declares itself, and decides nothing that the plan
did not say.
"""

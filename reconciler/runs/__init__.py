"""Each verb as one function of values and protocols.

No terminal, no globals, no working directory: whoever calls brings the world along.
"""

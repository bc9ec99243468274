"""Which settings exist: document, pointer, value schema, and who offers them.

Data and the questions one can ask it. Pure: nothing here reads a file or asks Webex.
"""

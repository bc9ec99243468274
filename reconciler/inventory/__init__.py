"""What is there: the subjects of an organization and their observed documents at one moment.

`collect` asks for them through protocols it declares itself; saved, an inventory is a
snapshot. Nothing here judges what it reads.
"""

"""The same facts for people and machines: values in, text out.

Pure: printing is the work of `cli`.
"""

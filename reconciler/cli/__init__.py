"""Where all of them meet: options become runs, and runs become reports and exit codes.

The only package that reads the environment and draws on a terminal.
"""

"""The difference between what policies ask for and what Webex reports, as data.

Pure: a plan is computed from values and holds no client, file or function. Carrying it out is
the work of `apply`.
"""

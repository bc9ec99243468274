"""What people wrote: files become findings, or one resolved policy set.

Only `policy_files` touches the disk. Nothing here knows the organization: who a selector
picks is decided in `plan`.
"""

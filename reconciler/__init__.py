"""Make the call recording of a Webex organization match its written policies.

Read the package in the order the data flows:

    policy     what people wrote, with the line they wrote it on
    inventory  what the organization looks like now
    plan       the difference, as data a reviewer can read
    apply      the plan carried out: look, write down, write, look again
    report     the same facts, for people and machines

`catalog` says which settings exist; `webex` is the wire; `runs` is each verb as one function;
`sandbox` is a Webex organization in a box; `cli` is the only place where all of them meet.

Beneath lie the words they share: `source` (where a fact was written), `values` (JSON, and when
two values are the same), `subjects`, `organization`, `readings` (what Webex said), `outcomes`
(what became of a write), `errors`, `clock` and `progress`. They import nothing of the rest.
"""

__version__ = "0.1.0"

"""Working out sub-problems beside each other: in this process, in processes of this machine, or on a cluster.

Not allowed here: what a sub-problem is about.
"""

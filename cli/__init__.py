"""The command `novads`: the one place that builds real things and hands them to the rooms that use them."""

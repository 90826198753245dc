"""The staff's pages: queue, letter, groups, answers, calls, audit; sign-in."""

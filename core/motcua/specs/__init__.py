"""Specs: what legal reviewers write of a procedure, in Vietnamese, and whether the rules obey it."""

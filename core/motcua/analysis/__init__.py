"""What rules come to when looked at as a whole: how two rulebooks differ, how a value changed over the years."""

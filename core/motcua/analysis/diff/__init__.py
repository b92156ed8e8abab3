"""How two rulebooks differ: typed changes, sentences with their basis, a page for a decision's annex."""

"""What is in force here and then: homes, layers, amendments, bounds, and the rulebook of one unit on one date."""

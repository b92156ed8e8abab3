"""What a lower layer may do with an upper one's provisions, and how a breach is told."""

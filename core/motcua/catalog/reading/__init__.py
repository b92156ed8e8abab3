"""From a merged document to the typed procedure, everything it shares joined in, its rules compiled."""

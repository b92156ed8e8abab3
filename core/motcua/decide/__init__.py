"""From facts to a decision: what to bring, what it costs, when it is due, who handles it, and why."""

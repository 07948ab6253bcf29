"""How agreements hang together: typed relations, stored once and told from both sides."""

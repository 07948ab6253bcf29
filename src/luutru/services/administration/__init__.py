"""How an archive is looked after: its state, its log, its lists, its agency and its settings."""

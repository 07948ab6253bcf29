"""The tab “Liên quan”: relations from both sides, what the text names, and the documents."""

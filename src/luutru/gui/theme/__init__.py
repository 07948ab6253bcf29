"""How the window looks: one table of colours, and everything that is made from it."""

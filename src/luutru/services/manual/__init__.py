"""The manual that comes with the program: its chapters, and the book made of them."""

"""The life of an agreement: its status on a day, what moves it, and acts upon it."""

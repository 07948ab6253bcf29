"""The page on which a copy is issued: what is asked, how it will look, what is in its way."""

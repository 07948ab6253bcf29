"""The screen “Sổ cấp bản sao”: the register of copies, and the page on which one is issued."""

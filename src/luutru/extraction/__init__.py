"""Reads metadata and obligations out of the words of a document, by rules a person can follow.

It is given words with their boxes and gives proposals with value, confidence and place; it opens
no file, asks no archive and learns nothing. Where the text is silent, it is silent too.
"""

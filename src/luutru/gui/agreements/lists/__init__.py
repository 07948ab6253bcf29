"""What is done with the list as a whole: columns chosen, written as a file, printed."""

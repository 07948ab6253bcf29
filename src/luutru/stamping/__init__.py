"""What builds, signs and checks certified copies: it runs in a process of its own."""

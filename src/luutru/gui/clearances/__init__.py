"""Need to know: who may see a marked agreement, and which ones somebody may see."""

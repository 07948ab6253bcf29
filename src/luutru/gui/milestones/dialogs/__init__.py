"""The dialogs in which a milestone is planned, moved, finished, cancelled and handed on."""

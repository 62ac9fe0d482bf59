"""The demo practice: an invented, believable practice to try everything on, made in a file of its own."""

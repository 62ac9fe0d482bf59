"""Tables and whole practices in and out."""

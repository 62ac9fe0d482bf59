"""What a coach reads: the brief, the day, an engagement; as lines of text that read well aloud, and as data."""

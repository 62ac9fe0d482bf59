"""The field's nouns and rules as pure functions: no input or output, and `today` is always a parameter."""

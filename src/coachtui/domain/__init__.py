"""The field's nouns and rules as pure functions: no input or output, and `today` is always a parameter.

What a coach types is a draft, a frozen dataclass with its `problems()`. What the first screen reads is made of named
tuples: defining a frozen dataclass takes eight times as long, and Today waits for sixty of them.
"""

"""The field's nouns and rules as pure functions: no input or output, and `today` is always a parameter.

What a coach types is a draft with its `problems()`; what the store reads is a read model. Both are named tuples:
defining a frozen dataclass takes eight times as long, and the first screen waits for eighty of them.
"""

"""Forms: labels left, one column, errors under the field in words; saving is explicit and drafts are automatic."""

"""The screens: everything that knows Textual. `commands` alone does not, so that the command line can list the keys."""

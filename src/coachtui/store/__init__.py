"""The practice file: how it is opened, its tables and change log, its reads and writes."""

"""Three devices, one folder, and a service between them that does what services do at their worst."""

"""One file for each service that exports running logs."""

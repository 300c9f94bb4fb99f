"""From the bytes of a PDF to the record of one plan."""

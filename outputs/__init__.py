"""What leaves the corpus: JSON, CSV and spreadsheets."""

"""Language and labels: the tokeniser, the taxonomy and the classifier."""
